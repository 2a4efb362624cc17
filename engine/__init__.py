"""Shonakto's engine: finds medical entities in Bangla text.

``engine.load(name_or_folder).annotate(text)`` is the one door; it imports
neither Streamlit nor the trainer, and PyTorch only for models that need it.
"""

from engine.annotator import Annotator, load
from engine.tagging.span import Document, Span

__all__ = ["Annotator", "Document", "Span", "load"]
