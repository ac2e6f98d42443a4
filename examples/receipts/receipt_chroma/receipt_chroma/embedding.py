from __future__ import annotations

import math
import re
from zlib import crc32

DIMENSIONS = 256

try:
    import snowballstemmer

    STEMMER = snowballstemmer.stemmer("english")
except ImportError:  # in a checkout where nothing is installed: words as they stand
    STEMMER = None


def embed(text: str) -> list[float]:
    """A unit vector of the words of a text: each word counts in one of the dimensions."""
    words = re.findall(r"[a-z]+", text.lower())
    if STEMMER is not None:
        words = STEMMER.stemWords(words)
    vector = [0.0] * DIMENSIONS
    for word in words:
        vector[crc32(word.encode()) % DIMENSIONS] += 1.0
    length = math.sqrt(sum(value * value for value in vector))
    return [value / length for value in vector] if length else vector
