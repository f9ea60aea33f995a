"""The sum of a check in one sentence."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .findings import Finding
    from .messages import Template


def summary(templates: Iterable[Template], found: Iterable[Finding]) -> str:
    """Count messages, catalogues, and the findings of each kind."""
    known = list(templates)
    messages = sum(len(template.messages) for template in known)
    catalogues = sum(len(template.catalogues) for template in known)
    counts = Counter(finding.kind for finding in found)
    told = ", ".join(f"{number} {kind}" for kind, number in sorted(counts.items())) or "nothing to mend"
    return f"{messages} messages, {catalogues} catalogues: {told}"
