"""Finds receipts whose lines mean nearly the same."""

from receipt_chroma.embedding import embed
from receipt_chroma.index import Match, VectorIndex

__all__ = ["Match", "VectorIndex", "embed"]
