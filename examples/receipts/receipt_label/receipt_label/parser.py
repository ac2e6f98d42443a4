from __future__ import annotations

import json
import re
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from hashlib import sha256
from importlib import resources

from receipt_dynamo import Receipt, ReceiptLine

try:
    from dateutil import parser as dateutil_parser
except ImportError:  # without the extra `full`
    dateutil_parser = None

AMOUNT = re.compile(r"(-?\d{1,6}[.,]\d{2})\s*$")
DATE = re.compile(r"\b(\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4}|\d{1,2} [A-Z][a-z]{2} \d{4})\b")
FORMATS = ("%Y-%m-%d", "%m/%d/%Y", "%d %b %Y")


@cache
def keywords() -> list[tuple[str, str]]:
    """Each keyword with its label, the longest first, so that `subtotal` is not read as `total`."""
    text = resources.files("receipt_label").joinpath("labels.json").read_text(encoding="utf-8")
    pairs = [(word, label) for label, words in json.loads(text).items() for word in words]
    return sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0]))


def label_line(text: str) -> str | None:
    """What a line is, or None when nothing tells."""
    lowered = text.lower()
    for keyword, label in keywords():
        if re.search(rf"\b{re.escape(keyword)}\b", lowered):
            return label
    if DATE.search(text):
        return "date"
    return "item" if AMOUNT.search(text) else None


def parse_date(text: str) -> date | None:
    """The date of a line such as `2026-03-14`, `03/14/2026`, `14 Mar 2026`, or `Date: …` in any form with the extra."""
    found = DATE.search(text)
    for pattern in FORMATS if found else ():
        try:
            return datetime.strptime(found.group(1), pattern).date()
        except ValueError:
            continue
    if dateutil_parser is not None and text.lower().startswith("date:"):
        try:
            return dateutil_parser.parse(text[5:], fuzzy=True).date()
        except (OverflowError, ValueError):
            return None
    return None


def parse_receipt(text: str) -> Receipt:
    """A receipt from its text: the first line is the merchant, the id is made from the text."""
    printed = [line.strip() for line in text.splitlines() if line.strip()]
    if not printed:
        raise ValueError("the receipt has no text")
    lines = []
    for line in printed[1:]:
        amount = AMOUNT.search(line)
        lines.append(
            ReceiptLine(
                text=line,
                amount=Decimal(amount.group(1).replace(",", ".")) if amount else None,
                label=label_line(line),
            )
        )
    days = [day for day in map(parse_date, printed) if day]
    return Receipt(
        receipt_id=sha256("\n".join(printed).encode()).hexdigest()[:12],
        merchant=printed[0],
        purchased_on=days[0] if days else None,
        lines=tuple(lines),
    )
