"""The pages of the app; what they share is in ``pages.parts``, which is no page."""
