"""Which table a form stands in where two would do: one rule for each two tables.

No form stands in two tables. ``shonakto lexicon check`` reports one that does, with the
rule that says which table keeps it; the lexicon's README shows the same rules.
"""

from collections.abc import Mapping
from types import MappingProxyType

_RULES = (
    ("MED", "ORG", "a tissue that is given (plasma, bone marrow) stays ORG or CMT, never MED"),
    ("MED", "DIS", "a poisoning or an allergy is DIS, the substance alone is MED"),
    ("MED", "HOR", "a hormone is HOR, given or not; a named drug form or an analogue is MED"),
    ("MED", "PHA", "one substance or product is MED, a class of substances is PHA"),
    ("MED", "CMT", "what is swallowed or infused is MED; with its specimen or as a test it is CMT"),
    ("ORG", "DIS", "a part of the body is ORG; with the name of a disorder it is DIS"),
    ("ORG", "HOR", "a gland is ORG, what it secretes is HOR"),
    ("ORG", "PHA", "a part of the body is ORG; a class that acts on it (muscle relaxant) is PHA"),
    ("ORG", "CMT", "tissues and their cells are ORG; blood cells, fluids and findings are CMT"),
    ("DIS", "HOR", "a hormone is HOR; its lack, excess or tumor is DIS"),
    ("DIS", "PHA", "a disease is DIS; a class against it (anti-...) is PHA"),
    ("DIS", "CMT", "a named condition is DIS; symptoms, signs, tests and germs are CMT"),
    ("HOR", "PHA", "one hormone or its family is HOR; a class of drugs (steroids) is PHA"),
    ("HOR", "CMT", "a hormone is HOR, measured too; a test, receptor or antibody is CMT"),
    ("PHA", "CMT", "a class of drugs is PHA; a kind of treatment or procedure is CMT"),
)
RULES: Mapping[frozenset[str], str] = MappingProxyType(
    {frozenset((first, second)): rule for first, second, rule in _RULES}
)


def rule_for(first: str, second: str) -> str:
    """The rule between two tables; KeyError where they are the same or unknown."""
    return RULES[frozenset((first, second))]
