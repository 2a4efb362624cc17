"""The committed numbers are those of the corpus, and the pages show those numbers."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from engine.annotator import load
from engine.evaluation.agreement import reading_agreement
from engine.evaluation.evaluate import evaluate
from engine.evaluation.report import Evaluation
from engine.evaluation.seen import entity_surfaces
from engine.formats.check import check_dataset
from engine.formats.read import read_dataset
from engine.models.registry import LEXICON, registered_models
from engine.paths import assets, lexicon_folder
from engine.tagging.labels import MEDICAL_LABELS, LabelSet
from engine.tagging.span import Document
from trainer.cli import cli
from trainer.corpus import PARTS, authored, corpus_folder
from trainer.corpus_stats import corpus_stats
from trainer.corpus_traits import TEXT_TRAITS, negated, romanized
from trainer.datasheet import PAGES, read_blocks, with_blocks

run = CliRunner()
NO_COUNTS = {"2026", "4.0", "95", "1", "5"}  # a year, a license, intervals, sections


@pytest.fixture(scope="module")
def stats() -> dict[str, Any]:
    committed: dict[str, Any] = json.loads((corpus_folder() / "stats.json").read_text("utf-8"))
    return committed


def test_the_committed_counts_are_those_of_the_corpus(stats: dict[str, Any]) -> None:
    assert stats == json.loads(json.dumps(corpus_stats()))


def test_the_committed_agreement_is_that_of_the_readings() -> None:
    readings = [
        read_dataset(corpus_folder() / "readings" / f"{name}.jsonl").documents
        for name in ("first", "second")
    ]
    scores = json.loads(json.dumps(reading_agreement(*readings).to_json()))
    committed = json.loads((corpus_folder() / "agreement.json").read_text("utf-8"))
    assert committed == {"documents": len(readings[0]), **scores}


def test_the_committed_baseline_is_that_of_the_lexicon() -> None:
    file = lexicon_folder() / "report.json"
    committed = Evaluation.from_json(json.loads(file.read_text("utf-8")))
    gold, train = authored("test"), authored("train")
    predictor = load(LEXICON).predictor
    predictions = list(predictor.predict([document.text for document in gold]))
    surfaces = entity_surfaces(train)
    now = evaluate(LEXICON, "test.jsonl", gold, predictions, LabelSet(), surfaces, resamples=2)
    assert committed.word.micro.f1 == now.word.micro.f1
    assert committed.unseen is not None
    assert now.unseen is not None
    assert committed.unseen.micro.f1 == now.unseen.micro.f1
    assert (committed.run, committed.data, committed.documents) == (
        LEXICON,
        "test.jsonl",
        len(gold),
    )
    shown = next(model for model in registered_models() if model.name == LEXICON)
    assert shown.scores["micro_f1"] == committed.word.micro.f1


@pytest.mark.parametrize("page", PAGES)
def test_the_pages_show_the_committed_numbers(page: str) -> None:
    text = (assets() / page).read_text("utf-8")
    assert with_blocks(text, read_blocks(assets()), page) == text
    assert text.count("<!-- /") > 0


def test_the_datasheet_has_no_number_outside_its_blocks() -> None:
    text = (assets() / "corpus" / "DATASHEET.md").read_text("utf-8")
    prose = re.sub(r"<!-- ([a-z]+) -->.*?<!-- /\1 -->|`[^`]*`", "", text, flags=re.DOTALL)
    assert set(re.findall(r"\d+(?:[.,]\d+)*", prose)) <= NO_COUNTS


def test_the_guidelines_count_the_texts_that_were_read_twice(stats: dict[str, Any]) -> None:
    text = (corpus_folder() / "GUIDELINES.md").read_text("utf-8")
    reading = stats["second_reading"]
    assert f"read {reading['documents']} texts" in text
    assert f"differ in {reading['differing']} of them" in text


def test_a_block_of_an_unknown_name_is_refused() -> None:
    with pytest.raises(ValueError, match=r"PAGE: expected one of labels, .*, got 'nonsense'"):
        with_blocks("<!-- nonsense -->\n<!-- /nonsense -->", read_blocks(assets()), "PAGE")


def test_what_the_corpus_has_to_have(stats: dict[str, Any]) -> None:
    splits = stats["splits"]
    assert splits["all"]["documents"] >= 1500
    assert splits["test"]["documents"] >= 300
    assert min(splits["all"]["labels"].values()) >= 250
    assert stats["unseen"]["surfaces"]["share"] >= 0.4
    assert stats["unseen"]["in_no_form"]["share"] >= 0.4
    assert stats["near_duplicates"]["across_splits"] == 0
    assert stats["second_reading"]["test"] == splits["test"]["documents"]
    for name in PARTS:
        assert splits[name]["no_entity"]["share"] >= 0.15
        assert set(splits[name]["texts_with"]) == {*TEXT_TRAITS, "a list"}
        assert min(splits[name]["texts_with"].values()) >= 10
        assert min(splits[name]["spans_that_are"].values()) >= 100
        assert set(splits[name]["labels"]) == set(MEDICAL_LABELS)


@pytest.mark.parametrize("part", PARTS)
def test_the_made_files_are_those_of_the_authored_ones(part: str) -> None:
    gold = authored(part)
    for extension in ("jsonl", "csv"):
        dataset = read_dataset(corpus_folder() / f"{part}.{extension}")
        report = check_dataset(dataset)
        assert dataset.issues == ()
        assert (report.duplicates, report.open_issues) == (0, ())
        assert [_bare(document) for document in dataset.documents] == [_bare(d) for d in gold]


def _bare(document: Document) -> tuple[object, ...]:
    return document.text, document.spans


def test_traits() -> None:
    assert romanized("amar 3 din dhore jor ase")
    assert not romanized("Tab. Napa 500 mg 1+1+1, BP normal")
    assert negated("জ্বর নেই")
    assert negated("ওষুধ খাইনি, কিন্তু কাশি কমেনি")
    assert not negated("জ্বর আছে")


def test_show_prints_a_seeded_sample(tmp_path: Path) -> None:
    file = str(corpus_folder() / "test.jsonl")
    first, again, other = (
        run.invoke(cli, ["data", "show", file, "--sample", "5", "--seed", seed]).stdout
        for seed in ("42", "42", "1")
    )
    assert first == again != other
    rows = [line.split("\t") for line in first.splitlines()]
    gold = {document.id: document for document in authored("test")}
    assert len(rows) == 5
    for name, genre, marked in rows:
        assert genre == gold[name].meta["genre"]
        plain = re.sub(r"\[([^\[\]]+)\]\([A-Z]{3}\)", r"\1", marked).replace("\\", "")
        assert plain == gold[name].text
    result = run.invoke(cli, ["data", "show", file, "--sample", "5000"])
    assert result.exit_code == 2
    assert result.stderr.startswith("expected a sample of at most ")


def test_agreement_is_written_to_a_file_or_printed(tmp_path: Path) -> None:
    reading = str(corpus_folder() / "readings" / "first.jsonl")
    out = tmp_path / "agreement.json"
    command = ["data", "agreement", reading, reading]
    assert run.invoke(cli, [*command, "-o", str(out)]).stdout == ""
    printed = json.loads(run.invoke(cli, command).stdout)
    assert json.loads(out.read_text("utf-8")) == printed
    assert printed["micro"]["f1"] == 1
