"""Answers questions about receipts."""

from receipt_agent.agent import Agent

__all__ = ["Agent"]
