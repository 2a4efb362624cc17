"""What is taken for what, as shares of each gold label (Fig. 4)."""

from collections.abc import Sequence

import plotly.graph_objects as go

from engine.evaluation.confusion import row_shares
from engine.evaluation.resampling import Floats
from engine.views.figures.theme import PERCENT, finish, plain_all

_SCALE = ((0.0, "#ffffff"), (0.5, "#56b4e9"), (1.0, "#00466e"))
_DARK_FROM = 0.75  # white text from this share on, black below: contrast of 4.5 throughout


def confusion_heatmap(labels: Sequence[str], matrix: Sequence[Sequence[int]]) -> go.Figure:
    """Heat map of counts ``matrix`` (gold, predicted), every row divided by its sum.

    A transparent point on each cell carries text and customdata (gold, predicted,
    count), because Streamlit can select points but not cells.
    """
    if len(matrix) != len(labels) or any(len(row) != len(labels) for row in matrix):
        raise ValueError(f"expected a square table of {len(labels)} labels")
    names, shares = plain_all(labels), row_shares(matrix)
    heat = go.Heatmap(
        x=names,
        y=names,
        z=shares,
        zmin=0,
        zmax=1,
        colorscale=_SCALE,
        colorbar={"tickformat": PERCENT},
        hoverinfo="skip",
        xgap=1,
        ygap=1,
    )
    figure = go.Figure([heat, _cell_points(labels, matrix, shares)])
    figure.update_layout(clickmode="event+select")
    figure.update_xaxes(title_text="predicted", type="category", constrain="domain")
    figure.update_yaxes(title_text="gold", type="category", autorange="reversed")
    return finish(figure, height=520)


def _cell_points(
    labels: Sequence[str], matrix: Sequence[Sequence[int]], shares: Floats
) -> go.Scatter:
    names = plain_all(labels)
    cells = [(i, j) for i in range(len(labels)) for j in range(len(labels))]
    values = [float(shares[i, j]) for i, j in cells]
    return go.Scatter(
        x=[names[j] for _, j in cells],
        y=[names[i] for i, _ in cells],
        mode="markers+text",
        marker={"size": 30, "symbol": "square", "color": "rgba(0,0,0,0)"},
        text=[f"{value:.0%}" if value else "" for value in values],
        textfont={"color": ["#ffffff" if value >= _DARK_FROM else "#000000" for value in values]},
        customdata=[(labels[i], labels[j], matrix[i][j]) for i, j in cells],
        hovertemplate="%{y} → %{x}<br>%{customdata[2]}<extra></extra>",
        showlegend=False,
    )
