"""Lists the receipts of a merchant."""

from receipt_dynamo import MemoryTable

TABLE = MemoryTable()


def lambda_handler(event, context):
    receipts = TABLE.receipts(event.get("merchant"))
    return {"receipts": [receipt.to_item() for receipt in receipts]}
