"""The MedER table: one dirty table with every repair, and headers of all kinds."""

from collections import Counter
from pathlib import Path

import pytest

from engine.formats.dataset import Dataset, FormatError
from engine.formats.read import read_dataset

HEADER = (
    "Medical Text,Medicine\\ Chemical Name,Organ,Disease,Hormone,"
    "Pharmacological Class,Common Medical Terms"
)
# (row, text and cells), each named by what is wrong with it
DIRTY = f'''\ufeff{HEADER}
"NSAIDs (naproxen, celecoxib) ব্যথা কমায়।
দ্বিতীয় লাইনেও ব্যথা।",,,,,"NSAIDs (naproxen, celecoxib)",ব্যথা।
জ্বর হলে নাপা খান; কাশিতে নয়।,"“নাপা""",,জ্বর; কাশি,,,"Common Medical Terms: জ্বর, মাথাব্যথা"
ইনসুলিন ও ibuprofen (ব্রুফেন দেওয়া হয়।,"ইনসুলিন, ibuprofen (ব্রুফেন",,,ইনসুলিন,,
{HEADER}
হা\u09a1\u09bcের ক্ষয় ও হা\u09dcের ব্যথা,,"হা\u09a1\u09bc, হা\u09dc",,,,"ব্যথা, ব্যথা"
জ্বর হলে নাপা খান; কাশিতে নয়।,নাপা,,"জ্বর, কাশি",,,মাথাব্যথা
জ্বর হলে নাপা খান; কাশিতে নয়।,নাপা,,,,,জ্বর
,নাপা,,,,,
শোথ ও ফোলা আছে,nan,,,,,"শোথ (ফোলা), - ,"
"1,25-ডাইহাইড্রক্সি ভিটামিন ডি দিন","1,25-ডাইহাইড্রক্সি ভিটামিন ডি",,,,,,,বাড়তি
সুস্থ আছেন,,,,,,
'''


@pytest.fixture
def dirty(tmp_path: Path) -> Dataset:
    path = tmp_path / "dirty.csv"
    path.write_text(DIRTY, encoding="utf-8", newline="")
    return read_dataset(path)


def spans(dataset: Dataset) -> dict[str, list[tuple[str, str]]]:
    return {
        document.id: [(document.surface(span), span.label) for span in document.spans]
        for document in dataset.documents
    }


def test_spans_of_the_dirty_table(dirty: Dataset) -> None:
    assert spans(dirty) == {
        "1": [("NSAIDs (naproxen, celecoxib)", "PHA"), ("ব্যথা", "CMT"), ("ব্যথা", "CMT")],
        "2": [("জ্বর", "DIS"), ("নাপা", "MED"), ("কাশিতে", "DIS")],
        "3": [("ইনসুলিন", "HOR"), ("ibuprofen", "MED"), ("ব্রুফেন", "MED")],
        "5": [("হা\u09a1\u09bcের", "ORG"), ("হা\u09dcের", "ORG"), ("ব্যথা", "CMT")],
        "7": [("জ্বর", "CMT"), ("নাপা", "MED")],
        "9": [("শোথ", "CMT"), ("ফোলা", "CMT")],
        "10": [("1,25-ডাইহাইড্রক্সি ভিটামিন ডি", "MED")],
        "11": [],
    }


def test_repairs_are_counted_by_kind(dirty: Dataset) -> None:
    assert Counter(issue.kind for issue in dirty.issues if issue.repaired) == {
        "byte order mark": 1,
        "comma inside parentheses": 1,
        "stray danda": 1,
        "stray quote": 1,
        "semicolon": 1,
        "leaked header": 1,
        "unbalanced parenthesis": 1,
        "repeated header": 1,
        "second Unicode form": 1,
        "repeated string": 1,
        "duplicate row": 1,
        "parentheses taken apart": 1,
    }


