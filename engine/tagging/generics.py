"""The generic name behind a brand, for a page that shows it beside a medicine."""

from engine.paths import lexicon_folder
from engine.tagging.lexicon import shared_lexicon


def generic_of(surface: str) -> str | None:
    """The Bangla generic behind a brand as it stands in a text, or None.

    Any spelling of the shipped lexicon will do, in Bangla or Latin, inflected too:
    নাপার and napa give প্যারাসিটামল. Several substances are joined by " + ". A generic
    name has none behind it.
    """
    return shared_lexicon(lexicon_folder()).generic_of(surface)
