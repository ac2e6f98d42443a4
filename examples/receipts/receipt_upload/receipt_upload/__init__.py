"""Takes uploaded receipts in, once each."""

from receipt_upload.inbox import Inbox, Upload, UnsupportedMedia, media_type

__all__ = ["Inbox", "UnsupportedMedia", "Upload", "media_type"]
