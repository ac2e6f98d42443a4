"""Reads the text of a receipt and says what each line is."""

from receipt_label.merchants import match_merchant
from receipt_label.parser import label_line, parse_receipt

__all__ = ["label_line", "match_merchant", "parse_receipt"]
