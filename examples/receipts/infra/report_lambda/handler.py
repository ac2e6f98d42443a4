"""Reports what was spent at each merchant."""

from receipt_agent import Agent


def lambda_handler(event, context):
    agent = Agent()
    merchants = {agent.read(text).merchant for text in event["receipts"]}
    return {merchant: str(agent.spent_at(merchant)) for merchant in sorted(merchants)}
