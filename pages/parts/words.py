"""The app's strings in Bangla and English, from ``assets/i18n/LANGUAGE``."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
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
        return self._digits(str(value))

    def share(self, value: float) -> str:
        """A fraction as a percentage with one decimal, in the language's digits."""
        return self._digits(f"{value:.1%}")

    def decimal(self, value: float, places: int = 1) -> str:
        """``value`` with this many decimals, in the language's digits."""
        return self._digits(f"{value:.{places}f}")

    def date(self, day: date) -> str:
        """Year, month and day, in the language's digits."""
        return self._digits(day.isoformat())

    def _digits(self, text: str) -> str:
        return text.translate(_BANGLA_DIGITS) if self.language == "bn" else text

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
    return _read(assets() / "i18n" / "examples.json")


@cache
def _strings(language: Language) -> Mapping[str, str]:
    """All strings of a language: a file a page, and ``common.json``."""
    strings: dict[str, str] = {}
    for file in sorted((assets() / "i18n" / language).glob("*.json")):
        strings |= _read(file)
    return strings


def _read(file: Path) -> dict[str, str]:
    return {str(k): str(v) for k, v in json.loads(file.read_text(encoding="utf-8")).items()}
