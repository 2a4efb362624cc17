"""The INT8 embedding table: every row within half a step of its own scale."""

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from hypothesis import given
from hypothesis import strategies as st
from onnx import TensorProto, helper, numpy_helper

from trainer.embedding_rows import quantize_rows, row_scales


def lookup_graph(table: np.ndarray) -> onnx.ModelProto:
    """pieces -> table[pieces], beside a smaller table of positions."""
    initializers = [
        numpy_helper.from_array(table, "words"),
        numpy_helper.from_array(table[:2].copy(), "positions"),
    ]
    graph = helper.make_graph(
        [
            helper.make_node("Gather", ["words", "pieces"], ["vectors"]),
            helper.make_node("Gather", ["positions", "places"], ["where"]),
        ],
        "lookup",
        [helper.make_tensor_value_info(n, TensorProto.INT64, ["n"]) for n in ("pieces", "places")],
        [
            helper.make_tensor_value_info(n, TensorProto.FLOAT, ["n", table.shape[1]])
            for n in ("vectors", "where")
        ],
        initializers,
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def test_by_hand():
    rows, scales = row_scales(np.array([[1.27, -0.5], [0.0, 0.0], [-254.0, 2.0]], np.float32))
    np.testing.assert_allclose(scales[:, 0], [0.01, 1.0, 2.0], rtol=1e-6)
    assert rows.tolist() == [[127, -50], [0, 0], [-127, 1]]


@given(st.lists(st.lists(st.floats(-1e3, 1e3, width=32), min_size=3, max_size=3), min_size=1))
def test_a_short_row_beside_a_long_one_keeps_its_own_step(values: list[list[float]]):
    table = np.array([*values, [1e4, 0, 0]], np.float32)
    rows, scales = row_scales(table)
    assert np.abs(rows * scales - table).max(axis=1) == pytest.approx(0, abs=5e3 / 127 + 1)
    step = np.abs(table).max(axis=1) / 127
    assert (np.abs(rows * scales - table).max(axis=1) <= step / 2 + 1e-3 * step + 1e-30).all()


def test_the_graph_looks_up_what_it_did_within_half_a_step(tmp_path: Path):
    table = np.random.default_rng(0).normal(size=(50, 8)).astype(np.float32)
    table[7] *= 100  # would set the scale of one for all
    model = lookup_graph(table)
    quantize_rows(model)
    onnx.checker.check_model(model)
    stored = {t.name: t.data_type for t in model.graph.initializer}
    assert "words" not in stored
    assert stored["words_int8"] == TensorProto.INT8
    assert stored["positions"] == TensorProto.FLOAT  # small, and left alone
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    pieces = np.array([3, 7, 49, 3])
    found, where = session.run(None, {"pieces": pieces, "places": np.array([1])})
    step = np.abs(table[pieces]).max(axis=1, keepdims=True) / 127
    assert (np.abs(found - table[pieces]) <= 0.501 * step).all()
    np.testing.assert_array_equal(where, table[[1]])


def test_a_graph_without_a_table_is_refused():
    model = lookup_graph(np.ones((4, 2), np.float32))
    del model.graph.node[:]
    with pytest.raises(ValueError, match="expected a graph that looks pieces up in a table"):
        quantize_rows(model)
