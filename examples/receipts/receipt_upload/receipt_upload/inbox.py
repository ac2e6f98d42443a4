from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from receipt_dynamo import ItemExists, MemoryTable, Receipt, ReceiptLine

SIGNATURES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"%PDF-": "application/pdf",
}


class UnsupportedMedia(ValueError):
    """The upload is neither an image, nor a PDF, nor text."""


@dataclass(frozen=True)
class Upload:
    """What the inbox made of an upload."""

    receipt_id: str
    media_type: str
    is_new: bool


def media_type(content: bytes) -> str:
    """The media type by the first bytes."""
    for signature, name in SIGNATURES.items():
        if content.startswith(signature):
            return name
    if content and b"\x00" not in content:
        return "text/plain"
    raise UnsupportedMedia("upload a PNG, a JPEG, a PDF or plain text")


def decode(content: bytes) -> str:
    """The text in UTF-8, else in the encoding that fits best."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        best = from_bytes(content).best()
        return str(best) if best else content.decode("latin-1")


class Inbox:
    """Puts uploads into a table; the same bytes count once."""

    def __init__(self, table: MemoryTable) -> None:
        self._table = table

    def accept(self, content: bytes) -> Upload:
        kind = media_type(content)
        receipt_id = sha256(content).hexdigest()[:12]
        text = decode(content) if kind == "text/plain" else ""
        receipt = Receipt(
            receipt_id=receipt_id,
            merchant="unread",
            purchased_on=None,
            lines=tuple(ReceiptLine(line.strip()) for line in text.splitlines() if line.strip()),
        )
        try:
            self._table.put(receipt, replace=False)
        except ItemExists:
            return Upload(receipt_id, kind, is_new=False)
        return Upload(receipt_id, kind, is_new=True)
