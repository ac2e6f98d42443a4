import unittest

from receipt_dynamo import MemoryTable
from receipt_upload import Inbox, UnsupportedMedia, media_type


class InboxTest(unittest.TestCase):
    def test_counts_the_same_bytes_once(self) -> None:
        table = MemoryTable()
        inbox = Inbox(table)
        first = inbox.accept(b"Corner Market\nOat milk 2.10\n")
        again = inbox.accept(b"Corner Market\nOat milk 2.10\n")
        self.assertTrue(first.is_new)
        self.assertFalse(again.is_new)
        self.assertEqual(first.receipt_id, again.receipt_id)
        self.assertEqual(len(table.receipts("unread")[0].lines), 2)

    def test_knows_the_media_type_by_the_first_bytes(self) -> None:
        self.assertEqual(media_type(b"\x89PNG\r\n\x1a\n...."), "image/png")
        self.assertEqual(media_type(b"\xff\xd8\xff\xe0"), "image/jpeg")
        self.assertEqual(media_type(b"Total 1.00"), "text/plain")
        for content in (b"", b"\x00\x01"):
            with self.assertRaises(UnsupportedMedia):
                media_type(content)


if __name__ == "__main__":
    unittest.main()