def test_the_rest_is_reported_with_rows_and_lines(dirty: Dataset) -> None:
    rest = [
        (issue.kind, issue.text, issue.row, issue.line, issue.label)
        for issue in dirty.issues
        if not issue.repaired
    ]
    text = "জ্বর হলে নাপা খান; কাশিতে নয়।"
    assert rest == [
        ("ambiguous, in two columns", "জ্বর", 2, 4, "DIS"),
        ("not found in the text", "মাথাব্যথা", 2, 4, "CMT"),
        ("ambiguous, in two columns", "ইনসুলিন", 3, 5, "HOR"),
        ("same text, other entities", text, 7, 9, ""),
        ("no text", "", 8, 10, ""),
        ("too many cells", "9 for 7", 10, 12, ""),
    ]


def test_the_paper_rule_takes_substrings(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{HEADER}\nকানাডা থেকে,,কান,,,,\n", encoding="utf-8")
    assert spans(read_dataset(path, "paper")) == {"1": [("কান", "ORG")]}
    with pytest.raises(FormatError, match="at least one entity"):
        read_dataset(path)


@pytest.mark.parametrize(
    "header",
    [
        HEADER.lower(),
        HEADER.replace("\\ ", "/").replace("Organ", " ORGANS "),
        HEADER.replace("\\ ", " \\ "),
        HEADER.replace(",", "\t"),
        HEADER.replace(",", ";"),
        ",".join(reversed(HEADER.split(","))) + ",Unnamed: 7",
        "\r\n" + ",".join(f'"{name}"' for name in HEADER.split(",")),
    ],
)
def test_harmless_headers(tmp_path: Path, header: str) -> None:
    delimiter = next(char for char in "\t;," if char in header)
    places = {name.strip(' "\r\n').lower(): i for i, name in enumerate(header.split(delimiter))}
    cells = [""] * 8
    cells[places["medical text"]] = "লিভারে জ্বর"
    cells[next(place for name, place in places.items() if name.startswith("organ"))] = "লিভার"
    path = tmp_path / "a.csv"
    path.write_text(f"{header}\r\n{delimiter.join(cells)}\r\n", encoding="utf-8", newline="")
    dataset = read_dataset(path)
    assert spans(dataset) == {"1": [("লিভারে", "ORG")]}
    assert dataset.labels.labels == ("MED", "ORG", "DIS", "HOR", "PHA", "CMT")


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Medical Text,Organ,Disease\nx,y,z\n", encoding="utf-8")
    with pytest.raises(FormatError) as caught:
        read_dataset(path)
    assert str(caught.value) == (
        "a.csv, line 1: expected the columns 'Medicine\\ Chemical Name', 'Hormone', "
        "'Pharmacological Class', 'Common Medical Terms', got 'Medical Text', 'Organ', 'Disease'."
    )


def test_a_quote_never_closed_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'{HEADER}\nক,,,,,,\n"খ\nখ২,,,,,,\nগ,,,,,,\n', encoding="utf-8")
    with pytest.raises(FormatError, match="line 3: expected a closing quote"):
        read_dataset(path)


def test_short_rows_and_long_cells(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    text = "লিভার ভালো। " * 20_000
    path.write_text(f"{HEADER}\n{text},,লিভার\n", encoding="utf-8")
    assert len(read_dataset(path).documents[0].spans) == 20_000


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("['নাপা', 'এইস']", ["নাপা", "এইস"]),
        ("নাপা\nএইস", ["নাপা", "এইস"]),
        ("নাপা। এইস।", ["নাপা", "এইস"]),
        ("(নাপা)", ["নাপা"]),
        ("নাপা)", ["নাপা"]),
        ("Disease: নাপা", ["নাপা"]),
        ("নাপা (এইস, রেনোভা", ["নাপা", "এইস"]),
        (" , ;, ", []),
        ("এইস-এর", ["এইস-এর"]),
    ],
)
def test_cells(tmp_path: Path, cell: str, expected: list[str]) -> None:
    path = tmp_path / "a.csv"
    quoted = cell.replace('"', '""')
    path.write_text(f'{HEADER}\nনাপা ও এইস-এর ডোজ,"{quoted}",,,,,ডোজ\n', encoding="utf-8")
    found = [surface for surface, label in spans(read_dataset(path))["1"] if label != "CMT"]
    assert [surface.removesuffix("-এর") for surface in found] == [
        surface.removesuffix("-এর") for surface in expected
    ]
