"""The closed list of inflections."""

import pytest

from engine.tagging.inflection import is_inflection, stems
from engine.text.normalize import normal_form

FORMS = """
জ্বর: জ্বর জ্বরের জ্বরে জ্বরকে জ্বরও জ্বরই জ্বরেও জ্বরেরই জ্বরটি জ্বরটা জ্বরটার জ্বরজনিত জ্বরজনিতও জ্বর-এর জ্বর-এ
কাশি: কাশি কাশির কাশিতে কাশিও কাশিতেও কাশিটা কাশিজনিত
বই: বইয়ের বইয়ে বইতে বইয়েও
মাথা: মাথা মাথার মাথায় মাথাতে মাথাটা মাথাটায়
হাত: হাতে হাতের হাতটি হাতগুলো হাতগুলোতে হাতদুটি!
পা: পায়ে পায়ের পায়েও পাগুলো পা-টি
কোষ: কোষ কোষের কোষে কোষগুলি কোষগুলির কোষগুলো কোষগুলোর কোষসমূহ কোষসমূহের কোষটিকে কোষটিকেও
রোগী: রোগীদের রোগীদেরকে রোগীদেরও রোগীকে রোগীর রোগীতে
শিশু: শিশুদের শিশুর শিশুকে
মানুষ: মানুষের মানুষেদের
রিং: রিংয়ের রিংয়ে রিংএর রিংকে
hiv: hivএর hiv-এর hiv-র hivতে hivর hiv-তে
টাইপ ২: টাইপ ২-এর টাইপ ২এর
"""
NOT_FORMS = """
পা: পারে পাওয়া পান পায় পাই পাও পার পাতে পাকে পাটি পাটা পানি পাতলা পাগল পাশে পায়েস পায়ু পাচ্ছে
কান: কানাডা কান্না কানতে কানর কানি কানন
হাত: হাতি হাতা হাতুড়ি হাততে হাতর হাতড়ে
বিষ: বিষয় বিষয়ে বিষাক্ত
ঘা: ঘাম ঘাড় ঘাই ঘাটি ঘাস
নাক: নাকি নাকচ
জিন: জিনিস জিনতে
মল: মলম মলিন
রক্ত: রক্তচাপ রক্তাল্পতা রক্তনালী রক্তিম
হাম: হামলা হামি
কাশি: কাশিয়ে কাশিয় কাশিের কাশিে
জ্বর: জ্বরতে জ্বরর জ্বররে জ্বরেরে জ্বরওই জ্বরটিজনিত
"""


def pairs(table: str) -> list[tuple[str, str]]:
    rows = (line.split(": ") for line in normal_form(table).strip().splitlines())
    cells = [(stem, word) for stem, words in rows for word in words.split(" ") if "!" not in word]
    return [(stem, word) for stem, word in cells if word.startswith(stem) or " " not in stem]


@pytest.mark.parametrize(("stem", "word"), pairs(FORMS))
def test_forms(stem: str, word: str) -> None:
    assert is_inflection(stem, word[len(stem) :])
    assert stem in stems(word)


@pytest.mark.parametrize(("stem", "word"), pairs(NOT_FORMS))
def test_other_words(stem: str, word: str) -> None:
    assert not is_inflection(stem, word[len(stem) :])
    assert stem not in stems(word)


def test_a_digit_may_end_a_stem() -> None:
    assert is_inflection("২", "-এর")
    assert is_inflection("২", "এর")


def test_joiners_at_the_border_do_not_matter() -> None:
    assert is_inflection("এলার্জি", "\u200c")
    assert is_inflection("এলার্জি", "\u200cর")
    assert is_inflection("এলার্জি\u200c", "র")


def test_a_bare_hyphen_or_unknown_tail_is_no_inflection() -> None:
    assert not is_inflection("কিডনি", "-")
    assert not is_inflection("কিডনি", "-সম্পর্কিত")
    assert not is_inflection("aspirin", "s")


def test_stems_give_the_longest_first() -> None:
    assert stems("কাশিতেও")[0] == "কাশিতেও"
    lengths = [len(stem) for stem in stems("কোষগুলোতেও")]
    assert lengths == sorted(lengths, reverse=True)
