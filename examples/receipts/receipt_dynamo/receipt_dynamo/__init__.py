"""Receipts and the table that they are kept in."""

from receipt_dynamo.receipt import Receipt, ReceiptLine
from receipt_dynamo.table import ItemExists, MemoryTable

__all__ = ["ItemExists", "MemoryTable", "Receipt", "ReceiptLine"]
