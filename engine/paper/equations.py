"""The paper's equations, each with the code that implements it, read from the source.

The source is parsed, not imported: PyTorch stays out, and what is shown is what is installed.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from textwrap import dedent


@dataclass(frozen=True, slots=True)
class Place:
    """A function, method (``Class.method``) or constant of a module."""

    module: str
    name: str


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a place, and the line (from 1) of its module on which it begins."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Equation:
    """Equation ``number`` of the paper in LaTeX, and the places that implement it."""

    number: int
    latex: str
    places: tuple[Place, ...]


EQUATIONS = (
    Equation(
        1,
        r"y_i = \begin{cases} \text{B-}c & i = s \\ \text{I-}c & s < i \le e \\"
        r" \text{O} & \text{otherwise} \end{cases}",
        (Place("engine.tagging.bio", "spans_to_tags"),),
    ),
    Equation(
        2,
        r"S(X, Y) = \sum_{i=1}^{n} E_{x_i, y_i} + \sum_{i=1}^{n} T_{y_{i-1}, y_i}",
        (Place("torchcrf", "CRF._compute_score"),),
    ),
    Equation(
        3,
        r"P(Y \mid X) = \frac{\exp S(X, Y)}{Z(X)}, \quad "
        r"Z(X) = \sum_{\tilde Y} \exp S(X, \tilde Y)",
        (
            Place("torchcrf", "CRF._compute_normalizer"),
            Place("engine.models.lattice", "Lattice.__init__"),
        ),
    ),
    Equation(
        4,
        r"\mathcal{L}_{\mathrm{CRF}} = -\sum_{(X, Y) \in \mathcal{D}} \log P(Y \mid X)",
        (Place("engine.models.crf", "CrfLayer.forward"),),
    ),
    Equation(
        5,
        r"Y^{*} = \arg\max_{Y} S(X, Y)",
        (Place("engine.models.lattice", "viterbi"),),
    ),
    Equation(
        6,
        r"p^{\tau}_{i,k} = \frac{\exp(z_{i,k} / \tau)}{\sum_j \exp(z_{i,j} / \tau)}",
        (Place("trainer.losses", "kd_terms"),),
    ),
    Equation(
        7,
        r"\mathcal{L}_{\mathrm{KD}} = \alpha\, \mathcal{L}_{\mathrm{CE}} "
        r"+ (1 - \alpha)\, \tau^2\, \mathcal{L}_{\mathrm{KL}}",
        (Place("trainer.losses", "kd_loss"),),
    ),
    Equation(
        8,
        r"\mathcal{L}_{\mathrm{KL}} = \sum_{i \notin \mathrm{pad}} \sum_k p^{\tau}_{i,k}"
        r"(\mathrm{tea}) \log \frac{p^{\tau}_{i,k}(\mathrm{tea})}{p^{\tau}_{i,k}(\mathrm{stu})}",
        (Place("trainer.losses", "kd_terms"),),
    ),
    Equation(
        9,
        r"W_{\mathrm{INT8}} = \mathrm{round}\left(\frac{W_{\mathrm{FP32}}}{s}\right), \quad "
        r"s = \frac{\max |W_{\mathrm{FP32}}|}{127}",
        (
            Place("engine.models.torch_runtime", "_EQ9_WEIGHTS"),
            Place("engine.models.torch_runtime", "quantize_eq9"),
        ),
    ),
)


def source_of(place: Place) -> Source:
    """The source of ``place``; LookupError where there is no such module or name."""
    file = _file(place.module)
    text = file.read_text(encoding="utf-8")
    node: ast.AST = ast.parse(text)
    for name in place.name.split("."):
        node = _inside(node, name, place)
    first, last = _lines(node)
    lines = text.splitlines(keepends=True)[first - 1 : last]
    return Source(dedent("".join(lines)).rstrip(), first)


def _file(module: str) -> Path:
    """Where ``module`` lies; only the top package is looked up, so nothing is run."""
    top, *rest = module.split(".")
    spec = find_spec(top)
    if spec is None or spec.origin is None:
        raise LookupError(f"expected an installed package {top!r}, got none")
    file = Path(spec.origin)
    file = file.parent.joinpath(*rest).with_suffix(".py") if rest else file
    if not file.is_file():
        raise LookupError(f"expected the module {module!r} in {file}, got no file")
    return file


def _inside(parent: ast.AST, name: str, place: Place) -> ast.AST:
    for node in ast.iter_child_nodes(parent):
        if name in _names(node):
            return node
    raise LookupError(f"expected {place.name!r} in {place.module}, got no such name")


def _names(node: ast.AST) -> Iterator[str]:
    """What a statement defines."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Assign):
        yield from (target.id for target in node.targets if isinstance(target, ast.Name))


def _lines(node: ast.AST) -> tuple[int, int]:
    """First and last line, decorators included."""
    assert isinstance(node, ast.stmt)
    decorators = getattr(node, "decorator_list", [])
    first = min([node.lineno, *(decorator.lineno for decorator in decorators)])
    return first, node.end_lineno or node.lineno
