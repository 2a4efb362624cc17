"""The app's strings in Bangla and English, from ``assets/i18n``."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from engine.paths import assets

Language = Literal["bn", "en"]
# What the switch shows, and the URL says (?language=English; Bangla is the default).
LANGUAGES: Mapping[str, Language] = {"বাংলা": "bn", "English": "en"}
_BANGLA_DIGITS = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")


@dataclass(frozen=True)
class Words:
    """``words(key)`` is the string of ``key``; numbers come in the language's digits."""

    language: Language

    def __call__(self, key: str, **values: str | int) -> str:
        return _strings(self.language)[key].format(
            **{
                name: self.number(value) if isinstance(value, int) else value
                for name, value in values.items()
            }
        )

    def number(self, value: int) -> str:
        """``value`` in Bangla digits where the language is Bangla."""
        return str(value).translate(_BANGLA_DIGITS) if self.language == "bn" else str(value)

    def label(self, label: str) -> str:
        """The name of a label; a label from elsewhere has only itself."""
        return _strings(self.language).get(f"label.{label}", label)

    def model(self, name: str) -> str:
        """A registry name with what it means; a user's model has only its name."""
        meaning = _strings(self.language).get(f"model.name.{name}")
        return f"{name} ({meaning})" if meaning else name


@cache
def examples() -> Mapping[str, str]:
    """Example texts by name, invented, of no real person."""
    return _read("examples")


@cache
def _strings(language: Language) -> Mapping[str, str]:
    return _read(language)


def _read(name: str) -> dict[str, str]:
    text = (assets() / "i18n" / f"{name}.json").read_text(encoding="utf-8")
    return {str(key): str(value) for key, value in json.loads(text).items()}
