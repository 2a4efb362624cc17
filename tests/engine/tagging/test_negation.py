"""Which mentions are stated to be absent: [so] is a mention, [so]- one that is negated."""

import re

import pytest
from bangla_texts import documents
from hypothesis import given

from engine.tagging.negation import negated
from engine.tagging.span import Document, Span

_MENTION = re.compile(r"\[(?P<surface>[^\]]+)\](?P<negated>-?)")

# Written for this test; a line is a text, "//" within it is a line end.
NEGATED = """
[জ্বর]- নেই।
[জ্বর]- নাই, [কাশি]- নাই।
রোগীর [জ্বর]-, [কাশি]- বা [শ্বাসকষ্ট]- নেই।
[পেট ব্যথা]- ও [বমি]- নেই, তবে [ডায়রিয়া] আছে।
[ডায়াবেটিস]- এবং [উচ্চ রক্তচাপ]- ছিল না।
[ডায়াবেটিস]- হয়নি।
[ডায়াবেটিস]- হয় নি, [যক্ষ্মা]- হয় নাই।
[খিঁচুনি]- হয়নাই কখনো।
আগে কখনো [স্ট্রোক]- হয়নি।
[যক্ষ্মার]- কোনো লক্ষণ নেই।
[ক্যান্সারের]- কোনো প্রমাণ পাওয়া যায়নি।
[জ্বর]- এখন নেই, [দুর্বলতা] আছে।
[পাথর]- দেখা যায়নি।
[ফ্র্যাকচার]- দেখা যায় নাই।
[টিউমার]- পাওয়া যায় নি।
[যক্ষ্মা]- ধরা পড়েনি।
[ডেঙ্গু NS1]-: negative
[ডেঙ্গু]- নেগেটিভ, [ম্যালেরিয়া] পজিটিভ।
[HBsAg]- (negative), [Anti-HCV]- (neg)।
[এইচআইভি]- টেস্ট নেগেটিভ এসেছে।
[প্রোটিন]- অনুপস্থিত।
[রিফ্লেক্স]- absent, [edema]- nil
রোগী এখন [জ্বর]- মুক্ত।
গ্রামটি [পোলিও]- থেকে মুক্ত।
[জ্বরমুক্ত]- তিন দিন।
[ঘাড় শক্ত]- নয়।
এটি [ক্যান্সার]- নয়, [সিস্ট]।
[জ্বর]- না থাকলে [প্যারাসিটামল] লাগবে না।
কোনো [ব্যথা]- ছাড়াই [প্রস্রাব] হচ্ছে।
কারও [জ্বর]-, [সর্দি]- নেই।
কোনো [অ্যালার্জি]-, [হাঁপানি]- নেই।
রোগী [ইনসুলিন]- নেন না।
আমি [ইনসুলিন]- নেই না।
[অ্যাসপিরিন]- খান না, [মেটফরমিন] খান।
[অ্যান্টিবায়োটিক]- দেওয়া হয়নি।
[এমআরআই]- করা হয়নি, [এক্সরে] হয়েছে।
[এক্সরে]- করা হয়নি।
[সিটি]- করাইনি।
[গলা ব্যথা], [কাশি]- নেই।
[বুকে ব্যথা] আছে, [শ্বাসকষ্ট]- নেই।
[জ্বর] ছিল কিন্তু [কাশি]- ছিল না।
[জ্বর]- ছিলো না।
[বমি]- হয় না, [ডায়রিয়া]- হয় না।
[বমি]- হচ্ছে না।
[কাশি]- আসে না।
[ব্যথা]- করে না।
[ব্যাথা]- করেনা
[চুলকায়]- না, লাল শুধু।
[স্ট্যাটিন]- আপাতত না, ৩ মাস হাঁটা।
না [জ্বর]-, না [কাশি]-, শুধু [দুর্বলতা]।
নেই কোনো [ব্যথা]-।
no [fever]-, [cough]- or [dyspnea]-
No [fever]-, [cough] for 3 days
Pt. denies [chest pain]-, [palpitation]-.
without [fever]-. No h/o [diabetes]- or [hypertension]-.
negative for [malaria]-; no evidence of [TB]-
[jaundice]- not present, [clubbing]- is absent
[urine C/S]-: no growth
[jor]- nai, [kashi] ase. [diabetes]- hoyni.
নন-[ডায়াবেটিক]- রোগী
[non-diabetic]- patient
[জ্বরও]- নেই, [কাশিও]- নেই।
[জ্বর]- ও নেই।
[ডায়াবেটিস]- (DM) নেই।
[জ্বর], তবে [কাশি]- নেই।//[বমি] আছে
[জ্বর]-, সর্দি ও [কাশি]- নেই।
"""
NOT_NEGATED = """
[জ্বর] আছে।
[জ্বর] ছাড়ছে না।
[ব্যথা] কমছে না।
[ব্যথা] কমছেই না।
[বমি] থামছে না।
[জ্বর] না কমলে আসবেন।
[জ্বর] না হলে আসতে হবে না।
[জ্বর] নাকি [ডেঙ্গু]?
শুধু [জ্বর] নয়, [কাশি] আছে।
শুধু [জ্বর] না, [কাশি] আছে।
শুধু তাই নয়, [জ্বর] আছে।
[ওজন] কম না।
[হাঁচি] বন্ধ হয় না।
[জ্বর] নেই এমন নয়।
[জ্বর] নেই?
[জ্বর] নেই কি?
[থ্রম্বোসাইটোপেনিয়া] হয় কি না দেখুন।
[জ্বর] আছে কি না জানি না।
[মেটফরমিন] না [ইনসুলিন], কোনটা ভালো?
[পাইলস] না [ফিসার]?
[স্ট্রোক] না তো?
[অ্যাসপিরিন] খাবেন না।
[নাইট্রেট] দেবেন না।
[অ্যান্টিবায়োটিক] দরকার নেই।
[অ্যান্টিবায়োটিক] লাগবে না।
[ইনসুলিন] কাজ করে না।
[মলমে] কোনো উপকার নেই।
[জ্বর] ছাড়া কোনো সমস্যা নেই।
[প্যারাসিটামল] ছাড়া [জ্বর] কমে না।
[ওমিপ্রাজল] না দেওয়াই ভালো।
[রক্তচাপ] নিয়ন্ত্রণে নেই।
[জ্বর] ভালো হয়নি।
[কাশি] এখনো সারেনি।
[গলগণ্ড] পুরোপুরি যায়নি।
[জ্বর] আছে, ভয়ের কিছু নেই।
[জ্বর]; কাশি নেই।
[জ্বর]।//নেই
[ক্যালসিয়াম] মুক্ত করে।
[জ্বর] থেকে মুক্তি পেতে কী করব?
[আরএইচ] নেগেটিভ রক্ত লাগবে।
[ব্লাড গ্রুপ] ও নেগেটিভ।
[রক্তশূন্যতা] আছে।
[ম্যারাসমাসে] থাকে না।
[জ্বরে] কিছুই করে না।
মুখ দিয়ে [শ্বাস] নেই, নাক বন্ধ।
আমি [ইনসুলিন] নেই সকালে।
ami [insulin] nei sokal bikal
[opioid] ছাড়া [ড্রেসিং] নয়।
Bed no 5: [fever] present
[fever] not improving
no increase in [pain]
no improvement of [cough]
not only [fever] but also [cough]
নন-[হজকিন] লিম্ফোমা
[নন-স্টেরয়েডাল প্রদাহরোধী] ওষুধ
[কর্টিসল] ওঠেনি।
[মানটু টেস্ট] করে না দেখে দেবেন না।
[জ্বর] আর কাশি কমে না।
[অ্যান্টিভেনম] পাওয়া গেছে, সময় নেই।
[জ্বর] ১০২, ক্ষুধা নেই।
কেন [জ্বর] নেই কেন?
[বিষণ্নতা] মনের দুর্বলতা নয়।
"""
LABELS_OF_ORGANS = ("ORG", "Organ")


