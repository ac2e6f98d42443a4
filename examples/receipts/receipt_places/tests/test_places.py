import unittest

from receipt_dynamo import Receipt, ReceiptLine
from receipt_places import Place, find_place, normalize_address


class PlacesTest(unittest.TestCase):
    def test_normalizes_an_address(self) -> None:
        self.assertEqual(normalize_address("12, Rue de l'Élysée"), "12 rue de l elysee")
        self.assertEqual(normalize_address("5 Main Street"), normalize_address("5 MAIN ST."))

    def test_prefers_the_named_of_several_at_an_address(self) -> None:
        places = [Place("Bike Shop", "5 Main Street"), Place("Corner Market", "5 Main St")]
        receipt = Receipt("1", "CORNER MARKET", None, (ReceiptLine("5 Main St. Springfield"),))
        self.assertEqual(find_place(receipt, places), places[1])
        self.assertIsNone(find_place(Receipt("2", "Corner Market", None), places))


if __name__ == "__main__":
    unittest.main()
