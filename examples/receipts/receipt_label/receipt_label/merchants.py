from __future__ import annotations

from difflib import SequenceMatcher

try:
    from rapidfuzz.fuzz import ratio
except ImportError:  # without the extra `full`

    def ratio(a: str, b: str) -> float:
        return 100 * SequenceMatcher(None, a, b).ratio()


def match_merchant(name: str, known: list[str], threshold: float = 80) -> str | None:
    """The known merchant whose name is nearest, or None when none is near enough (0 to 100)."""
    scored = [(ratio(name.casefold(), candidate.casefold()), candidate) for candidate in known]
    best = max(scored, default=(0.0, None), key=lambda pair: pair[0])
    return best[1] if best[0] >= threshold else None
