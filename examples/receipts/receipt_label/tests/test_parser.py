import unittest
from datetime import date
from decimal import Decimal

from receipt_label import label_line, match_merchant, parse_receipt

TEXT = """
CORNER MARKET
14 Mar 2026
Oat milk        2.10
Rye bread       3.40
Subtotal        5.50
VAT 7%          0.39
TOTAL           5.89
VISA            5.89
"""


class ParserTest(unittest.TestCase):
    def test_reads_merchant_date_lines_and_total(self) -> None:
        receipt = parse_receipt(TEXT)
        self.assertEqual(receipt.merchant, "CORNER MARKET")
        self.assertEqual(receipt.purchased_on, date(2026, 3, 14))
        self.assertEqual(
            [line.label for line in receipt.lines],
            ["date", "item", "item", "subtotal", "tax", "total", "payment"],
        )
        self.assertEqual(receipt.total, Decimal("5.89"))
        self.assertEqual(receipt.receipt_id, parse_receipt(TEXT + "\n").receipt_id)

    def test_labels_a_line_by_its_words(self) -> None:
        for text, label in [
            ("Sub Total 9,99", "subtotal"),
            ("Amount due 9.99", "total"),
            ("03/14/2026 18:22", "date"),
            ("Cardamom 1.20", "item"),
            ("Thank you", None),
        ]:
            with self.subTest(text):
                self.assertEqual(label_line(text), label)

    def test_refuses_an_empty_receipt(self) -> None:
        with self.assertRaises(ValueError):
            parse_receipt(" \n ")


class MerchantTest(unittest.TestCase):
    def test_forgives_a_misread_letter(self) -> None:
        known = ["Corner Market", "Bike Shop"]
        self.assertEqual(match_merchant("C0RNER MARKET", known), "Corner Market")
        self.assertIsNone(match_merchant("Pharmacy", known))


if __name__ == "__main__":
    unittest.main()
