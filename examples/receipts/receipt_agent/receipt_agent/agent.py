from __future__ import annotations

from decimal import Decimal

from receipt_chroma import VectorIndex
from receipt_dynamo import MemoryTable, Receipt
from receipt_label import match_merchant, parse_receipt


class Agent:
    """Keeps receipts, and finds them again by merchant or by meaning."""

    def __init__(self) -> None:
        self._table = MemoryTable()
        self._index = VectorIndex()

    def read(self, text: str) -> Receipt:
        """Reads the text of a receipt and keeps it; a merchant that is nearly known gets its known name."""
        parsed = parse_receipt(text)
        known = sorted({receipt.merchant for receipt in self._table.receipts()})
        merchant = match_merchant(parsed.merchant, known) or parsed.merchant
        receipt = Receipt(parsed.receipt_id, merchant, parsed.purchased_on, parsed.lines)
        self._table.put(receipt)
        self._index.add(receipt)
        return receipt

    def spent_at(self, merchant: str) -> Decimal:
        return sum((receipt.total for receipt in self._table.receipts(merchant)), Decimal(0))

    def find(self, question: str) -> list[Receipt]:
        return [match.receipt for match in self._index.query(question)]

    def table(self) -> str:
        """All receipts as a table for people."""
        from tabulate import tabulate

        rows = [
            (receipt.merchant, receipt.purchased_on, receipt.total)
            for receipt in self._table.receipts()
        ]
        return tabulate(rows, headers=["Merchant", "Date", "Total"])
