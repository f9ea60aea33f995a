"""The changes as an Atom feed (RFC 4287), one entry a version.

Ids are ``tag:`` URIs (RFC 4151) and dates those of the versions, so that the same data
give the same feed whenever and wherever it is built.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

from .edition import Edition
from .package import FEED
from .versions import Summary, compare, lines, steps
from .xlsx import legal

ATOM = "http://www.w3.org/2005/Atom"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def feed(edition: Edition, frozen: Sequence[Summary], present: Summary, page: str) -> bytes | None:
    """Write the feed; None without a ``tag`` in the settings or a date for every version.

    :param page: path of the page that shows the changes, below the output folder.
    """
    tag, words = edition.publication.tag, edition.words
    pairs = steps(frozen, present)
    first = pairs[-1][0] if pairs else present
    versions = [*(new for _, new in pairs), first]
    if not tag or not all(version.date for version in versions):
        return None
    root = ET.Element("feed", {"xmlns": ATOM, XML_LANG: edition.language})
    title = words(edition.publication.title) or edition.title
    _add(root, "title", words("{title}: changes of the data", title=title))
    _add(root, "id", f"{tag}{edition.language}/changes")
    _add(root, "updated", _time(versions[0]))
    author = ET.SubElement(root, "author")
    makers = "; ".join(words(one["title"]) for one in edition.publication.contributors)
    _add(author, "name", makers or edition.title)
    ET.SubElement(root, "link", rel="self", href=urljoin(edition.base_url, FEED))
    ET.SubElement(root, "link", rel="alternate", href=urljoin(edition.base_url, page))
    for old, new in pairs:
        _entry(root, edition, new, page, lines(compare(old, new, edition.language), words))
    _entry(root, edition, first, page, [words("First version of the data.")])
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()


def _entry(root: ET.Element, edition: Edition, version: Summary, page: str, content: list[str]) -> None:
    entry = ET.SubElement(root, "entry")
    _add(entry, "title", edition.words("Version {version}", version=version.version))
    _add(entry, "id", f"{edition.publication.tag}{edition.language}/changes/{version.version}")
    _add(entry, "updated", _time(version))
    ET.SubElement(entry, "link", rel="alternate", href=urljoin(edition.base_url, page))
    _add(entry, "content", "\n".join(content), type="text")


def _add(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, name, attributes).text = legal(text)


def _time(version: Summary) -> str:
    return f"{version.date}T00:00:00Z"
