"""An own WordPiece vocabulary whose tokenizer carries the project's normal form."""

from collections.abc import Iterable

from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from tokenizers.trainers import WordPieceTrainer

from engine.text.normalize import NUKTA_LETTERS

SPECIAL_PIECES = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
_ALPHABET_LIMIT = 400  # Bangla, Latin, digits, signs; rarer characters become [UNK]


def train_vocabulary(texts: Iterable[str], size: int) -> Tokenizer:
    """A case-insensitive WordPiece tokenizer of ``size`` pieces trained on ``texts``."""
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normal_form_normalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    trainer = WordPieceTrainer(
        vocab_size=size,
        min_frequency=2,
        limit_alphabet=_ALPHABET_LIMIT,
        special_tokens=list(SPECIAL_PIECES),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    tokenizer.decoder = decoders.WordPiece()
    tokenizer.post_processor = processors.BertProcessing(
        ("[SEP]", tokenizer.token_to_id("[SEP]")), ("[CLS]", tokenizer.token_to_id("[CLS]"))
    )
    return tokenizer


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
