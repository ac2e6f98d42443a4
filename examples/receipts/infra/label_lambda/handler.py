"""Says what each line of a receipt is."""

from receipt_label import parse_receipt


def lambda_handler(event, context):
    receipt = parse_receipt(event["text"])
    return {
        "receipt": receipt.to_item(),
        "total": str(receipt.total),
    }
