"""Runs the unit tests of a monorepo's folders with nothing but the standard library.

Usage: python run_unittest.py REPORT ROOT FOLDER...

Each FOLDER below ROOT is put on the path, and the tests of its `tests` folder are run. REPORT receives the counts as JSON.
"""

from __future__ import annotations

import json
import sys
import unittest
from pathlib import Path


def main(report: str, root: str, *folders: str) -> int:
    sys.dont_write_bytecode = True
    paths = [Path(root, folder).resolve() for folder in folders]
    sys.path[:0] = [str(path) for path in paths]
    # A loader for each folder: a loader takes its first folder for the top of all others.
    suite = unittest.TestSuite(
        unittest.TestLoader().discover(str(path / "tests"), top_level_dir=str(path / "tests"))
        for path in paths
        if (path / "tests").is_dir()
    )
    result = unittest.TextTestRunner(verbosity=1).run(suite)
    failed = len(result.failures) + len(result.errors) + len(result.unexpectedSuccesses)
    skipped = len(result.skipped) + len(result.expectedFailures)
    counts = {
        "passed": max(result.testsRun - failed - skipped, 0),
        "failed": failed,
        "skipped": skipped,
    }
    Path(report).write_text(json.dumps(counts), encoding="utf-8")
    return 0 if result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