def read(line: str, label: str = "CMT") -> tuple[Document, tuple[bool, ...]]:
    """The document that a line of the tables means, and which spans are negated."""
    text, end = "", 0
    spans: list[Span] = []
    expected: list[bool] = []
    for found in _MENTION.finditer(line):
        text += line[end : found.start()].replace("//", "\n")
        spans.append(Span(len(text), len(text) + len(found["surface"]), label))
        text += found["surface"]
        expected.append(bool(found["negated"]))
        end = found.end()
    return Document(text + line[end:].replace("//", "\n"), tuple(spans)), tuple(expected)


@pytest.mark.parametrize("line", NEGATED.strip().splitlines())
def test_negated_mentions(line: str) -> None:
    document, expected = read(line)
    assert any(expected)
    assert negated(document) == expected


@pytest.mark.parametrize("line", NOT_NEGATED.strip().splitlines())
def test_what_only_looks_like_a_negation(line: str) -> None:
    document, expected = read(line)
    assert expected
    assert not any(expected)
    assert negated(document) == expected


def test_the_tables_are_large_and_of_equal_weight() -> None:
    sizes = [len(table.strip().splitlines()) for table in (NEGATED, NOT_NEGATED)]
    assert sum(sizes) >= 120
    assert min(sizes) / sum(sizes) > 0.45


@pytest.mark.parametrize("label", LABELS_OF_ORGANS)
def test_an_organ_is_never_negated(label: str) -> None:
    document, _ = read("[কিডনি] নেই।", label)
    assert negated(document) == (False,)


def test_both_forms_of_a_letter_are_one() -> None:
    for letter in ("\u09df", "\u09af\u09bc"):
        document, expected = read(f"[জ্বর]- হ{letter}নি।")
        assert negated(document) == expected


@given(documents("words"))
def test_any_document_has_one_answer_a_span(document: Document) -> None:
    assert len(negated(document)) == len(document.spans)


@given(documents("characters"))
def test_spans_may_cut_words(document: Document) -> None:
    assert len(negated(document)) == len(document.spans)
