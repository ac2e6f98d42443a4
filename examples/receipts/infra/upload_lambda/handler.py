"""Takes an uploaded receipt in."""

from base64 import b64decode

from receipt_dynamo import MemoryTable
from receipt_upload import Inbox

INBOX = Inbox(MemoryTable())


def lambda_handler(event, context):
    upload = INBOX.accept(b64decode(event["body"]))
    return {"id": upload.receipt_id, "type": upload.media_type, "new": upload.is_new}
