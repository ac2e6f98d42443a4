"""Finds the place that a receipt comes from."""

from receipt_places.places import Place, find_place, normalize_address

__all__ = ["Place", "find_place", "normalize_address"]
