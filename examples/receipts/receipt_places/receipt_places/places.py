from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from receipt_dynamo import Receipt

try:
    from text_unidecode import unidecode
except ImportError:  # in a checkout where nothing is installed: accents go, other scripts stay

    def unidecode(text: str) -> str:
        parts = unicodedata.normalize("NFKD", text)
        return "".join(part for part in parts if not unicodedata.combining(part))


ABBREVIATIONS = {"street": "st", "avenue": "ave", "road": "rd", "boulevard": "blvd"}


@dataclass(frozen=True)
class Place:
    """A shop at an address."""

    name: str
    address: str


def normalize_address(address: str) -> str:
    """An address in lower case, without accents and signs, with the usual abbreviations."""
    words = re.findall(r"[^\W_]+", unidecode(address).lower())
    return " ".join(ABBREVIATIONS.get(word, word) for word in words)


def find_place(receipt: Receipt, places: list[Place]) -> Place | None:
    """The place whose address stands on the receipt; with several, the one whose name does too."""
    printed = [normalize_address(line.text) for line in receipt.lines]
    found = [
        place
        for place in places
        if any(normalize_address(place.address) in line for line in printed)
    ]
    named = [place for place in found if place.name.casefold() == receipt.merchant.casefold()]
    return next(iter(named or found), None)
