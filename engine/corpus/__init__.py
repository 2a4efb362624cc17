"""The shipped corpus: its splits, what is in them, and finding a text in them."""
