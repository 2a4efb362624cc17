"""Text in the Bijoy encoding: words one can check by hand, round trips, and what it is not."""

import re

import pytest
from bangla_texts import texts
from bijoy_typing import CONJUNCTS, typed
from hypothesis import given
from hypothesis import strategies as st

from engine.formats.read import read_dataset
from engine.paths import assets
from engine.text import bijoy_glyphs as glyphs
from engine.text.bijoy import from_bijoy, looks_like_bijoy
from engine.text.bijoy_syllables import word_from_bijoy
from engine.text.normalize import normal_form

# As typed in SutonnyMJ, and what it is. Both releases' codes are there (¶ and ÿ are ক্ষ).
WORDS = """
Avgvi আমার
AvuKv আঁকা
AuvKv আঁকা
A¨v›UvwmW অ্যান্টাসিড
Bs‡iwR ইংরেজি
C`yj ঈদুল
Dcm‡M©i উপসর্গের
D”P উচ্চ
Elv ঊষা
FY ঋণ
GKwU একটি
HwZn¨ ঐতিহ্য
Ilya ওষুধ
Jla ঔষধ
K…wg কৃমি
wK কি
Kx কী
‡Kvl কোষ
†Ui টের
ˆ`wbK দৈনিক
†gŠmyg মৌসুম
†hŠb যৌন
¯^v¯’¨ স্বাস্থ্য
¯Ÿv¯’¨ স্বাস্থ্য
wPwKrmv চিকিৎসা
wPwKrmK চিকিৎসক
R¡i জ্বর
†ivMxi রোগীর
Wvqv‡ewUm ডায়াবেটিস
D”Pi³Pvc উচ্চরক্তচাপ
k¦vmKó শ্বাসকষ্ট
wkÿv শিক্ষা
wk¶v শিক্ষা
m~² সূক্ষ্ম
cixÿv পরীক্ষা
msµgY সংক্রমণ
Avµv‡šÍ আক্রান্তে
AvµvšÍ আক্রান্ত
Avµvš— আক্রান্ত
e¨_v ব্যথা
gv_ve¨_v মাথাব্যথা
cÖ¯ªve প্রস্রাব
i³ রক্ত
i³Pvc রক্তচাপ
i³k~b¨Zv রক্তশূন্যতা
ü`‡ivM হৃদরোগ
nvU© হার্ট
KvwW©qvK কার্ডিয়াক
wbD‡gvwbqv নিউমোনিয়া
h¶¥v যক্ষ্মা
hÿ¥v যক্ষ্মা
K¨vÝvi ক্যান্সার
A¨vRgv অ্যাজমা
fvBivm ভাইরাস
e¨vK‡Uwiqv ব্যাকটেরিয়া
wjfvi লিভার
wKWwb কিডনি
dzmdzm ফুসফুস
gw¯Í®‹ মস্তিষ্ক
AMœ¨vkq অগ্ন্যাশয়
wW¤^vkq ডিম্বাশয়
RwÛm জন্ডিস
†W½y ডেঙ্গু
g¨v‡jwiqv ম্যালেরিয়া
UvBd‡qW টাইফয়েড
A¨vw›Uev‡qvwUK অ্যান্টিবায়োটিক
c¨vivwmUvgj প্যারাসিটামল
i¨vÛg র‍্যান্ডম
n¨uv হ্যাঁ
nu¨v হ্যাঁ
Puv` চাঁদ
`ytL দুঃখ
iæMœ রুগ্ন
i“Mœ রুগ্ন
Kiæb করুন
iƒc রূপ
`ªæZ দ্রুত
ïiæ শুরু
¸i“Zi গুরুতর
ïw×KiY শুদ্ধিকরণ
e¯‘ বস্তু
Rš‘ জন্তু
mvšÍ¡bv সান্ত্বনা
kÖ×v শ্রদ্ধা
¯¿x স্ত্রী
hš¿Yv যন্ত্রণা
åƒY ভ্রূণ
wbð‡qi নিশ্চয়ের
we¯Ívi বিস্তার
¯úk© স্পর্শ
ivóªcwZ রাষ্ট্রপতি
ag©vÜ ধর্মান্ধ
wbg©~j নির্মূল
welYœ বিষণ্ণ
Acivnè অপরাহ্ণ
wPý চিহ্ন
Avjøvn আল্লাহ
¯øvBW স্লাইড
w¯úø›U স্প্লিন্ট
nVvr হঠাৎ
cwo পড়ি
Avq আয়
Kx? কী?
Av‡Q| আছে।
ÔnvUÕ ‘হাট’
ürwcÊ হৃৎপিণ্ড
eÜz বন্ধু
‰Zwi তৈরি
ûwkqvi হুশিয়ার
cixÿv‡K পরীক্ষাকে
w¯ú&jšÍ স্প্লিন্ত
"""
SENTENCES = {
    "†ivMxi eqm 45 eQi, 3 w`b a‡i R¡i I Kvwk|": "রোগীর বয়স ৪৫ বছর, ৩ দিন ধরে জ্বর ও কাশি।",
    "Wvqv‡ewUm I D”P i³Pvc Av‡Q, k¦vmKó †bB|": "ডায়াবেটিস ও উচ্চ রক্তচাপ আছে, শ্বাসকষ্ট নেই।",
    "Tab. Napa 500 mg 1+0+1 – 5 w`b|": "Tab. Napa 500 mg 1+0+1 – ৫ দিন।",
    "HbA1c 8.5%, Bbmywjb w`‡b 10 BDwbU": "HbA1c 8.5%, ইনসুলিন দিনে ১০ ইউনিট",
    "আমার R¡i আছে and fever": "আমার জ্বর আছে and fever",
    "RBS 12 mmol/L, cÖ¯ªv‡e R¡vjv": "RBS 12 mmol/L, প্রস্রাবে জ্বালা",
    "Zvi D”P i³Pvc Av‡Q|\r\nNo fever.\n2 tablets daily": (
        "তার উচ্চ রক্তচাপ আছে।\r\nNo fever.\n2 tablets daily"
    ),
    "5g †kÖwYi QvÎ": "৫ম শ্রেণির ছাত্র",
    "IRb 5 kg, ZvcgvÎv 37°C": "ওজন 5 kg, তাপমাত্রা 37°C",
}
NOT_BIJOY = (
    "",
    "রোগীর জ্বর ও কাশি, ৩ দিন ধরে।",
    "রোগীর জ্বর, BP 120/80, CBC ও RBS করুন, Tab. Napa 500 mg 1+0+1",
    "Tab. Napa Extend 665 mg 1+1+1, Cap. Seclo 20 mg BD, Inj. Ceftron 1 g IV",
    "The patient has had fever and cough for three days; BP 120/80 mmHg.",
    "Known case of HTN, DM, CKD stage III. O/E: GCS 15/15, SpO2 98%",
    "amar jor ar kashi, ki osudh khabo? matha betha kore",
    "Le patient a été hospitalisé à Paris; il a déjà été opéré, très fatigué.",
    "Ärztliche Prüfung: Übelkeit, Müdigkeit, Größe 1,80 m",
    "37°C, 5 µg, ±2, ½ tablet, “quoted” — it’s 10–15 × 2 …",
    "GK",
    "12/03/2024 10:30 (1) [2] {3} 50% $5 #1 @x |a|b|",
)


