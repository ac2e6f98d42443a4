"""Adds up sales by shop."""

from analytics import totals


def lambda_handler(event, context):
    return totals(event["sales"])
