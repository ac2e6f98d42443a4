import unittest
from decimal import Decimal

from receipt_agent import Agent


class AgentTest(unittest.TestCase):
    def setUp(self) -> None:
        self.agent = Agent()
        self.agent.read("Corner Market\n2026-03-14\nOat milk 2.10\nTOTAL 2.10")
        self.agent.read("Corner Markel\n2026-03-15\nRye bread 3.40\nTOTAL 3.40")
        self.agent.read("Bike Shop\nChain oil 8.00")

    def test_adds_up_what_was_spent_at_a_merchant(self) -> None:
        self.assertEqual(self.agent.spent_at("Corner Market"), Decimal("5.50"))
        self.assertEqual(self.agent.spent_at("Bike Shop"), Decimal("8.00"))
        self.assertEqual(self.agent.spent_at("Pharmacy"), Decimal(0))

    def test_finds_a_receipt_by_its_lines(self) -> None:
        self.assertEqual(self.agent.find("where did I buy oil")[0].merchant, "Bike Shop")


if __name__ == "__main__":
    unittest.main()