@pytest.mark.parametrize("row", WORDS.strip().splitlines())
def test_words(row: str) -> None:
    bijoy, bangla = row.split(" ")
    assert normal_form(word_from_bijoy(bijoy)) == normal_form(bangla)


def test_the_table_has_every_vowel_sign_and_many_conjuncts() -> None:
    bangla = normal_form("".join(row.split(" ")[1] for row in WORDS.strip().splitlines()))
    assert set("অআইঈউঊঋএঐওঔ") <= set(bangla)
    assert set("ািীুূৃেৈোৌঁংঃৎ্") <= set(bangla)
    assert len(set(re.findall("[ক-হ](?:্[ক-হ])+", bangla))) >= 40


@pytest.mark.parametrize("bijoy", SENTENCES)
def test_sentences(bijoy: str) -> None:
    assert normal_form(from_bijoy(bijoy)) == normal_form(SENTENCES[bijoy])


@pytest.mark.parametrize("bijoy", list(SENTENCES)[:2])
def test_bijoy_is_recognized(bijoy: str) -> None:
    assert looks_like_bijoy(bijoy)
    assert looks_like_bijoy("Avgvi †ivMxi R¡i")
    assert looks_like_bijoy(f"রোগীর জ্বর আছে।\n{bijoy}\nTab. Napa 500 mg")


