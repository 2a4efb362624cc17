"""Silver text: only what is confident, nothing of a test, marked, and never a measure."""

import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

import trainer.silver
from engine.annotator import load
from engine.formats.jsonl import render_jsonl
from engine.formats.read import read_dataset
from engine.tagging.span import Document, Span
from trainer.cli import cli
from trainer.corpus import authored, corpus_folder
from trainer.prepare import prepare
from trainer.silver import Judged, SilverRules, confident, judge_sentences, silver_documents
from trainer.silver_text import KeptOut, read_sentences, usable
from trainer.splits import SplitSource, hold_out, read_splits
from trainer.tasks import read_task

run = CliRunner()
GOLD = Document("রোগীর জ্বর আছে", (Span(6, 10, "CMT"),), "gold-1")
NOTHING_OUT = KeptOut([GOLD], [])


def judged(text: str, certainty: float, *scores: float) -> Judged:
    spans = tuple(Span(2 * i, 2 * i + 1, "CMT", score) for i, score in enumerate(scores))
    return Judged(Document(text, spans), certainty)


def made(number: int, source: str) -> Document:
    text = f"সংখ্যা {number} জ্বর"
    return Document(
        text, (Span(len(text) - 4, len(text), "CMT"),), f"m{number}", {"source": source}
    )


def write(path: Path, documents: Iterable[Document]) -> Path:
    path.write_text(render_jsonl(documents), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (judged("কখগঘ", 0.95, 0.91, 0.99), True),
        (judged("কখগঘ", 0.95, 0.91, 0.89), False),
        (judged("কখগঘ", 0.89, 0.99), False),
        (judged("কখগঘ", 0.9), True),
    ],
)
def test_the_least_certain_span_and_tag_decide(one: Judged, expected: bool) -> None:
    assert confident(one, 0.9) is expected


def test_certainty_is_a_marginal_and_spans_are_those_of_the_model() -> None:
    model = load("int8")
    texts = ["রোগীর জ্বর আছে।", "আজ বৃষ্টি হবে কি?"]
    for one, text in zip(judge_sentences(texts, model.predictor), texts, strict=True):  # type: ignore[arg-type]
        assert 0 < one.certainty <= 1
        assert one.document == model.annotate(text)
        assert all(span.score <= 1 for span in one.document.spans if span.score)


def test_what_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def judge(sentences: Iterable[str], _: object) -> Iterator[Judged]:
        for text in sentences:
            yield judged(text, 0.5 if "?" in text else 0.99, *([] if "-" in text else [0.99]))

    monkeypatch.setattr(trainer.silver, "judge_sentences", judge)
    texts = ["খালি -", *(f"বাক্য {i} {'-' * (i % 2)}" for i in range(20)), "বাক্য 2 ", "কী ?"]
    rules = SilverRules(0.9, empty_share=0.2)
    kept = list(silver_documents(texts, None, "teacher", NOTHING_OUT, rules))  # type: ignore[arg-type]
    assert all(document.meta == {"source": "silver", "model": "teacher"} for document in kept)
    assert len({document.text for document in kept}) == len(kept)
    assert "কী ?" not in {document.text for document in kept}
    empty = [i for i, document in enumerate(kept) if not document.spans]
    assert empty
    assert all(sum(e <= i for e in empty) <= 0.2 * (i + 1) for i in range(len(kept)))
    few = silver_documents(texts, None, "t", NOTHING_OUT, SilverRules(limit=3))  # type: ignore[arg-type]
    assert [document.id for document in few] == ["silver-1", "silver-2", "silver-3"]


def test_texts_of_the_test_split_and_surfaces_only_it_has_are_kept_out() -> None:
    kept_out = KeptOut.read(corpus_folder())
    test = authored("test")
    assert all(document.text in kept_out for document in test if len(document.text) > 20)
    assert f"শুনেছি, {test[0].text}" in kept_out
    assert "কাল থেকে মেটাপনিউমোভাইরাসের কথা সবাই বলছে" in kept_out  # only the test has it
    assert "কাল থেকে আমার জ্বর আর কাশি" not in kept_out


def test_sentences(tmp_path: Path) -> None:
    file = tmp_path / "text.txt.gz"
    lines = "ছোট কথা। আজ সকাল থেকে তার জ্বর আছে! The quick brown fox jumps over it\nআর কোনো কথা নেই আজ"
    file.write_bytes(gzip.compress(lines.encode("utf-8")))
    assert list(read_sentences([file])) == ["আজ সকাল থেকে তার জ্বর আছে!", "আর কোনো কথা নেই আজ"]
    assert list(usable("শব্দ " * 41)) == []


def test_the_command_writes_marked_jsonl_or_nothing(tmp_path: Path) -> None:
    text, out = tmp_path / "text.txt", tmp_path / "silver.jsonl"
    text.write_text("আর আপনার কি এখন জ্বর আছে? আজ মাঠে অনেক লোক এসেছে।\n", encoding="utf-8")
    command = ["silver", "--text", str(text), "--model", "int8", "--out", str(out)]
    result = run.invoke(cli, [*command, "--threshold", "0.01"])
    assert result.exit_code == 0, result.output
    assert read_dataset(out).documents[0].meta == {"source": "silver", "model": "int8"}
    out.unlink()
    for extra, told in (
        (["--threshold", "1"], "expected a threshold between 0 and 1"),
        (["--threshold", "0.9999999"], "expected sentences labelled at 0.9999999 or more"),
        (["--model", "lexicon"], "expected a trained model as teacher, got 'lexicon'"),
        (["--text", str(tmp_path / "none.txt")], "No such file"),
    ):
        result = run.invoke(cli, [*command, *extra])
        assert result.exit_code == 2
        assert told in result.stderr
        assert len(result.stderr.strip().splitlines()) == 1
        assert not out.exists()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["text.txt"]


@pytest.mark.parametrize("source", ["generated", "silver"])
def test_made_documents_never_validate_or_test(tmp_path: Path, source: str) -> None:
    gold = [Document(f"{i} নম্বর {GOLD.text}", (), str(i)) for i in range(20)]
    marked = [made(i, source) for i in range(20)]
    train = write(tmp_path / "train.jsonl", [GOLD, *gold])
    mixed = write(tmp_path / "mixed.jsonl", [GOLD, *gold, *marked])
    told = "mixed.jsonl: expected gold documents for .* got a sentence .*--extra-train"
    for refused in (
        SplitSource(data=mixed),
        SplitSource(train=train, test=mixed),
        SplitSource(train=train, validation=mixed, test=train),
    ):
        with pytest.raises(ValueError, match=told):
            read_splits(refused, 42)
    with pytest.raises(ValueError, match=told):
        read_task(train, mixed, None, 42)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=told):
        prepare(mixed, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    evaluated = run.invoke(cli, ["evaluate", "--model", "lexicon", "--data", str(mixed)])
    converted = run.invoke(cli, ["data", "convert", str(mixed), "--out", str(tmp_path / "m.csv")])
    for result in (evaluated, converted):
        assert result.exit_code == 2
        assert "expected gold documents" in result.stderr
    extra = write(tmp_path / "extra.jsonl", marked)
    test = write(tmp_path / "test.jsonl", [GOLD])
    splits = read_splits(SplitSource(train=train, test=test, extra_train=(extra,)), 42)
    assert sum("source" in document.meta for document in splits.train) == 20
    assert not any(document.meta for document in (*splits.validation, *splits.test))
    _, held = hold_out([*marked, *gold], 42)
    assert held
    assert not any(document.meta for document in held)
    with pytest.raises(ValueError, match="expected gold documents to hold a tenth out"):
        hold_out(marked, 42)
