"""``shonakto annotate`` with the lexicon."""

import gc
import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from click.testing import Result
from typer.testing import CliRunner

from engine.annotator import load
from engine.formats.read import read_dataset
from engine.tagging.span import Document
from trainer.cli_annotate import annotate_command, annotated

app = typer.Typer()
app.command()(annotate_command)
TXT = "রোগীর জ্বর।\r\nকাশি আছে।\r\n\r\n \nইনসুলিন\n"


def run(*args: str | Path, stdin: str | bytes | None = None) -> Result:
    """The command with the lexicon as its model."""
    return CliRunner().invoke(app, [*map(str, args), "--model", "lexicon"], input=stdin)


def rows(text: str) -> list[dict[str, object]]:
    """The objects of JSON lines."""
    return [json.loads(line) for line in text.splitlines()]


def fails(result: Result, *parts: str) -> None:
    """``result`` is exit code 2 and one sentence, with ``parts`` in it, on stderr."""
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert result.stderr.endswith(".\n")
    assert all(part in result.stderr for part in parts), result.stderr


@pytest.fixture
def txt(tmp_path: Path) -> Path:
    path = tmp_path / "notes.txt"
    path.write_bytes(b"\xef\xbb\xbf" + TXT.encode())
    return path


def test_a_txt_is_one_document_a_paragraph(txt: Path) -> None:
    result = run(txt)
    assert result.exit_code == 0
    first, second = rows(result.stdout)
    assert first["text"] == "রোগীর জ্বর।\r\nকাশি আছে।"
    assert second == {
        "id": "2",
        "text": "ইনসুলিন",
        "spans": [{"start": 0, "end": 7, "label": "HOR", "text": "ইনসুলিন", "score": 1.0}],
    }


def test_offsets_point_into_the_text(txt: Path) -> None:
    for row in rows(run(txt).stdout):
        for span in row["spans"]:  # type: ignore[attr-defined]
            assert row["text"][span["start"] : span["end"]] == span["text"]  # type: ignore[index]


def test_stdin_is_read_as_txt(txt: Path) -> None:
    assert run("-", stdin=TXT.encode()).stdout == run(txt).stdout


def test_a_jsonl_keeps_ids_and_notes_and_loses_its_spans(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    fields = {"id": "a7", "text": "জ্বর", "spans": [[0, 2, "MED"]], "meta": {"genre": "note"}}
    path.write_text(json.dumps(fields) + "\n\n" + json.dumps({"text": "ক"}))
    first, second = rows(run(path).stdout)
    assert (first["id"], first["meta"]) == ("a7", {"genre": "note"})
    assert [span["label"] for span in first["spans"]] == ["CMT"]  # type: ignore[attr-defined]
    assert second == {"id": "2", "text": "ক", "spans": []}


@pytest.mark.parametrize("extension", ["jsonl", "conll", "csv"])
def test_every_output_format_is_read_back(txt: Path, tmp_path: Path, extension: str) -> None:
    out = tmp_path / "new" / f"out.{extension}"
    result = run(txt, "--format", extension, "-o", out)
    assert result.exit_code == 0
    assert result.stdout == ""
    found = read_dataset(out).documents
    expected = [load("lexicon").annotate(str(row["text"])) for row in rows(run(txt).stdout)]
    surfaces = [[doc.surface(span) for span in doc.spans] for doc in found]
    assert surfaces == [[doc.surface(span) for span in doc.spans] for doc in expected]


def test_gzip_is_read(tmp_path: Path, txt: Path) -> None:
    path = tmp_path / "notes.txt.gz"
    path.write_bytes(gzip.compress(txt.read_bytes()))
    assert run(path).stdout == run(txt).stdout
    path.write_bytes(path.read_bytes()[:-9])
    fails(run(path), "gzip")


def test_bad_input_is_one_sentence(tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    fails(run(tmp_path / "none.txt"), "none.txt")
    fails(run(tmp_path), "folder")
    fails(run(tmp_path / "x.pdf"), ".pdf")
    fails(run("-", stdin=b"ab\xff"), "0xff", "offset 2")
    fails(run("-", stdin=b"\xef\xbb\xbf\xff"), "0xff", "offset 3")
    fails(run("-", stdin=b" \n"), "empty")
    for line, problem in (("{", "JSON"), ("[1]", "object"), ('{"a": 1}', "'text'")):
        bad.write_text('{"text": "ক"}\n' + line)
        fails(run(bad), "line 2", problem)
    for line in ('{"text": "\\ud800"}', '{"text": "ক", "id": "\\ud800"}'):
        bad.write_text(line)
        fails(run(bad), "line 1", "surrogate")


def test_a_null_id_is_the_row(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "জ্বর", "id": null}\n')
    assert [row["id"] for row in rows(run(path).stdout)] == ["1"]


def test_an_output_that_cannot_be_is_one_sentence(txt: Path, tmp_path: Path) -> None:
    fails(run(txt, "-o", tmp_path), "expected a file to write, got a folder")
    fails(run(txt, "-o", txt / "x.jsonl"), "notes.txt: expected a folder, got a file")
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_an_unknown_model_is_one_sentence(txt: Path) -> None:
    fails(CliRunner().invoke(app, [str(txt), "--model", "nobody"]), "nobody")


def test_after_bad_input_no_file_is_there_and_an_old_one_is_whole(tmp_path: Path) -> None:
    bad, out = tmp_path / "bad.jsonl", tmp_path / "out.jsonl"
    bad.write_text('{"text": "ক"}\n' * 300 + "{")
    assert run(bad, "-o", out).exit_code == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.jsonl"]
    out.write_text("old")
    assert run(bad, "-o", out).exit_code == 2
    assert out.read_text() == "old"


def test_a_file_may_be_replaced_by_its_own_annotation(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text('{"text": "জ্বর"}\n')
    assert run(path, "-o", path).exit_code == 0
    assert "CMT" in path.read_text()


def test_a_stream_holds_a_buffer_of_documents_and_no_more() -> None:
    read = 0

    def documents() -> Iterator[Document]:
        nonlocal read
        for read in range(1, 1001):
            yield Document(f"জ্বর {read}", id=str(read))

    before, ahead, alive = documents_alive(), [], []
    for done, _ in enumerate(annotated(load("lexicon"), documents()), start=1):
        ahead.append(read - done)
        if done % 250 == 0:
            alive.append(documents_alive() - before)
    assert len(ahead) == 1000
    assert max(ahead) < 128
    assert max(alive) < 3 * 128


def documents_alive() -> int:
    """How many documents Python holds."""
    return sum(type(thing) is Document for thing in gc.get_objects())
