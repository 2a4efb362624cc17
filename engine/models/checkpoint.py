"""A model folder: what transformers opens, plus the CRF and how pieces are tagged."""

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from transformers import AutoModelForTokenClassification, PreTrainedTokenizerFast
from transformers.utils import logging as transformers_logging

from engine.models.config import ModelError, TaggerConfig
from engine.models.hint_table import HintTable
from engine.models.tagger import Tagger
from engine.tagging.labels import LabelSet

CRF_FILE = "crf.safetensors"


def save_tagger(folder: Path, tagger: Tagger, config: TaggerConfig, tokenizer: Tokenizer) -> None:
    """Write the whole folder under a temporary name, then put it in place.

    A tagger's table of hints goes into ``config``.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        tagger.network.save_pretrained(temporary)
        save_tokenizer(temporary, tokenizer)
        if tagger.crf is not None:
            state = {name: value.clone() for name, value in tagger.crf.crf.state_dict().items()}
            save_file(state, temporary / CRF_FILE)
        hints = () if tagger.hints is None else tagger.hints.rows()
        replace(config, hints=hints).write(temporary)
        replace_folder(temporary, folder)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise


def load_tagger(folder: Path) -> Tagger:
    """Read a folder written by ``save_tagger`` or by transformers (float32, eval mode)."""
    config = TaggerConfig.read(folder)
    if config.kind == "onnx":
        raise ModelError(f"expected an FP32 model folder, got the INT8 one {folder}")
    labels = LabelSet.from_tags(config.tags)
    transformers_logging.disable_progress_bar()  # a local file is read in a moment
    try:
        network = AutoModelForTokenClassification.from_pretrained(folder, dtype=torch.float32)
        hints = HintTable(config.hints) if config.hints else None
        tagger = Tagger(network, labels, crf=config.crf, hints=hints)
        if tagger.crf is not None:
            tagger.crf.crf.load_state_dict(load_file(folder / CRF_FILE))
    except (OSError, ValueError, RuntimeError, SafetensorError) as error:
        raise ModelError(f"expected a tagger in {folder}, got: {error}") from error
    return tagger.eval()


def save_tokenizer(folder: Path, tokenizer: Tokenizer) -> None:
    """Write tokenizer files that ``AutoTokenizer`` and ``tokenizers`` both open."""
    special = {
        f"{name}_token": f"[{name.upper()}]"
        for name in ("pad", "unk", "cls", "sep", "mask")
        if tokenizer.token_to_id(f"[{name.upper()}]") is not None
    }
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, model_max_length=512, **special
    ).save_pretrained(folder)


def replace_folder(temporary: Path, folder: Path) -> None:
    """Rename ``temporary`` to ``folder``; an older one goes only after that."""
    temporary.chmod(0o755)
    if folder.exists():
        old = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}.old"))
        folder.replace(old / folder.name)
        temporary.replace(folder)
        shutil.rmtree(old)
    else:
        temporary.replace(folder)
