"""The MedER table: damage that would lose rows or entities without a word."""

from pathlib import Path

import pytest

from engine.formats.dataset import Dataset
from engine.formats.meder_cells import COLUMNS
from engine.formats.meder_table import TEXT_COLUMN
from engine.formats.read import read_dataset
from tests.engine.formats.test_meder import HEADER, spans


def read(folder: Path, rows: str, name: str = "a.csv", header: str = HEADER) -> Dataset:
    path = folder / name
    path.write_text(f"{header}\n{rows}", encoding="utf-8", newline="")
    return read_dataset(path, need_entities=False)


def repairs(dataset: Dataset) -> list[tuple[str, int]]:
    """(kind, row) of what was put right."""
    return [(issue.kind, issue.row) for issue in dataset.issues if issue.repaired]


def open_kinds(dataset: Dataset) -> list[str]:
    return [issue.kind for issue in dataset.issues if not issue.repaired]


ROWS = {"1": [("জ্বর", "CMT")], "2": [("কাশি", "CMT")], "3": [("ব্যথা", "CMT")]}


@pytest.mark.parametrize(
    "rows",
    [
        'জ্বর হলে,,,,,,"জ্বর\nকাশি হলে,,,,,,কাশি\nব্যথা হলে,,,,,,"ব্যথা\n',
        'জ্বর হলে,,,,,,"জ্বর\nকাশি হলে,,,,,,কাশি\nব্যথা হলে,,,,,,ব্যথা"\n',
        'জ্বর হলে,,,,,,"জ্বর\r\nকাশি হলে,,,,,,কাশি\r\nব্যথা হলে,,,,,,ব্যথা\r\n',
        'জ্বর হলে,,,,,,""জ্বর""\nকাশি হলে,,,,,,"কাশি" \n"ব্যথা" হলে,,,,,,ব্যথা\n',
    ],
)
def test_a_stray_quote_swallows_no_row(tmp_path: Path, rows: str) -> None:
    dataset = read(tmp_path, rows)
    assert spans(dataset) == ROWS
    assert ("quote out of place", 1) in repairs(dataset)
    assert open_kinds(dataset) == []
    assert [document.text[-3:] for document in dataset.documents] == ["হলে"] * 3


def test_quotes_of_a_tab_separated_text_stay_in_it(tmp_path: Path) -> None:
    rows = '"জ্বর" হলে\t\t\t\t\t\tজ্বর\n'
    dataset = read(tmp_path, rows, "a.tsv", HEADER.replace(",", "\t"))
    assert dataset.documents[0].text == '"জ্বর" হলে'
    assert spans(dataset) == {"1": [("জ্বর", "CMT")]}


def test_cells_of_several_lines_are_left_whole(tmp_path: Path) -> None:
    rows = '"জ্বর, কাশি,\nব্যথা, বমি",,,,,,"জ্বর\nবমি"\nকাশি হলে,,,,,,কাশি\n'
    dataset = read(tmp_path, rows)
    assert dataset.documents[0].text == "জ্বর, কাশি,\nব্যথা, বমি"
    assert spans(dataset) == {"1": [("জ্বর", "CMT"), ("বমি", "CMT")], "2": [("কাশি", "CMT")]}
    assert repairs(dataset) == []
    many = 'জ্বর হলে বমি,,,,,,"জ্বর\nকাশি, ব্যথা, হাঁচি, বমি, ঘাম, কাঁপুনি, দুর্বলতা"\n'
    dataset = read(tmp_path, many)
    assert spans(dataset) == {"1": [("জ্বর", "CMT"), ("বমি", "CMT")]}


def cell(folder: Path, text: str, label: str, content: str) -> Dataset:
    """The data set of one row, ``content`` standing in the column of ``label``."""
    cells = [content if label == name else "" for name in COLUMNS]
    row = ",".join('"' + part.replace('"', '""') + '"' for part in (text, *cells))
    return read(folder, row)


@pytest.mark.parametrize(
    "content",
    [
        "NSAIDs (naproxen, celecoxib)",
        '"NSAIDs (naproxen", "celecoxib)"',
        "['NSAIDs (naproxen', 'celecoxib)']",
        "“NSAIDs (naproxen” , “celecoxib)”।",
    ],
)
def test_an_entity_split_inside_its_parentheses_is_one(tmp_path: Path, content: str) -> None:
    whole = "NSAIDs (naproxen, celecoxib)"
    dataset = cell(tmp_path, f"ব্যথায় {whole} দিন", "PHA", content)
    assert spans(dataset) == {"1": [(whole, "PHA")]}
    assert ("comma inside parentheses", 1) in repairs(dataset)
    apart = cell(tmp_path, "NSAIDs, যেমন naproxen ও celecoxib", "PHA", content)
    assert [surface for surface, _ in spans(apart)["1"]] == ["NSAIDs", "naproxen", "celecoxib"]


@pytest.mark.parametrize(
    ("label", "content"),
    [
        ("CMT", "Common Medical Terms: জ্বর, কাশি"),
        ("CMT", "Common Medical Terms:, জ্বর, কাশি"),
        ("CMT", "Common Medical Terms:\nজ্বর\nকাশি"),
        ("CMT", "জ্বর, কাশি, common medical terms"),
        ("CMT", "জ্বর, Common Medical Term : কাশি"),
        ("DIS", "Common Medical Terms- জ্বর, কাশি"),
        ("MED", "Common Medical Terms জ্বর; কাশি"),
    ],
)
def test_a_leaked_header_is_no_entity_and_counted(tmp_path: Path, label: str, content: str) -> None:
    dataset = cell(tmp_path, "জ্বর ও কাশি", label, content)
    assert spans(dataset) == {"1": [("জ্বর", "CMT"), ("কাশি", "CMT")]}
    assert repairs(dataset).count(("leaked header", 1)) == 1
    assert open_kinds(dataset) == []


def test_a_header_leaked_behind_another_entity_begins_its_own_column(tmp_path: Path) -> None:
    content = "নাপা. Common Medical Terms: জ্বর, Organ: লিভার"
    dataset = cell(tmp_path, "জ্বরে নাপা, লিভার ভালো, hormone নয়", "MED", content)
    assert spans(dataset) == {"1": [("জ্বরে", "CMT"), ("নাপা", "MED"), ("লিভার", "ORG")]}
    words = cell(tmp_path, "hormone ও organ", "HOR", "hormone")
    assert spans(words) == {"1": [("hormone", "HOR")]}


def test_rows_that_are_a_piece_of_the_header_are_no_documents(tmp_path: Path) -> None:
    rows = f"Common Medical Terms:,,,,,,\n{HEADER.lower()}\nজ্বর হলে,,,,,,জ্বর\n"
    dataset = read(tmp_path, rows + "এই Medical Text ভালো,,,,,,\n")
    assert [document.id for document in dataset.documents] == ["3", "4"]
    assert repairs(dataset) == [("repeated header", 1), ("repeated header", 2)]


def test_columns_of_other_plurals_are_the_same(tmp_path: Path) -> None:
    header = HEADER.replace("Class", "Classes").replace("Names", "Name").replace("Terms", "Term")
    assert TEXT_COLUMN in header
    dataset = read(tmp_path, "জ্বর হলে,,,,,,জ্বর\n", header=header.upper())
    assert spans(dataset) == {"1": [("জ্বর", "CMT")]}
