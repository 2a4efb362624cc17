"""A model read after each layer equals the model whose later layers are taken out."""

from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest

from engine.annotator import Annotator, load, load_folder
from engine.layers import annotate_by_depth, models_with_layers
from engine.models.architectures import keep_layers
from engine.models.config import ModelError
from engine.models.depths import DepthPredictor
from engine.models.neural import NeuralPredictor
from engine.models.torch_runtime import TorchEmissions
from tests.tiny_models import FAMILIES, TEXTS, save_tiny

LONG = " ".join(TEXTS * 3)  # several windows


def cut(annotator: Annotator, depth: int) -> Annotator:
    """The same model with the layers after ``depth`` really taken out."""
    predictor = annotator.predictor
    assert isinstance(predictor, NeuralPredictor)
    assert isinstance(predictor.model, TorchEmissions)
    tagger = deepcopy(predictor.model.tagger)
    keep_layers(tagger.network, tuple(range(1, depth + 1)))
    return replace(annotator, predictor=replace(predictor, model=TorchEmissions(tagger)))


@pytest.mark.parametrize("crf", [False, True])
@pytest.mark.parametrize("family", FAMILIES)
def test_each_depth_is_the_model_with_its_later_layers_taken_out(
    tmp_path: Path, family: str, crf: bool
) -> None:
    annotator = load_folder(save_tiny(tmp_path / "m", family, crf=crf, layers=3), "m")
    for text in (TEXTS[0], LONG):
        documents = annotate_by_depth(annotator, text)
        assert len(documents) == 3
        for depth, document in enumerate(documents, start=1):
            expected = cut(annotator, depth).annotate(text)
            assert document == expected
            assert [s.score for s in document.spans] == pytest.approx(
                [s.score for s in expected.spans], abs=1e-4
            )
    assert len({document.spans for document in documents}) > 1, "depths that differ"


def test_the_last_depth_is_the_whole_model_on_any_text(tmp_path: Path) -> None:
    annotator = load_folder(save_tiny(tmp_path / "m", "modernbert"), "m")
    for text in ("", "  \n", "জ্বর\ud800 আছে", "👩‍⚕️ **জ্বর**", *TEXTS):
        documents = annotate_by_depth(annotator, text)
        assert documents[-1] == annotator.annotate(text)
        assert all(document.text == text for document in documents)


def test_another_thread_may_use_the_same_model_meanwhile(tmp_path: Path) -> None:
    annotator = load_folder(save_tiny(tmp_path / "m", "bert", layers=3), "m")
    alone, whole = annotate_by_depth(annotator, LONG), annotator.annotate(LONG)
    done, answers = Event(), []

    def use() -> None:
        while not done.is_set():
            answers.append(annotator.annotate(LONG) == whole)

    other = Thread(target=use)
    other.start()
    try:
        for _ in range(20):
            assert annotate_by_depth(annotator, LONG) == alone
    finally:
        done.set()
        other.join()
    assert answers
    assert all(answers)


def test_a_word_list_and_an_eq9_model_have_no_layers_to_cut(tmp_path: Path) -> None:
    folder = save_tiny(tmp_path / "m", "bert")
    config = load_folder(folder, "m").config
    replace(config, kind="eq9").write(folder)
    for annotator in (load("lexicon"), load_folder(folder, "m")):
        with pytest.raises(ModelError, match="expected a PyTorch model"):
            DepthPredictor.of(annotator.predictor)


def test_only_pytorch_models_are_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHONAKTO_HOME", str(tmp_path))
    save_tiny(tmp_path / "models" / "mine", "bert")
    names = [model.name for model in models_with_layers()]
    assert "mine" in names
    assert not {"lexicon", "int8"} & set(names)
