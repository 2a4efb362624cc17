"""An own WordPiece vocabulary whose tokenizer carries the project's normal form."""

from collections import Counter
from collections.abc import Iterable

from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from tokenizers.trainers import WordPieceTrainer

from engine.text.normalize import NUKTA_LETTERS

SPECIAL_PIECES = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
_ALPHABET_LIMIT = 400  # Bangla, Latin, digits, signs; rarer characters become [UNK]


def train_vocabulary(texts: Iterable[str], size: int) -> Tokenizer:
    """A case-insensitive WordPiece tokenizer of ``size`` pieces trained on ``texts``.

    The same texts give the same pieces. Left alone, the trainer numbers single
    characters in hash order, which differs from process to process, and breaks ties
    by number; so they are given to it in order, in the guise of special tokens.
    """
    lines = list(texts)
    learner = _untrained(models.WordPiece(unk_token="[UNK]"))
    trainer = WordPieceTrainer(
        vocab_size=size,
        min_frequency=2,
        limit_alphabet=0,  # only the characters below
        special_tokens=[*SPECIAL_PIECES, *_characters(lines, learner)],
        show_progress=False,
    )
    learner.train_from_iterator(lines, trainer)
    tokenizer = _untrained(models.WordPiece(learner.get_vocab(), unk_token="[UNK]"))
    tokenizer.add_special_tokens(list(SPECIAL_PIECES))
    tokenizer.decoder = decoders.WordPiece()
    cls, sep = (SPECIAL_PIECES.index(piece) for piece in ("[CLS]", "[SEP]"))
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", sep), ("[CLS]", cls))
    return tokenizer


def _untrained(model: models.Model) -> Tokenizer:
    tokenizer = Tokenizer(model)
    tokenizer.normalizer = normal_form_normalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tokenizer


def _characters(lines: Iterable[str], tokenizer: Tokenizer) -> list[str]:
    """The commonest characters, then those that stand inside words, as "##" pieces."""
    counts: Counter[str] = Counter()
    inside: set[str] = set()
    for line in lines:
        text = tokenizer.normalizer.normalize_str(line)
        for word, _ in tokenizer.pre_tokenizer.pre_tokenize_str(text):
            counts.update(word)
            inside.update(word[1:])
    common = sorted(counts, key=lambda char: (-counts[char], char))[:_ALPHABET_LIMIT]
    return [*sorted(common), *(f"##{char}" for char in sorted(inside.intersection(common)))]


def normal_form_normalizer(*, lowercase: bool, joined_nukta: bool = True) -> normalizers.Normalizer:
    """The normal form of ``engine.text.normalize`` as a tokenizer's normalizer.

    ``joined_nukta=False`` leaves ড় ঢ় য় split, for foreign vocabularies that know
    only that form. Accents are never stripped: Bangla vowel signs are marks.
    """
    steps: list[normalizers.Normalizer] = [normalizers.NFC()]
    if joined_nukta:
        steps += [normalizers.Replace(pair, letter) for pair, letter in NUKTA_LETTERS.items()]
    if lowercase:
        steps.append(normalizers.Lowercase())
    return normalizers.Sequence(steps)
