"""Plotly figures of scores, confusion, curves and cost. All shares are fractions."""
