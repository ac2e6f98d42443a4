"""Each Lambda's handler, called once with a small event."""

import importlib.util
import unittest
from base64 import b64encode
from pathlib import Path

INFRA = Path(__file__).resolve().parent.parent / "infra"
RECEIPT = "Corner Market\n2026-03-14\nOat milk 2.10\nTOTAL 2.10"

CASES = {
    "agent_lambda": ({"receipts": [RECEIPT], "merchant": "Corner Market"}, {"spent": "2.10"}),
    "import_lambda": ({"receipts": [RECEIPT, RECEIPT, ""]}, {"accepted": 1, "refused": 1}),
    "list_lambda": ({"merchant": "Corner Market"}, {"receipts": []}),
    "places_lambda": ({"lines": ["5 MAIN ST."]}, {"place": "Corner Market"}),
    "report_lambda": ({"receipts": [RECEIPT]}, {"Corner Market": "2.10"}),
    "search_lambda": (
        {"add": ["oat milk", "chain oil"], "question": "oil chain"},
        {"found": [{"id": "1", "similarity": 1.0}]},
    ),
}


def call(name: str, event: dict) -> dict:
    spec = importlib.util.spec_from_file_location(name, INFRA / name / "handler.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.lambda_handler(event, None)


class HandlersTest(unittest.TestCase):
    def test_answers(self) -> None:
        for name, (event, answer) in CASES.items():
            with self.subTest(name):
                self.assertEqual(call(name, event), answer)

    def test_label_gives_the_total(self) -> None:
        self.assertEqual(call("label_lambda", {"text": RECEIPT})["total"], "2.10")

    def test_upload_counts_the_same_bytes_once(self) -> None:
        event = {"body": b64encode(RECEIPT.encode()).decode()}
        self.assertEqual(call("upload_lambda", event)["type"], "text/plain")

    def test_every_lambda_is_called(self) -> None:
        called = {*CASES, "label_lambda", "upload_lambda", "status_lambda"}
        self.assertEqual(call("status_lambda", {})["status"], "ok")
        self.assertEqual({folder.name for folder in INFRA.iterdir() if folder.is_dir()}, called)


if __name__ == "__main__":
    unittest.main()
