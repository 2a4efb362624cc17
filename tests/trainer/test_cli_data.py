"""``shonakto data check`` and ``shonakto data prepare``, and the folder it writes."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import trainer.prepare
from engine.formats.dataset import FormatError
from engine.formats.read import read_dataset
from trainer.cli_data import data_app
from trainer.prepare import prepare, sha256

run = CliRunner()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "data.txt"
    lines = [f"x\tরোগী {i} এর [জ্বর](DIS) আছে" for i in range(20)]
    path.write_text("\n".join([*lines, lines[0]]), encoding="utf-8")
    return path


def test_check(file: Path) -> None:
    result = run.invoke(data_app, ["check", str(file)])
    assert result.exit_code == 0
    assert "rows              21" in result.stdout
    report = json.loads(run.invoke(data_app, ["check", str(file), "--json"]).stdout)
    assert (report["rows"], report["duplicates"]) == (21, 1)


@pytest.mark.parametrize("command", [["check"], ["prepare", "--out", "out"]])
def test_bad_input_is_one_sentence_and_exit_2(tmp_path: Path, command: list[str]) -> None:
    result = run.invoke(data_app, [*command, str(tmp_path / "no.csv")])
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr == f"{tmp_path / 'no.csv'}: expected a file, got nothing at this path.\n"


def test_an_unknown_rule_exits_2(file: Path) -> None:
    assert run.invoke(data_app, ["check", str(file), "--match", "fuzzy"]).exit_code == 2


def test_prepare(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    result = run.invoke(data_app, ["prepare", str(file), "--out", str(out)])
    assert result.exit_code == 0, result.stderr
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["input"] == {"name": "data.txt", "sha256": sha256(file)}
    assert (manifest["seed"], manifest["rule"]) == (42, "safe")
    assert manifest["dropped_repeated_texts"] == 1
    for name, count in (("train", 16), ("validation", 2), ("test", 2)):
        part = out / f"{name}.jsonl"
        assert manifest["parts"][name]["sha256"] == sha256(part)
        assert manifest["parts"][name]["documents"] == len(read_dataset(part).documents) == count
    assert sorted(p.name for p in out.iterdir()) == sorted(
        ["manifest.json", "test.jsonl", "train.jsonl", "validation.jsonl"]
    )
    assert [p.name for p in out.parent.iterdir()] == ["out"]


def test_prepare_replaces_its_own_output_as_a_whole(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = prepare(file, out)
    assert prepare(file, out) == first
    assert prepare(file, out, seed=1)["parts"] != first["parts"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["data.txt", "out"]


def test_prepare_refuses_a_folder_with_other_files(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    prepare(file, out)
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(FormatError, match=r"got 'notes\.txt' in it"):
        prepare(file, out)
    with pytest.raises(FormatError, match="expected a folder to write to"):
        prepare(file, file)
    assert (out / "notes.txt").is_file()


def test_a_failure_leaves_the_old_folder(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    prepare(file, out)
    before = sha256(out / "manifest.json")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device", "out")

    monkeypatch.setattr(trainer.prepare, "_manifest", fail)
    result = run.invoke(data_app, ["prepare", str(file), "--out", str(out), "--seed", "3"])
    assert result.exit_code == 2
    assert result.stderr == "out: No space left on device.\n"
    assert sha256(out / "manifest.json") == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["data.txt", "out"]
