"""Taggers: encoder, linear head, optional CRF, decoding, checkpoints, runtimes."""
