from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class ReceiptLine:
    """One printed line, with the amount at its end where there is one."""

    text: str
    amount: Decimal | None = None
    label: str | None = None


@dataclass(frozen=True)
class Receipt:
    """What was bought, where and when."""

    receipt_id: str
    merchant: str
    purchased_on: date | None
    lines: tuple[ReceiptLine, ...] = ()

    @property
    def total(self) -> Decimal:
        """The printed total, else the sum of the items."""
        printed = [line.amount for line in self.lines if line.label == "total"]
        if printed and printed[-1] is not None:
            return printed[-1]
        return sum(
            (line.amount for line in self.lines if line.label == "item" and line.amount),
            Decimal(0),
        )

    def to_item(self) -> dict[str, Any]:
        """The item as the table keeps it; amounts are strings, so that no digit is lost."""
        return {
            "PK": f"MERCHANT#{self.merchant}",
            "SK": f"RECEIPT#{self.receipt_id}",
            "purchased_on": self.purchased_on.isoformat() if self.purchased_on else None,
            "lines": [
                {
                    "text": line.text,
                    "amount": None if line.amount is None else str(line.amount),
                    "label": line.label,
                }
                for line in self.lines
            ],
        }

    @classmethod
    def from_item(cls, item: dict[str, Any]) -> Receipt:
        day = item["purchased_on"]
        return cls(
            receipt_id=item["SK"].removeprefix("RECEIPT#"),
            merchant=item["PK"].removeprefix("MERCHANT#"),
            purchased_on=date.fromisoformat(day) if day else None,
            lines=tuple(
                ReceiptLine(
                    text=line["text"],
                    amount=None if line["amount"] is None else Decimal(line["amount"]),
                    label=line["label"],
                )
                for line in item["lines"]
            ),
        )
