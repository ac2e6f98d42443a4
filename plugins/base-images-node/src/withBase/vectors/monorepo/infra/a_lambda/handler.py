"""Tells what the packages of this repository say that are installed."""

import importlib
import importlib.util

PACKAGES = ["chroma", "dynamo", "label", "legacy", "plain", "project"]


def main(event, context):
    installed = [name for name in PACKAGES if importlib.util.find_spec(name)]
    return {name: importlib.import_module(name).describe() for name in installed}
