from __future__ import annotations

from typing import Any

from receipt_dynamo.receipt import Receipt


class ItemExists(Exception):
    """The table already has an item with these keys."""


class MemoryTable:
    """A table with a partition key and a sort key, in memory."""

    def __init__(self) -> None:
        self._items: dict[tuple[str, str], dict[str, Any]] = {}

    def put(self, receipt: Receipt, *, replace: bool = True) -> None:
        item = receipt.to_item()
        key = (item["PK"], item["SK"])
        if not replace and key in self._items:
            raise ItemExists(f"{key[0]} {key[1]} is already there")
        self._items[key] = item

    def get(self, merchant: str, receipt_id: str) -> Receipt | None:
        item = self._items.get((f"MERCHANT#{merchant}", f"RECEIPT#{receipt_id}"))
        return Receipt.from_item(item) if item else None

    def receipts(self, merchant: str | None = None) -> list[Receipt]:
        """All receipts, or those of one merchant, by merchant and id."""
        return [
            Receipt.from_item(item)
            for (partition, _), item in sorted(self._items.items())
            if merchant is None or partition == f"MERCHANT#{merchant}"
        ]

    def search(self, expression: str) -> Any:
        """What a JMESPath expression gives for the list of all items."""
        import jmespath  # only this needs it, and a cold start should not pay for it

        return jmespath.search(expression, [item for _, item in sorted(self._items.items())])
