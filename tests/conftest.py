"""For every test: nothing is fetched from the model hub, and slow machines are no failure."""

import os

from hypothesis import settings

os.environ.setdefault("HF_HUB_OFFLINE", "1")  # read when huggingface_hub is imported

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
