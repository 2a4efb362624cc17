"""The embedding table of an ONNX graph as INT8 with one scale a row.

One scale for the whole table, as ONNX Runtime's own quantizer gives it, is set by the
largest weight of the rarest piece; common pieces, whose vectors are short, then keep
a few levels only. A row's own scale costs four bytes a piece.
"""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

LEVELS = 127


def quantize_rows(model: onnx.ModelProto) -> None:
    """Replace, in place, the largest looked-up table by INT8 rows and their scales.

    The Gather of it becomes two (rows and scales), a Cast and a Mul. ValueError if
    the graph looks nothing up.
    """
    graph = model.graph
    tables = {tensor.name: tensor for tensor in graph.initializer}
    lookups = [n for n in graph.node if n.op_type == "Gather" and n.input[0] in tables]
    tabled = [n for n in lookups if len(tables[n.input[0]].dims) == 2]
    if not tabled:
        raise ValueError("expected a graph that looks pieces up in a table, got none")
    lookup = max(tabled, key=lambda node: np.prod(tables[node.input[0]].dims))
    name, pieces, result = lookup.input[0], lookup.input[1], lookup.output[0]
    rows, scales = row_scales(numpy_helper.to_array(tables[name]))
    graph.initializer.remove(tables[name])
    graph.initializer.extend(
        [
            numpy_helper.from_array(rows, f"{name}_int8"),
            numpy_helper.from_array(scales, f"{name}_scale"),
        ]
    )
    nodes = [
        helper.make_node("Gather", [f"{name}_int8", pieces], [f"{result}_int8"]),
        helper.make_node("Gather", [f"{name}_scale", pieces], [f"{result}_scale"]),
        helper.make_node("Cast", [f"{result}_int8"], [f"{result}_float"], to=TensorProto.FLOAT),
        helper.make_node("Mul", [f"{result}_float", f"{result}_scale"], [result]),
    ]
    place = list(graph.node).index(lookup)
    graph.node.remove(lookup)
    for offset, node in enumerate(nodes):
        graph.node.insert(place + offset, node)


def row_scales(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """INT8 rows (pieces, width) and float32 scales (pieces, 1): eq. (9) a row at a time."""
    scales = np.abs(table).max(axis=1, keepdims=True) / LEVELS
    scales[scales == 0] = 1.0
    rows = np.clip(np.rint(table / scales), -LEVELS, LEVELS)
    return rows.astype(np.int8), scales.astype(np.float32)
