"""Strict counts under two protocols, scores with intervals, confusion, errors, reports."""
