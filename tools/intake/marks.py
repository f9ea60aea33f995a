"""The marks by which text tells what it is: ends, bullets, enumerators, page numbers."""

from __future__ import annotations

import re
from itertools import pairwise

BULLET = re.compile(r"([-–—•·▪●○■◦‣➢\uf0b7*o])\s+(?=\S)")
PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?\d{1,3}(?:\s*(?:/|of|sur|de)\s*\d{1,3})?\W*", re.IGNORECASE)
# A line of a list of contents: dots or a tab, and the number of a page.
CONTENTS = re.compile(r".*?(?:(?:\.\s?|…\s?|·\s?){3,}|\t)\s*\d{1,3}")

# The marks that close upon an end, and the call of a note, which is no decimal.
_CLOSE = r"""(?:\s?»|\s?[↩↑]|["'”’)\]*†‡¹²³⁴⁵⁶⁷⁸⁹⁰])*(?:(?<!\d\.)\d{1,2}|\[\d{1,2}\]|\(\d{1,2}\))?$"""
FINAL = re.compile(rf"[.!?…]{_CLOSE}")
SOFT = re.compile(r"[:;][\s\"'”’»)\]]*$")
COMPLETE = re.compile(rf"[.!?…]{_CLOSE}|[:;,][\s\"'”’»)\]]*$")
# A word that ends no heading: a member of a list, before the last one, or half of a text.
GOES_ON = re.compile(
    r"\s(?:and|or|the|an?|of|in|on|at|to|by|for|from|with|as|that|et|ou|les?|la|une?|des?|du|en|aux?|à|par|pour|"
    r"sur|dans|avec|que)[¹²³⁴⁵⁶⁷⁸⁹⁰]*$"
)
ENUMERATOR = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\)\s")
# A number or letter that stands by itself before a text.
LABEL = re.compile(r"[(\[]?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)\]]")
# The number of a paragraph: 7. or 2.7, (7), [7].
NUMBER = re.compile(
    r"(?:(?P<number>\d{1,3})\.|\d{1,2}(?:\.\d{1,2})+\.?(?=\s+\W?[A-ZÀ-Þ])|[(\[](?P<within>\d{1,3})[)\]])\s+(?=\W?[^\W\d_])"
)
NOTE = re.compile(r"[(\[]?(?P<mark>\*{1,3}|[†‡]|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,2})[)\]]?\s*(?=\W?[^\W_])")
_OPENING = re.compile(r"""["'“«(\[]?\s?[^\W\d_]""")

# What stands above or below a table or a figure.
CAPTION = re.compile(
    r"(?:table|figure|box|chart|graph|map|tableau|graphique|encadré|carte)\s+\d{1,2}(?:\.\d{1,2})?\s?[.:–—-]\s",
    re.IGNORECASE,
)

# A heading is no longer than this many words.
HEADING_WORDS = 20


def roman(letters: str) -> int:
    """Give the value of a small roman number of i, v and x."""
    values = [{"i": 1, "v": 5, "x": 10}[letter] for letter in letters]
    return sum(one if one >= two else -one for one, two in pairwise((*values, 0)))


def lettered(text: str) -> bool:
    """Tell text from a separator such as "* * *"."""
    return any(map(str.isalnum, text))


def small(text: str) -> bool:
    """Tell whether a text begins with a small letter."""
    opening = _OPENING.match(text)
    return opening is not None and opening[0][-1].islower()


def ended(text: str) -> bool:
    """Tell whether a text ends as a sentence or as a member of a list does; a comma is no end."""
    return FINAL.search(text) is not None or SOFT.search(text) is not None
