"""Spans, documents, label sets, BIO tags, and the lexicon baseline."""
