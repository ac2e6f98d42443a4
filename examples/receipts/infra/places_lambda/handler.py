"""Finds the place that a receipt comes from."""

from receipt_dynamo import Receipt, ReceiptLine
from receipt_places import Place, find_place

PLACES = [Place("Corner Market", "5 Main Street"), Place("Bike Shop", "12 Mill Road")]


def lambda_handler(event, context):
    lines = tuple(ReceiptLine(text) for text in event["lines"])
    place = find_place(Receipt("", event.get("merchant", ""), None, lines), PLACES)
    return {"place": place.name if place else None}
