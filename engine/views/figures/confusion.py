"""What is taken for what, as shares of each gold label (Fig. 4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import plotly.graph_objects as go

from engine.evaluation.confusion import row_shares
from engine.evaluation.resampling import Floats
from engine.views.figures.theme import finish, plain, plain_all

_SCALE = ((0.0, "#ffffff"), (0.5, "#56b4e9"), (1.0, "#00466e"))
_DARK_FROM = 0.75  # white text from this share on, black below: contrast of 4.5 throughout


@dataclass(frozen=True, slots=True)
class ConfusionWords:
    """What stands on the axes; ``names`` are shown in place of labels."""

    gold: str = "gold"
    predicted: str = "predicted"
    names: Mapping[str, str] = field(default_factory=dict)

    def shown(self, labels: Sequence[str]) -> list[str]:
        """The labels as the axes show them."""
        return plain_all(self.names.get(label, label) for label in labels)


_ENGLISH = ConfusionWords()


def confusion_heatmap(
    labels: Sequence[str],
    matrix: Sequence[Sequence[int]],
    words: ConfusionWords = _ENGLISH,
    chosen: tuple[str, str] | None = None,
) -> go.Figure:
    """Heat map of counts ``matrix`` (gold, predicted), every row in percent of its sum.

    A transparent point on each cell carries text and customdata (gold, predicted,
    count), because Streamlit can select points but not cells. The cell of the
    ``chosen`` (gold, predicted) has a frame.
    """
    if len(matrix) != len(labels) or any(len(row) != len(labels) for row in matrix):
        raise ValueError(f"expected a square table of {len(labels)} labels")
    names, shares = words.shown(labels), row_shares(matrix)
    heat = go.Heatmap(
        x=names,
        y=names,
        z=shares,
        zmin=0,
        zmax=1,
        colorscale=_SCALE,
        showscale=False,  # every cell says its share
        hoverinfo="skip",
        xgap=1,
        ygap=1,
    )
    figure = go.Figure([heat, _cell_points(labels, matrix, shares, names)])
    figure.update_layout(clickmode="event+select")
    figure.update_xaxes(title_text=plain(words.predicted), type="category", constrain="domain")
    figure.update_yaxes(title_text=plain(words.gold), type="category", autorange="reversed")
    if chosen:
        _frame(figure, labels.index(chosen[0]), labels.index(chosen[1]))
    return finish(figure, height=520)


def _frame(figure: go.Figure, row: int, column: int) -> None:
    corners = {"x0": column - 0.5, "x1": column + 0.5, "y0": row - 0.5, "y1": row + 0.5}
    figure.add_shape(type="rect", line={"color": "#d55e00", "width": 3}, **corners)


def _cell_points(
    labels: Sequence[str],
    matrix: Sequence[Sequence[int]],
    shares: Floats,
    names: Sequence[str],
) -> go.Scatter:
    cells = [(i, j) for i in range(len(labels)) for j in range(len(labels))]
    values = [float(shares[i, j]) for i, j in cells]
    return go.Scatter(
        x=[names[j] for _, j in cells],
        y=[names[i] for i, _ in cells],
        mode="markers+text",
        marker={"size": 30, "symbol": "square", "color": "rgba(0,0,0,0)"},
        unselected={"marker": {"opacity": 1}},  # a click must not dim the others
        text=[f"{100 * value:.0f}" if value else "" for value in values],
        textfont={"size": 11, "color": [_ink(value) for value in values]},
        customdata=[(labels[i], labels[j], matrix[i][j]) for i, j in cells],
        hovertemplate="%{y} → %{x}<br>%{customdata[2]}<extra></extra>",
        showlegend=False,
    )


def _ink(share: float) -> str:
    return "#ffffff" if share >= _DARK_FROM else "#000000"
