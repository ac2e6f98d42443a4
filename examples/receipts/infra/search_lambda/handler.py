"""Finds receipts by the meaning of their lines."""

from receipt_chroma import VectorIndex
from receipt_dynamo import Receipt, ReceiptLine

INDEX = VectorIndex()


def lambda_handler(event, context):
    for number, text in enumerate(event.get("add", [])):
        INDEX.add(Receipt(str(number), "", None, (ReceiptLine(text),)))
    return {
        "found": [
            {"id": match.receipt.receipt_id, "similarity": round(match.similarity, 3)}
            for match in INDEX.query(event["question"])
        ]
    }
