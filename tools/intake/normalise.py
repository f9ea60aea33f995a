"""The text of a paragraph, made independent of how a copy was set, and its hash.

Two copies of one report differ in line breaks, in no-break spaces and in the shape of
their quotation marks; none of these may change the hash that a reader recomputes.

The rule, in this order: Unicode NFC; soft hyphens and zero-width characters removed;
typographic quotation marks and apostrophes made straight (guillemets stay); every run of
white space made one space; white space at both ends removed.  The hash is the SHA-256 of
the UTF-8 of the result.
"""

from __future__ import annotations

import hashlib
import unicodedata

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_STRAIGHT = str.maketrans("‘’‚‛“”„‟", "''''\"\"\"\"")


def normalise(text: str) -> str:
    """Give the normal form of a text."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join(composed.translate(_INVISIBLE).translate(_STRAIGHT).split())


def digest(text: str) -> str:
    """Give the SHA-256 of a text's normal form, in hexadecimal digits."""
    return hashlib.sha256(normalise(text).encode()).hexdigest()
