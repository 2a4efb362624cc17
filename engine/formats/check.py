"""What a data set holds and what is wrong with it: the report of ``shonakto data check``."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from engine.formats.dataset import DUPLICATE_ROW, Dataset, Issue
from engine.tagging.span import Document
from engine.text.normalize import match_key
from engine.text.sentences import sentence_ranges
from engine.text.words import word_ranges

PERCENTS = (50, 90, 95, 99, 100)


@dataclass(frozen=True, slots=True)
class DataReport:
    """Counts over one data set.

    ``rows`` are the documents kept; ``duplicates`` counts those among them whose text
    stands earlier too, and the rows left out because an earlier one says the same.
    ``repairs`` counts issues put right, by kind; ``open_issues`` are the
    others, with their row numbers. ``characters`` and ``words`` map a percent to the
    length (code points, words) that so many documents do not exceed.
    """

    rows: int
    sentences: int
    spans: int
    labels: Mapping[str, int]
    without_entities: int
    duplicates: int
    repairs: Mapping[str, int]
    open_issues: tuple[Issue, ...]
    characters: Mapping[int, int]
    words: Mapping[int, int]

    @property
    def open_kinds(self) -> dict[str, int]:
        """How many open issues there are, by kind."""
        return dict(Counter(issue.kind for issue in self.open_issues).most_common())


def check_dataset(dataset: Dataset) -> DataReport:
    """The report of ``dataset``."""
    documents = dataset.documents
    labels = Counter(span.label for document in documents for span in document.spans)
    repairs = Counter(issue.kind for issue in dataset.issues if issue.repaired)
    return DataReport(
        rows=len(documents),
        sentences=sum(sentence_count(document.text) for document in documents),
        spans=labels.total(),
        labels={label: labels[label] for label in dataset.labels.labels},
        without_entities=sum(not document.spans for document in documents),
        duplicates=_repeated(documents) + repairs[DUPLICATE_ROW],
        repairs=dict(repairs.most_common()),
        open_issues=tuple(issue for issue in dataset.issues if not issue.repaired),
        characters=_percentiles(len(document.text) for document in documents),
        words=_percentiles(len(word_ranges(document.text)) for document in documents),
    )


def render_report(report: DataReport, limit: int = 20) -> str:
    """The report as plain text; at most ``limit`` open issues of each kind are listed."""
    lines = [
        f"rows              {report.rows}",
        f"  without entity  {report.without_entities}",
        f"duplicates        {report.duplicates}",
        f"sentences         {report.sentences}",
        f"spans             {report.spans}",
        *(f"  {label:<15} {count}" for label, count in report.labels.items()),
        f"characters        {_percent_line(report.characters)}",
        f"words             {_percent_line(report.words)}",
        f"repairs           {sum(report.repairs.values())}",
        *(f"  {kind}: {count}" for kind, count in report.repairs.items()),
        f"for a person      {len(report.open_issues)}",
    ]
    for kind, count in report.open_kinds.items():
        lines.append(f"  {kind}: {count}")
        same = [issue for issue in report.open_issues if issue.kind == kind]
        lines += [f"    {_issue_line(issue)}" for issue in same[:limit]]
        if count > limit:
            lines.append(f"    … and {count - limit} more (--json lists all)")
    return "\n".join(lines) + "\n"


def sentence_count(text: str) -> int:
    """Sentences of ``text`` that hold more than white space."""
    return sum(bool(text[start:end].strip()) for start, end in sentence_ranges(text))


def _issue_line(issue: Issue) -> str:
    place = f"row {issue.row}" + (f" (line {issue.line})" if issue.line else "")
    return " ".join(filter(None, (place, issue.label, issue.text)))


def _percent_line(lengths: Mapping[int, int]) -> str:
    return ", ".join(f"p{percent} {length}" for percent, length in lengths.items())


def _repeated(documents: Sequence[Document]) -> int:
    return len(documents) - len({match_key(document.text) for document in documents})


def _percentiles(lengths: Iterable[int]) -> dict[int, int]:
    """Nearest-rank percentiles; empty where there are no documents."""
    ordered: Sequence[int] = sorted(lengths)
    if not ordered:
        return {}
    return {percent: ordered[-(-percent * len(ordered) // 100) - 1] for percent in PERCENTS}
