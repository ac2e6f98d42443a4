"""Imports a batch of old receipts."""

from receipt_dynamo import MemoryTable
from receipt_upload import Inbox, UnsupportedMedia

INBOX = Inbox(MemoryTable())


def lambda_handler(event, context):
    accepted, refused = 0, 0
    for text in event["receipts"]:
        try:
            accepted += INBOX.accept(text.encode()).is_new
        except UnsupportedMedia:
            refused += 1
    return {"accepted": accepted, "refused": refused}
