"""The closed lists of the negation rules, as units in normal form and lower case.

Where Bangla writes a verb and its negation as one word or as two (হয়নি, হয় নি, হয় নাই), all
ways are listed.
"""

import re
from collections.abc import Iterable

from engine.text.normalize import normal_form
from engine.text.words import unit_ranges

Phrase = tuple[str, ...]


def units(text: str) -> Phrase:
    """Words and separators of ``text`` as they are compared."""
    form = normal_form(text).lower()
    return tuple(form[start:end] for start, end in unit_ranges(form))


def _phrases(lines: str) -> frozenset[Phrase]:
    """Phrases parted by "|" or line ends."""
    parts = map(units, lines.replace("\n", "|").split("|"))
    return frozenset(part for part in parts if part)


def _words(lines: str) -> frozenset[str]:
    return frozenset(normal_form(lines).split())


def _with_negation(verbs: str, negations: Iterable[str]) -> frozenset[Phrase]:
    """Each verb with each negation, apart and as one word."""
    return frozenset(
        form
        for verb in _phrases(verbs)
        for negation in negations
        for form in ((*verb, negation), (*verb[:-1], verb[-1] + negation))
    )


# Did not happen, was not found, was not done, was not taken.
_PAST = """
হয়|হই|আসে|মেলে|মিলে|করে|করেন|করি|করান|করায়|করাই|থাকে
দেখা যায়|পাওয়া যায়|ধরা পড়ে|দেখা দেয়|লক্ষ্য করা যায়|লক্ষ করা যায়|শনাক্ত হয়
করা হয়|করা যায়|করানো হয়|দেওয়া হয়|নেওয়া হয়|শুরু হয়|শুরু করা হয়|ব্যবহার করা হয়
নেন|নেয়|নিই|খান|খায়|খাই|পান|পায়|পাই|দেন|দেয়|ব্যবহার করেন|ব্যবহার করে
"""
# Does not happen, was not there, is not taken. No orders and no forecasts: "do not take it"
# and "it will not come" do not say what is so now.
_PRESENT = """
হয়|হচ্ছে|ছিল|ছিলো|থাকে|আসে|আসছে|করে|করছে|দেখা যায়|দেখা যাচ্ছে|পাওয়া যায়|পাওয়া যাচ্ছে
নেন|নেয়|নিই|নিচ্ছেন|নিচ্ছে|নিচ্ছি|খান|খায়|খাই|খাচ্ছেন|খাচ্ছে|খাচ্ছি|পান|পায়|পাই
ব্যবহার করেন|ব্যবহার করে|ব্যবহার করছেন|chilo|chhilo
"""
AFTER: frozenset[Phrase] = (
    _with_negation(_PAST, ("নি", "নাই"))
    | _with_negation(_PRESENT, ("না",))
    | _with_negation("hoy|ase|ashe|kore|khai|khay|pawa jay|dekha jay", ("ni", "nai", "na"))
    | _phrases(
        """
        নেই|নাই|নেইকো|নাইকো|নাইকা|না থাকলে|না থাকলেও|না থাকায়|না থাকে|ছাড়াই|বিহীন|nei|nai
        অনুপস্থিত|নেগেটিভ|ঋণাত্মক|মুক্ত|থেকে মুক্ত|নয়|নহে|পাওয়া গেল না|পাওয়া গেলো না|দেখা গেল না
        negative|neg|nil|absent|not present|not found|not seen|not detected|is negative|was negative
        is absent|was absent|no growth|ruled out|excluded|-ve|–ve|−ve
        """
    )
)
LOCATIVE = re.compile(normal_form("(?:[াো]য়|[ক-হড়ঢ়য়]ে|তে)$"))
NO_LOCATIVE = _words("এক্সরে এক্স-রে রে")  # X-ray
BARE = normal_form("না")  # counts only where the clause ends: "X না Y" is "X or Y"
NOT_SO = _words("নয় নহে") | {BARE}
NEGATIVE = _words("নেগেটিভ negative neg -ve")
BEFORE: frozenset[Phrase] = _phrases(
    """
    no|not|without|w/o|denies|denied|denying|negative for|free of|free from|absence of
    no evidence of|no sign of|no signs of|no complaint of|no complaints of
    নেই কোনো|নাই কোনো|নেই কোন|নাই কোন
    """
)
# Before a list whose members are parted by commas alone: "denies fever, cough" is of both, but
# "no bleed, infarct" may be a finding after what was not found.
BEFORE_LISTS = _words("denies denied denying without negative free")
PREFIXES = ("নন-", "non-")
# Names that the prefix is a part of.
NOT_PREFIXED = _words(
    """
    হজকিন হজকিন্স স্টেরয়েড স্টেরয়ডাল স্টেরয়েডাল স্মল সিলেকটিভ সিলেক্টিভ এসটি আলসার অ্যালকোহলিক
    hodgkin hodgkin's hodgkins small steroid steroidal selective st ulcer alcoholic invasive stress
    """
)
# What may stand between a mention and its negation.
FILLERS = _words(
    """
    তো এখন এখনো এখনও বর্তমানে আপাতত আজ আজকে কাল গতকাল তেমন একদম একেবারে মোটেই মোটেও আদৌ
    দুবার দুইবার তিনবার বারবার
    কখনো কখনও কখনোই কোনোদিন আগে পূর্বে কোনো কোন কোনোরকম কোনও কিছু কিছুই এর তার রোগীর আমার ওনার
    ( ) : - – — =
    """
)
BEFORE_FILLERS = _words(
    "any known significant active obvious history of h / o c hx to has have new"
)
# Nouns that stand for the mention: "no sign of X" is no X, but "no problem in X" is not.
STANDING_FOR = _words(
    """
    ইতিহাস হিস্ট্রি লক্ষণ উপসর্গ চিহ্ন সমস্যা অভিযোগ প্রমাণ আলামত কষ্ট রোগ অসুখ ভাব ধরনের
    টেস্ট পরীক্ষা রিপোর্ট ফল ফলাফল test result report ag antigen antibody ab screening screen
    """
)
CONJUNCTIONS = _words("ও এবং বা কিংবা অথবা আর or and & nor ba ar")
SEPARATORS = CONJUNCTIONS | {",", "/"}
MORE = _words("ও আর")  # also "too" and "any more", which the negation itself may follow
LIST_HEADS = _words("কোনো কোন কোনও কোনোরকম কারও কারো কারোর")  # after one, commas make a list
EXISTS = _words("নেই নাই নেইকো নাইকো ছিল ছিলো ছিলনা nei nai পাওয়া")  # "there is no"
TAKES = _words("নেই nei")  # also "I take"
TAKEN = _words("শ্বাস নিঃশ্বাস নিশ্বাস দম ঘ্রাণ")  # what only is taken
TAKERS = _words("আমি আমরা ami amra")
FREE = _words("মুক্ত")
FREEING = _words("করে করা করতে করুন করলে করবে হয় হয়ে হতে হওয়া হওয়ার রাখে রাখতে রাখুন থাকতে থাকুন পেতে")
ONLY = _words("শুধু কেবল খালি মাত্র শুধুমাত্র কেবলমাত্র only ছাড়া")  # "not only X" is X
# Behind a negation these take it back: "it is not so that there is no X", "has he no X?"
TAKEN_BACK = _phrases(
    "?|কি|কিনা|কেন|দেখে|জেনে|বুঝে|এমন নয়|তা নয়|এমন না|তা না|এমনটা নয়|এমনটি নয়|এ কথা ঠিক নয়|বলা যায় না|বলা যাবে না"
)
BLOOD_GROUPS = _phrases("আরএইচ|rh|ও|এ|বি|এবি|o|a|b|ab|ব্লাড গ্রুপ|রক্তের গ্রুপ|blood group")
# No unmarked member of a list.
PREDICATES = _words(
    """
    আছে আছেন ছিল ছিলো ছিলেন হয় হয়েছে হইছে হলো হল হলে হচ্ছে হতে করে করেন করেছে করছে থাকে থাকলে
    থাকতে গেছে গেল গেলে এসেছে আসে পেয়েছে পায় খান খায় নেন নেয় দেন দিন দেয় বেশি কম ভালো ঠিক
    স্বাভাবিক বাড়ে কমে কমেছে বেড়েছে পজিটিভ উপস্থিত যে যা যদি তাই কিন্তু তবে অথচ বরং না
    is was has had are present positive but with for since x days
    """
)
CLAUSE_ENDS = _words("। ৷ ॥ , ; . ! ) – —") | {"\n", normal_form("কিন্তু"), normal_form("তবে")}
