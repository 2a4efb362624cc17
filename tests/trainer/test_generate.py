"""Generated training text: inflection, exact spans, the same seed, nothing of the test split."""

from collections import Counter
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from engine.formats.read import read_dataset
from engine.paths import assets
from engine.tagging.inflection import stems
from engine.tagging.span import Document
from engine.text.clusters import snap_to_clusters
from engine.text.normalize import NUKTA_LETTERS, match_key, normal_form
from engine.text.words import snap_to_words, word_ranges
from trainer.cli_generate import generate_command
from trainer.frames import GENRES, Slot, frames_file, read_frames
from trainer.generate import generate
from trainer.inflect import inflect, inflect_romanized
from trainer.terms import HeldOut

INFLECTED = """
জ্বর gen জ্বরের
জ্বর loc জ্বরে
জ্বর acc জ্বরকে
জ্বর also জ্বরও
জ্বর pl জ্বরগুলো
কিডনি gen কিডনির
কিডনি loc কিডনিতে
কাশি plgen কাশিগুলোর
জরায়ু gen জরায়ুর
জরায়ু loc জরায়ুতে
মাথা gen মাথার
মাথা loc মাথায়
নিউমোনিয়া loc নিউমোনিয়ায়
পা gen পায়ের
পা loc পায়ে
হাত-পা loc হাত-পায়ে
পায়ে_ঘা gen পায়ে_ঘায়ের
মা acc মাকে
হৃদয় gen হৃদয়ের
হৃদয় loc হৃদয়ে
হৃৎপিণ্ড gen হৃৎপিণ্ডের
হৃৎপিণ্ড loc হৃৎপিণ্ডে
যকৃৎ gen যকৃতের
যকৃৎ loc যকৃতে
যকৃৎ acc যকৃৎকে
ত্বক loc ত্বকে
লিবিডো gen লিবিডোর
লিবিডো loc লিবিডোতে
এমআরআই gen এমআরআইয়ের
এমআরআই loc এমআরআইতে
স্ক্রিনিং gen স্ক্রিনিংয়ের
স্ক্রিনিং loc স্ক্রিনিংয়ে
এক্স-রে gen এক্স-রের
দাঁত loc দাঁতে
মাথা_ঘোরা gen মাথা_ঘোরার
ভিটামিন_সি gen ভিটামিন_সি-এর
ভিটামিন_এ loc ভিটামিন_এ-তে
ভিটামিন_বি gen ভিটামিন_বি-এর
কোভিড-১৯ gen কোভিড-১৯-এর
টি৪ acc টি৪-কে
Napa gen Napa-এর
HIV loc HIV-এ
HIV also HIV-ও
"""
ROMANIZED = (
    "jor gen jorer,matha gen mathar,matha loc mathay,kidni loc kidnite,pet loc pete,napa acc napake"
)


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return generate(500, seed=1)


@pytest.mark.parametrize("line", INFLECTED.split("\n")[1:-1])
def test_inflection(line: str) -> None:
    surface, case, form = normal_form(line.replace("_", "\u2009")).split(" ")
    surface, form = surface.replace("\u2009", " "), form.replace("\u2009", " ")
    assert inflect(surface, case) == form


@pytest.mark.parametrize("line", ROMANIZED.split(","))
def test_romanized_inflection(line: str) -> None:
    surface, case, form = line.split()
    assert inflect_romanized(surface, case) == form


def test_no_case_changes_nothing_and_a_wrong_one_is_refused() -> None:
    assert inflect("জ্বর", "") == "জ্বর"
    with pytest.raises(ValueError, match="expected a case of gen"):
        inflect("জ্বর", "dative")


