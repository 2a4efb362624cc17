"""Settings for every engine test; this folder's modules can be imported by name."""

from hypothesis import settings

settings.register_profile("shonakto", deadline=None, max_examples=200)
settings.load_profile("shonakto")
