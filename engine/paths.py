"""Where things lie: in a checkout beside the code, in a wheel beside ``shonakto_app``."""

import os
from pathlib import Path

import platformdirs

_CODE = Path(__file__).resolve().parent.parent


def app_home() -> Path:
    """The folder that holds app.py, pages, assets and .streamlit."""
    return _CODE if (_CODE / "assets").is_dir() else _CODE / "shonakto_app"


def assets() -> Path:
    """What is shipped: models, lexicon, corpus, fonts, strings."""
    return app_home() / "assets"


def lexicon_folder() -> Path:
    """The shipped lexicon tables."""
    return assets() / "lexicon"


def user_home() -> Path:
    """The user's own folder; ``SHONAKTO_HOME`` overrides the platform's place."""
    override = os.environ.get("SHONAKTO_HOME")
    return Path(override) if override else platformdirs.user_data_path("shonakto")


def user_models() -> Path:
    """Models that the user trained or brought."""
    return user_home() / "models"


def bundled_models() -> Path:
    """Models that are shipped."""
    return assets() / "models"
