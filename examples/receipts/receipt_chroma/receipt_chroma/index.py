from __future__ import annotations

from dataclasses import dataclass

from receipt_chroma.embedding import embed
from receipt_dynamo import Receipt


@dataclass(frozen=True)
class Match:
    """A receipt with how near it is, from 0 to 1."""

    receipt: Receipt
    similarity: float


class VectorIndex:
    """Receipts by the meaning of their lines, in memory."""

    def __init__(self) -> None:
        self._entries: list[tuple[list[float], Receipt]] = []

    def add(self, receipt: Receipt) -> None:
        text = " ".join([receipt.merchant, *(line.text for line in receipt.lines)])
        self._entries.append((embed(text), receipt))

    def query(self, text: str, limit: int = 5) -> list[Match]:
        """The nearest receipts, nearest first; those that share no word are left out."""
        vector = embed(text)
        matches = [
            Match(receipt, sum(a * b for a, b in zip(vector, entry)))
            for entry, receipt in self._entries
        ]
        found = [match for match in matches if match.similarity > 0]
        found.sort(key=lambda match: (-match.similarity, match.receipt.receipt_id))
        return found[:limit]