@pytest.mark.parametrize("text", NOT_BIJOY)
def test_what_is_not_bijoy(text: str) -> None:
    assert not looks_like_bijoy(text)
    assert not looks_like_bijoy(from_bijoy(text))


@pytest.mark.parametrize("text", NOT_BIJOY[:6])
def test_text_without_bijoy_is_not_changed(text: str) -> None:
    assert from_bijoy(text) == text


def test_real_texts_are_told_apart_and_come_back() -> None:
    """The test half of the corpus, of which the word models know nothing."""
    documents = read_dataset(assets() / "corpus" / "test.jsonl").documents
    originals = [normal_form(document.text) for document in documents]
    assert [text for text in originals if looks_like_bijoy(text)] == []
    bangla = [text for text in originals if len(re.findall("[ঀ-৿]", text)) > 0.3 * len(text)]
    assert len(bangla) > 300
    assert [text for text in bangla if not looks_like_bijoy(typed(text))] == []
    returned = [normal_form(from_bijoy(typed(text))) for text in bangla]
    words = [
        (word, back)
        for text, again in zip(bangla, returned, strict=True)
        for word, back in zip(text.split(), again.split(), strict=True)
        if re.search("[ক-হA-Za-z]", word)
    ]
    same = sum(word == back for word, back in words)
    assert len(words) > 5_000
    assert same / len(words) > 0.99


@pytest.mark.parametrize("sign", ["", "া", "ি", "ো", "ৌ", "ূ"])
def test_conjuncts_with_signs_come_back(sign: str) -> None:
    for conjunct in CONJUNCTS:
        for word in (f"{conjunct}{sign}", f"র্{conjunct}{sign}ঁ", f"আ{conjunct}{sign}ং"):
            assert normal_form(word_from_bijoy(typed(word))) == normal_form(word)


def test_every_glyph_stands_for_letters() -> None:
    for glyph in glyphs.BASES.keys() | glyphs.WITH_VOWEL.keys():
        assert re.fullmatch("[ঀ-৿]+", word_from_bijoy(glyph))
    for glyph in glyphs.BELOWS.keys() | glyphs.AFTER.keys() | glyphs.ENDS.keys():
        assert re.fullmatch("ক[ঀ-৿]+", word_from_bijoy("K" + glyph))
    for glyph in glyphs.HALVES:
        assert re.fullmatch("[ক-হ]্ক", word_from_bijoy(glyph + "K"))


letters = st.sampled_from("কখগঘচজটডতদনপবমযরলশষসহ\u09dc\u09df")
syllables = st.builds(
    lambda letter, sign, nasal: letter + sign + nasal,
    letters,
    st.sampled_from(["", *"ািীুূৃেৈোৌ"]),
    st.sampled_from(["", "", "ঁ", "ং", "ঃ"]),
)


@given(st.lists(syllables, min_size=1, max_size=6).map("".join))
def test_any_word_comes_back(word: str) -> None:
    assert normal_form(word_from_bijoy(typed(word))) == word


@given(texts)
def test_any_text_is_converted(text: str) -> None:
    converted = from_bijoy(text)
    form = normal_form(converted)
    assert normal_form(form) == form
    assert isinstance(looks_like_bijoy(text), bool)


@given(st.text(st.sampled_from([*glyphs.BASES, *glyphs.BELOWS, *glyphs.HALVES, *"wv†©&“–—’‘u "])))
def test_any_row_of_glyphs_is_converted(text: str) -> None:
    assert len(from_bijoy(text).splitlines()) == len(text.splitlines())


@given(st.text(st.sampled_from("কখ্াি ০৯।\n.,;()+-/0123456789")))
def test_bangla_and_digits_alone_do_not_change(text: str) -> None:
    assert from_bijoy(text) == text
    assert not looks_like_bijoy(text)
