"""Text rules: normal form with an offset map, grapheme clusters, words, sentences."""
