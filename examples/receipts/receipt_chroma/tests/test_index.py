import unittest

from receipt_chroma import VectorIndex, embed
from receipt_dynamo import Receipt, ReceiptLine


class VectorIndexTest(unittest.TestCase):
    def setUp(self) -> None:
        self.index = VectorIndex()
        for receipt_id, text in [("1", "oat milk"), ("2", "bicycle chain oil"), ("3", "oat flakes")]:
            self.index.add(Receipt(receipt_id, "Shop", None, (ReceiptLine(text),)))

    def test_finds_the_nearest_first(self) -> None:
        found = self.index.query("oat milk")
        self.assertEqual([match.receipt.receipt_id for match in found], ["1", "3"])

    def test_leaves_out_what_shares_nothing(self) -> None:
        self.assertEqual(self.index.query("umbrella"), [])
        self.assertEqual(sum(embed("")), 0.0)


if __name__ == "__main__":
    unittest.main()
