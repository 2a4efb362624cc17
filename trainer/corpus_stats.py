"""The corpus in numbers: what ``shonakto data stats`` writes and the datasheet shows."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from engine.corpus.counts import NewPart, SetCounts, by_genre, novelty
from engine.evaluation.seen import entity_surfaces
from engine.formats.read import read_dataset
from engine.paths import lexicon_folder
from engine.tagging.inflection import stems
from engine.tagging.lexicon import Lexicon
from engine.tagging.lexicon_table import TABLES, read_rows
from engine.tagging.span import Document
from engine.text.normalize import match_key
from trainer.corpus import PARTS, authored, corpus_folder
from trainer.corpus_traits import TEXT_TRAITS, has_list, inflected, multi_word, tempting
from trainer.nearness import LEAST, LIMITS, near_pairs

READINGS = ("first", "second")


def corpus_stats(folder: Path | None = None, lexicon: Path | None = None) -> dict[str, Any]:
    """Counts by split, label and genre, traits, unseen surfaces, near-duplicates, lexicon."""
    corpus, tables = folder or corpus_folder(), lexicon or lexicon_folder()
    parts = {name: authored(name, corpus) for name in PARTS}
    known = Lexicon.read(tables)
    whole = [document for part in parts.values() for document in part]
    surfaces = entity_surfaces(whole)
    sets = {**parts, "all": whole}
    return {
        "splits": {name: _split(documents, known, surfaces) for name, documents in sets.items()},
        "unseen": _unseen(parts["train"], parts["test"]),
        "near_duplicates": _near(parts["train"], parts["test"]),
        "second_reading": _second_reading(corpus, parts),
        "lexicon": _lexicon(tables),
    }


def _split(
    documents: Sequence[Document], lexicon: Lexicon, surfaces: frozenset[str]
) -> dict[str, Any]:
    empty = [document for document in documents if not document.spans]
    lures = [document for document in documents if tempting(document, lexicon)]
    either = sum(not document.spans or tempting(document, lexicon) for document in documents)
    pairs = [(document, span) for document in documents for span in document.spans]
    traits = {name: sum(has(d.text) for d in documents) for name, has in TEXT_TRAITS.items()}
    return {
        **_counts(SetCounts.of(documents)),
        "surfaces": len(entity_surfaces(documents)),
        "genres": {genre: _counts(counts) for genre, counts in by_genre(documents).items()},
        "no_entity": {"documents": len(empty), "share": _share(len(empty), len(documents))},
        "tempting": {"documents": len(lures), "share": _share(len(lures), len(documents))},
        "no_entity_or_tempting": {"documents": either, "share": _share(either, len(documents))},
        "texts_with": {**traits, "a list": sum(map(has_list, documents))},
        "spans_that_are": {
            "of two words or more": sum(multi_word(d, span) for d, span in pairs),
            "inflected": sum(inflected(d, span, lexicon, surfaces) for d, span in pairs),
        },
    }


def _counts(counts: SetCounts) -> dict[str, Any]:
    return {
        "documents": counts.documents,
        "spans": counts.spans,
        "labels": dict(counts.labels),
    }


def _unseen(train: Sequence[Document], test: Sequence[Document]) -> dict[str, Any]:
    """Surfaces of the test split that training lacks; ``in_no_form``: inflected ones counted."""
    new = novelty(train, test)
    seen_stems = {stem for surface in entity_surfaces(train) for stem in stems(surface)}
    surfaces = entity_surfaces(test)
    in_no_form = sum(not seen_stems.intersection(stems(surface)) for surface in surfaces)
    return {
        "surfaces": _part(new.surfaces),
        "in_no_form": _part(NewPart(len(surfaces), in_no_form)),
        "spans": _part(new.spans),
        "labels": {label: _part(part) for label, part in new.labels.items()},
    }


def _part(part: NewPart) -> dict[str, Any]:
    return {"all": part.all, "unseen": part.unseen, "share": round(part.share, 4)}


def _near(train: Sequence[Document], test: Sequence[Document]) -> dict[str, Any]:
    within = {
        frozenset((pair.first, pair.second))
        for pair in near_pairs(test, test)
        if pair.first != pair.second
    }
    return {
        "limits": dict(LIMITS),
        "least_shared": dict(LEAST),
        "across_splits": len(near_pairs(train, test)),
        "within_test": len(within),
    }


def _second_reading(corpus: Path, parts: dict[str, list[Document]]) -> dict[str, Any]:
    """Texts read twice, by split; ``rewritten`` ones have been changed since."""
    first, second = (
        read_dataset(corpus / "readings" / f"{name}.jsonl").documents for name in READINGS
    )
    now = {name: {match_key(d.text) for d in documents} for name, documents in parts.items()}
    texts = [match_key(document.text) for document in first]
    found = {name: sum(text in keys for text in texts) for name, keys in now.items()}
    differing = sum(a.spans != b.spans for a, b in zip(first, second, strict=True))
    rewritten = len(texts) - sum(found.values())
    return {"documents": len(texts), **found, "rewritten": rewritten, "differing": differing}


def _lexicon(folder: Path) -> dict[str, Any]:
    tables = {label: read_rows(folder / f"{label}.tsv") for label in TABLES}
    brands = [row for row in tables["MED"] if row.generic]
    return {
        "tables": {
            label: {"rows": len(rows), "forms": sum(len(row.forms) for row in rows)}
            for label, rows in tables.items()
        },
        "rows": sum(map(len, tables.values())),
        "brand_rows": len(brands),
        "brand_forms": sum(len(row.forms) for row in brands),
    }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
