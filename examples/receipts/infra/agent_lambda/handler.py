"""Answers how much was spent at a merchant."""

from receipt_agent import Agent

AGENT = Agent()


def lambda_handler(event, context):
    for text in event.get("receipts", []):
        AGENT.read(text)
    return {"spent": str(AGENT.spent_at(event["merchant"]))}
