"""Syllables of a word in the Bijoy encoding, put into Unicode order."""

from dataclasses import dataclass, field

from engine.text import bijoy_glyphs as glyphs

_HASANTA = "\u09cd"
_VOWELS = "অইঈউঊঋএঐওঔ"
_ZWJ = "\u200d"
_JOINED = {"ে" + "া": "ো", "ে" + "ৗ": "ৌ", "ৗ": "ৌ"}


def word_from_bijoy(word: str) -> str:
    """``word`` in Unicode; characters that are no glyph of the encoding stay as they are."""
    pieces: list[str] = []
    place = 0
    while place < len(word):
        syllable = _Syllable()
        end = syllable.read(word, place)
        if end > place:
            pieces.append(syllable.in_unicode())
        else:
            pieces.append(glyphs.ALONE.get(word[place], word[place]))
        place = max(end, place + 1)
    return "".join(pieces)


@dataclass
class _Syllable:
    """One syllable; ``letters`` are joined by a hasanta."""

    before: str = ""
    letters: list[str] = field(default_factory=list)
    reph: bool = False
    after: str = ""
    nasal: str = ""
    end: str = ""

    def in_unicode(self) -> str:
        """Reph, letters, vowel sign, nasal sign, end."""
        letters = _HASANTA.join(self.letters)
        if self.letters[:2] == ["র", "য"]:
            letters = letters.replace("র", "র" + _ZWJ, 1)  # র‍্যা, which is no reph
        vowel = _JOINED.get(self.before + self.after, self.before + self.after)
        if letters == "অ" and vowel == "া":
            letters, vowel = "আ", ""
        return ("র" + _HASANTA if self.reph else "") + letters + vowel + self.nasal + self.end

    def read(self, word: str, start: int) -> int:
        """Take the syllable that begins at ``start``; its end, or ``start`` if there is none."""
        place = start
        if word[place] in glyphs.BEFORE:
            self.before = glyphs.BEFORE[word[place]]
            place += 1
        place = self._read_letters(word, place)
        if not self.letters:
            return start
        while place < len(word):
            if self._take_mark(word[place]):
                place += 1
            elif self._take_joined(word[place : place + 2]):
                place += 2
            else:
                break
        while place < len(word) and (word[place] in glyphs.ENDS or word[place] == glyphs.HASANTA):
            self.end += glyphs.ENDS.get(word[place], _HASANTA)
            place += 1
        return place

    def _read_letters(self, word: str, place: int) -> int:
        """Left halves, and the letter or the part that completes them."""
        halves = 0
        while word[place + halves : place + halves + 1] in glyphs.HALVES and halves < len(word):
            halves += 1
        half = [glyphs.HALVES[glyph] for glyph in word[place : place + halves]]
        place += halves
        glyph = word[place : place + 1]
        if half and (below := glyphs.below(glyph, after_half=True)):
            self.letters = [*half, *below]
            self.after = "ু" if glyph == glyphs.BELOW_WITH_U else ""
        elif glyph in glyphs.WITH_VOWEL:
            letter, self.after = glyphs.WITH_VOWEL[glyph]
            self.letters = [*half, letter]
        elif glyph in glyphs.BASES:
            self.letters = [*half, *glyphs.BASES[glyph]]
        return place + 1

    def _take_mark(self, glyph: str) -> bool:
        """Add a part, a sign or a reph to the syllable, if ``glyph`` is one."""
        if below := glyphs.below(glyph, after_half=False):
            self.letters += "ণ" if (self.letters[-1], below) == ("ণ", "ন") else below  # ণ্ণ
        elif sign := glyphs.sign(glyph, self.letters):
            self.after += "" if self.after.endswith(sign) else sign  # typed twice by mistake
        elif glyph == glyphs.REPH:
            self.reph = True
        elif glyph == glyphs.NASAL:
            self.nasal = "ঁ"
        else:
            return False
        return True

    def _take_joined(self, pair: str) -> bool:
        """Add a letter tied on by a visible hasanta, for want of a glyph of the conjunct."""
        if len(pair) < 2 or pair[0] != glyphs.HASANTA or self.after:
            return False
        letters = glyphs.BASES.get(pair[1], "")
        if not letters or letters[0] in _VOWELS:
            return False
        self.letters += letters
        return True
