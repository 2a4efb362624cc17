"""Trainings that the app starts: what is asked for, the queue, and how a run stands.

Nothing in this package imports torch, so that pages may import it.
"""
