"""From a mention on to its negation, and from a negation on to its mentions."""

from dataclasses import dataclass, field

from engine.tagging.negation_tokens import Stream
from engine.tagging.negation_words import (
    AFTER,
    BARE,
    BEFORE,
    BEFORE_FILLERS,
    BEFORE_LISTS,
    BLOOD_GROUPS,
    CLAUSE_ENDS,
    CONJUNCTIONS,
    EXISTS,
    FILLERS,
    FREE,
    FREEING,
    LIST_HEADS,
    LOCATIVE,
    MORE,
    NEGATIVE,
    NO_LOCATIVE,
    NOT_SO,
    ONLY,
    PREDICATES,
    SEPARATORS,
    STANDING_FOR,
    TAKEN,
    TAKEN_BACK,
    TAKERS,
    TAKES,
)

_MEMBER_WORDS = 2  # an unmarked member of a list is no longer
_LOOK_BACK = 8  # tokens in which the head of a list is looked for


def after_is_negated(stream: Stream, place: int) -> bool:
    """Whether a chain leads from the mention at ``place`` to a negation behind it."""
    chain = _Chain(stream, place)
    at = place + 1
    while at < len(stream.tokens):
        if length := chain.negation(at):
            return chain.holds(at, length)
        if not chain.take(at):
            return False
        at += 1
    return False


@dataclass
class _Chain:
    """What lies between a mention and the token that is looked at."""

    stream: Stream
    place: int
    links: set[str] = field(default_factory=set)
    members: int = 0  # other mentions and unmarked members
    words: int = 0  # of the unmarked member that is being read
    last: str = ""  # the separator that has just been read, "" if none has

    def negation(self, at: int) -> int:
        """The length of the negation at ``at``; 0 where there is none."""
        if self.last and self.last not in MORE:
            return 0
        if length := self.stream.phrase(AFTER, at):
            return length
        ends = at + 1 == len(self.stream.tokens) or self.stream.text(at + 1) in CLAUSE_ENDS
        return int(self.stream.text(at) == BARE and ends and not self.words)

    def take(self, at: int) -> bool:
        """Go on over the token at ``at``; False where the chain ends."""
        text, was = self.stream.text(at), self.last
        self.last = ""
        if self.stream.is_mention(at):
            self.members += 1
            self.words = 0
            return bool(was) or self.stream.text(at - 1) == "("
        if text in SEPARATORS:
            self.links.add(text)
            self.last, self.words = text, 0
            return True
        if text in STANDING_FOR and not self.words and not was:
            return True
        if text in FILLERS or self.stream.text(at - 1) == "(":  # a word in brackets is a gloss
            self.last = was
            return text not in PREDICATES
        return self._takes_word(text, began=bool(was))

    def _takes_word(self, text: str, *, began: bool) -> bool:
        """A word of a member that is no mention, right behind a separator."""
        self.words += 1
        self.members += began
        begins_or_goes_on = began or self.words > 1
        plain = text not in PREDICATES and any(map(str.isalpha, text))
        return begins_or_goes_on and plain and self.words <= _MEMBER_WORDS

    def holds(self, at: int, length: int) -> bool:
        """Whether the negation at ``at`` is one, and of this mention."""
        trigger, after = self.stream.text(at), self.stream.text(at + length)
        last, mention = self.stream.text(at + length - 1), self.stream.tokens[self.place].text
        if self.stream.phrase(TAKEN_BACK, at + length) or (last in FREE and after in FREEING):
            return False
        if trigger in NOT_SO and self._is_preceded_by(ONLY):
            return False
        may_take = trigger in TAKES and after != BARE  # নেই is "there is not" and "I take"
        if may_take and (mention in TAKEN or self._is_preceded_by(TAKERS)):
            return False
        if trigger in NEGATIVE and tuple(mention.split()) in BLOOD_GROUPS:
            return False
        if trigger != BARE and trigger not in NEGATIVE and _is_locative(mention):
            return False
        if self.words and trigger not in EXISTS:  # that word was no member but a verb's noun
            return False
        shared = self.links & CONJUNCTIONS or self._is_preceded_by(LIST_HEADS)
        return not self.members or bool(shared)

    def _is_preceded_by(self, words: frozenset[str]) -> bool:
        """Whether one of ``words`` stands before the mention, or before its list."""
        for at in range(self.place - 1, self.place - 1 - _LOOK_BACK, -1):
            text = self.stream.text(at)
            if text in words:
                return True
            if text in PREDICATES or (text in CLAUSE_ENDS and text != ","):
                return False
        return False


def _is_locative(mention: str) -> bool:
    """Whether the mention says where something is not: "in marasmus it is not there"."""
    return bool(LOCATIVE.search(mention)) and mention.split()[-1] not in NO_LOCATIVE


def negated_before(stream: Stream) -> frozenset[int]:
    """The numbers of the spans that a negation before them negates."""
    found: set[int] = set()
    for at in range(len(stream.tokens)):
        if length := stream.phrase(BEFORE, at):
            commas = stream.text(at) in BEFORE_LISTS
            found |= _list_at(stream, at + length, commas=commas)
        elif stream.text(at) == BARE and (at == 0 or stream.text(at - 1) in CLAUSE_ENDS):
            found |= _neither_nor(stream, at)
    return frozenset(found)


def _list_at(stream: Stream, at: int, *, commas: bool) -> set[int]:
    """The members of the list that begins at ``at``, with fillers before each.

    With ``commas`` false a list needs a conjunction somewhere, or it has but one member.
    """
    found: list[int] = []
    links: set[str] = set()
    while True:
        while stream.text(at) in FILLERS | BEFORE_FILLERS:
            at += 1
        if not stream.is_mention(at) or (found and not _stands_alone(stream, at)):
            break
        found.append(stream.tokens[at].span or 0)
        at += 1
        if stream.text(at) not in SEPARATORS:
            break
        while stream.text(at) in SEPARATORS:
            links.add(stream.text(at))
            at += 1
    return set(found if commas or links & CONJUNCTIONS else found[:1])


def _stands_alone(stream: Stream, at: int) -> bool:
    """Whether a later member has no predicate of its own: "no fever, cough for 3 days"."""
    after = stream.text(at + 1)
    return at + 1 == len(stream.tokens) or after in CLAUSE_ENDS or after in SEPARATORS


def _neither_nor(stream: Stream, at: int) -> set[int]:
    """না X, না Y: mentions that each have a না before them, two at least."""
    found: set[int] = set()
    while stream.text(at) == BARE and stream.is_mention(at + 1):
        found.add(stream.tokens[at + 1].span or 0)
        at += 2
        while stream.text(at) in SEPARATORS:
            at += 1
    return found if len(found) > 1 else set()
