"""The data report."""

from engine.formats.check import check_dataset, render_report
from engine.formats.dataset import Dataset, Issue
from engine.tagging.span import Document, Span


def dataset() -> Dataset:
    documents = [
        Document("জ্বর আছে। কাশি নেই।\n", (Span(0, 4, "DIS"), Span(10, 14, "CMT"))),
        Document("হা\u09a1\u09bc", (Span(0, 4, "ORG"),)),
        Document("হা\u09dc"),
    ]
    issues = [Issue("not found in the text", f"শব্দ{i}", i, i + 1, "MED") for i in range(1, 31)]
    return Dataset.of(documents, [*issues, Issue("semicolon", repaired=True)])


def test_counts() -> None:
    report = check_dataset(dataset())
    assert (report.rows, report.sentences, report.spans) == (3, 4, 3)
    assert report.labels == {"MED": 0, "ORG": 1, "DIS": 1, "HOR": 0, "PHA": 0, "CMT": 1}
    assert (report.without_entities, report.duplicates) == (1, 1)
    assert report.repairs == {"semicolon": 1}
    assert report.open_kinds == {"not found in the text": 30}
    assert report.characters == {50: 4, 90: 20, 95: 20, 99: 20, 100: 20}
    assert report.words[100] == 4


def test_duplicates_count_rows_left_out_too() -> None:
    given = dataset()
    given = Dataset.of(given.documents, [*given.issues, Issue("duplicate row", repaired=True)])
    report = check_dataset(given)
    assert report.duplicates == 2
    assert "duplicates        2\n" in render_report(report)


def test_rendering_lists_rows_up_to_a_limit() -> None:
    text = render_report(check_dataset(dataset()), limit=2)
    assert "row 2 (line 3) MED শব্দ2" in text
    assert "শব্দ3" not in text
    assert "and 28 more" in text


def test_an_empty_dataset_has_a_report() -> None:
    assert "rows              0" in render_report(check_dataset(Dataset.of([])))