def test_there_are_frames_enough_in_every_genre() -> None:
    frames = read_frames(frames_file())
    genres = Counter(frame.genre for frame in frames)
    assert len(frames) >= 320
    assert len({frame.parts for frame in frames}) == len(frames)
    assert min(genres[genre] for genre in GENRES) >= 25
    assert genres["none"] >= 0.15 * len(frames)
    assert {slot.label for frame in frames for slot in frame.slots} == {
        "MED", "ORG", "DIS", "HOR", "PHA", "CMT",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("drug {MED}", "expected genre<TAB>frame"),
        ("poem\t{MED}", "expected a genre"),
        ("drug\t{ABC}", "expected one of MED"),
        ("drug\t{MED:dative}", "expected a case or a script"),
        ("drug\t{MED", "expected {slot}"),
        ("drug\t[x](MED", "expected {slot}"),
        ("drug\t{n:9-2}", "expected {n:2-9}"),
    ],
)
def test_a_slip_in_a_frame_is_named_with_its_line(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "frames.txt"
    path.write_text(f"# comment\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=rf"frames\.txt, line 2: {message}"):
        read_frames(path)


def test_a_frame_is_read(tmp_path: Path) -> None:
    path = tmp_path / "frames.txt"
    path.write_text("@x\tক|খ\ndrug\t{x} {DIS.common+cancer:loc} [{ORG:gen} ব্যথা](CMT)\n", "utf-8")
    (frame,) = read_frames(path)
    assert frame.slots == (Slot("DIS", ("common", "cancer"), "", "loc"), Slot("ORG", case="gen"))


def test_the_same_seed_gives_the_same_sentences(documents: list[Document]) -> None:
    again = generate(500, seed=1)
    assert again == documents
    assert [doc.text for doc in generate(60, seed=2)] != [doc.text for doc in documents[:60]]


def test_no_sentence_comes_twice(documents: list[Document]) -> None:
    assert len({match_key(doc.text) for doc in documents}) == len(documents) == 500
    assert len({doc.id for doc in documents}) == 500


def test_spans_are_whole_words(documents: list[Document]) -> None:
    for doc in documents:
        words = word_ranges(doc.text)
        for span in doc.spans:
            assert doc.surface(span) == doc.surface(span).strip()
            assert snap_to_words(words, span.start, span.end) == (span.start, span.end), doc
            assert snap_to_clusters(doc.text, span.start, span.end) == (span.start, span.end)


def test_no_grammar_is_left_in_the_text(documents: list[Document]) -> None:
    assert not [doc.text for doc in documents if set(doc.text) & set("{}[]")]
    assert not [doc.text for doc in documents if "  " in doc.text]


def test_meta_marks_every_sentence(documents: list[Document]) -> None:
    assert {doc.meta["source"] for doc in documents} == {"generated"}
    assert {doc.meta["genre"] for doc in documents} == set(GENRES)
    empty = sum(not doc.spans for doc in documents) / len(documents)
    assert 0.12 <= empty <= 0.25


def test_every_label_is_frequent(documents: list[Document]) -> None:
    labels = Counter(span.label for doc in documents for span in doc.spans)
    assert min(labels.values()) >= 60, labels


def test_both_nukta_forms_occur(documents: list[Document]) -> None:
    text = "\n".join(doc.text for doc in documents)
    assert any(pair in text for pair in NUKTA_LETTERS)
    assert any(letter in text for letter in NUKTA_LETTERS.values())


def test_no_surface_of_the_test_split_is_used(documents: list[Document]) -> None:
    folder = assets() / "corpus"
    files = [*folder.glob("test_*.txt"), *folder.glob("test*.jsonl")]
    assert files
    texts = [doc for file in files for doc in read_dataset(file).documents]
    test = {stem for doc in texts for s in doc.spans for stem in stems(match_key(doc.surface(s)))}
    used = {match_key(doc.surface(span)) for doc in documents for span in doc.spans}
    assert not [surface for surface in used if test & set(stems(surface))]
    assert not {match_key(doc.text) for doc in texts} & {match_key(doc.text) for doc in documents}


def test_held_out_surfaces_are_known_in_every_form() -> None:
    held_out = HeldOut(["জ্বরের", "কিডনি", "যকৃতের"])
    assert all(surface in held_out for surface in ("জ্বর", "জ্বরে", "কিডনিতে", "যকৃৎ"))
    assert not any(surface in held_out for surface in ("কিডনির পাথর", "জ্বরঠোসা", ""))


def test_too_many_sentences_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "frames.txt"
    path.write_text("none\tআজ বৃষ্টি।\n", encoding="utf-8")
    assert [doc.text for doc in generate(1, frames=path)] == ["আজ বৃষ্টি।"]
    with pytest.raises(ValueError, match="expected frames for 2 sentences, got 1"):
        generate(2, frames=path)


def test_the_command_writes_span_jsonl(tmp_path: Path) -> None:
    app = typer.Typer()
    app.command()(generate_command)
    out = tmp_path / "generated.jsonl"
    result = CliRunner().invoke(app, ["30", "--seed", "1", "--out", str(out)])
    assert result.exit_code == 0, result.output
    dataset = read_dataset(out)
    assert len(dataset.documents) == 30
    assert not dataset.issues
    assert dataset.documents[0].meta["source"] == "generated"
    assert CliRunner().invoke(app, ["3", "--out", str(tmp_path / "x.csv")]).exit_code == 2
