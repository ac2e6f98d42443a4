import unittest
from datetime import date
from decimal import Decimal

from receipt_dynamo import ItemExists, MemoryTable, Receipt, ReceiptLine


def receipt(receipt_id: str, merchant: str = "Corner Market") -> Receipt:
    return Receipt(
        receipt_id=receipt_id,
        merchant=merchant,
        purchased_on=date(2026, 3, 14),
        lines=(
            ReceiptLine("Oat milk 2.10", Decimal("2.10"), "item"),
            ReceiptLine("Rye bread 3.40", Decimal("3.40"), "item"),
        ),
    )


class MemoryTableTest(unittest.TestCase):
    def test_gives_back_what_was_put(self) -> None:
        table = MemoryTable()
        table.put(receipt("1"))
        self.assertEqual(table.get("Corner Market", "1"), receipt("1"))
        self.assertIsNone(table.get("Corner Market", "2"))

    def test_lists_one_merchant_in_order(self) -> None:
        table = MemoryTable()
        for entry in (receipt("2"), receipt("1"), receipt("3", "Bike Shop")):
            table.put(entry)
        self.assertEqual([entry.receipt_id for entry in table.receipts("Corner Market")], ["1", "2"])
        self.assertEqual(len(table.receipts()), 3)

    def test_refuses_to_replace_when_asked(self) -> None:
        table = MemoryTable()
        table.put(receipt("1"))
        with self.assertRaises(ItemExists):
            table.put(receipt("1"), replace=False)

    def test_total_prefers_the_printed_one(self) -> None:
        self.assertEqual(receipt("1").total, Decimal("5.50"))
        lines = (*receipt("1").lines, ReceiptLine("TOTAL 5.49", Decimal("5.49"), "total"))
        self.assertEqual(Receipt("1", "Corner Market", None, lines).total, Decimal("5.49"))


if __name__ == "__main__":
    unittest.main()
