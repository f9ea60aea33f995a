"""A tiny tracker under the project's own metamodel: two areas, three reports, four proposals.

Report R03 is partial, R04 and R05 are full; of R05 one area is coded.  Each page is
small, and each item stands on the page on which the real tree would have it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .factory import REPOSITORY, Root

if TYPE_CHECKING:
    from pathlib import Path

# The document that ``trust`` names is not among the tiny pages.
METAMODEL = (REPOSITORY / "ubproject.toml").read_text(encoding="utf-8").replace('trust = "methodology"\n', "")


def item(kind: str, title: str, text: str = "", /, **options: str) -> str:
    """Write one item as MyST; an option without a value is left out."""
    lines = [f":{name.rstrip('_')}: {value}" for name, value in options.items() if value]
    return "\n".join([f":::{{{kind}}} {title}", *lines, "", text or f"{title}.", ":::", "", ""])


def report(number: int, start: str, end: str, coverage: str, coded: str = "") -> str:
    return f"# Report {number}\n\n" + item(
        "report",
        f"Report {number}",
        id=f"R{number:02}",
        published=f"{end}-20",
        period_start=start,
        period_end=end,
        coverage=coverage,
        coded=coded,
        coded_by="machine",
        codings="1",
    )


def passage(report_id: str, section: str, number: int, sentences: int, context: str = "") -> str:
    return item(
        "passage",
        f"{section} paragraph {number}",
        " ".join(f"{{np}}`({part})`" for part in range(1, sentences + 1)),
        id=f"{report_id}-{section}-{number:02}",
        report=report_id,
        section=section,
        number=str(number),
        sentences=str(sentences),
        sha256="0" * 64,
        role="body",
        context=context,
        context_note="Frame." if context else "",
    )


def proposal(item_id: str, area: str, basis: str = "secondary", year: int = 2016, **more: str) -> str:
    endorsed = {2016: "2016-12-06", 2017: "2017-12-05"}[year]
    return (
        f"# {item_id}\n\n"
        + item(
            "proposal",
            f"Subject of {item_id}",
            f"What {item_id} is. {{cite:p}}`source{year}`",
            id=item_id,
            set=str(year),
            endorsed=endorsed,
            area=area,
            basis=basis,
            confidence_subject="high",
            confidence_set="high",
            allocation="sourced",
            **more,
        )
        + f":::{{progress-history}}\n:item: {item_id}\n:::\n"
    )


def activity(item_id: str, **options: str) -> str:
    """Write an activity of R04 in the cyber area, with what is given changed."""
    given = {
        "id": item_id,
        "report": "R04",
        "area": "AREA-CYB",
        "kind": "meeting",
        "evidence": "R04-CYB-01.1",
        "matched": "P16-CYB-01",
    }
    title = options.pop("title", f"Meeting {item_id}")
    return item("activity", title, options.pop("text", ""), **{**given, **options})


ACTIVITIES = activity("A04-CYB-001", when="2018-11", actors="EU staff, NATO staff") + activity(
    "A04-CYB-002", evidence="R04-CYB-01.2", matched="P16-CYB-02", where="Brussels"
)

SOURCES = """@misc{source2016, title = {Source of 2016}, year = {2016}}
@misc{source2017, title = {Source of 2017}, year = {2017}}
@misc{source2018, title = {Source of 2018}, year = {2018}}
"""

PAGES: dict[str, str] = {
    "sources.bib": SOURCES,
    "index.md": "# Home\n\nReported: {progress-figure}`status=reported period=R04`.\n\n"
    "```{toctree}\nregister\nareas/index\nreports/index\nviews\nbibliography\n```\n",
    "bibliography.md": "# Bibliography\n\n```{bibliography}\n```\n",
    "register.md": "# Register\n\n:::{progress-register}\n:::\n\n:::{progress-bases}\n:::\n\n"
    "```{toctree}\n:glob:\nproposals/*\n```\n",
    "proposals/p16-cyb-01.md": proposal("P16-CYB-01", "AREA-CYB", deadline="immediate"),
    "proposals/p16-cyb-02.md": proposal("P16-CYB-02", "AREA-CYB", "reconstructed", rests_on="R04-CYB-01"),
    "proposals/p16-ops-01.md": proposal("P16-OPS-01", "AREA-OPS", "unidentified"),
    "proposals/p17-ops-01.md": proposal("P17-OPS-01", "AREA-OPS", year=2017),
    "areas/index.md": "# Areas\n\n:::{progress-groups}\n:::\n\n```{toctree}\n:glob:\n*/index\n```\n",
    "areas/cyber/index.md": "# Cyber\n\n"
    + item("area", "Cyber", id="AREA-CYB", code="CYB", order="1")
    + ":::{progress-matrix}\n:group: AREA-CYB\n:::\n\n```{toctree}\nr04\nr05\n```\n",
    "areas/cyber/r04.md": "# Cyber in report 4\n\n" + ACTIVITIES,
    "areas/cyber/r05.md": "# Cyber in report 5\n\n"
    + activity(
        "A05-CYB-001",
        report="R05",
        evidence="R05-CYB-01.1",
        fulfils="F04-OPS-001",
        when="2019-10",
        inferred="P17-OPS-01",
        inference="Act supplied, from general knowledge: the exercise was one of both fields.",
    ),
    "areas/operations/index.md": "# Operations\n\n"
    + item("area", "Operations", id="AREA-OPS", code="OPS", order="2")
    + ":::{progress-matrix}\n:group: AREA-OPS\n:::\n\n```{toctree}\nr04\n```\n",
    "areas/operations/r04.md": "# Operations in report 4\n\n"
    + item(
        "announcement",
        "An exercise in autumn 2019",
        id="F04-OPS-001",
        report="R04",
        area="AREA-OPS",
        due="2019-10",
        certainty="firm",
        evidence="R04-OPS-01.1",
        matched="P17-OPS-01",
    )
    + item(
        "statement",
        "The field as a whole",
        id="S04-OPS-001",
        report="R04",
        area="AREA-OPS",
        scope="area",
        evidence="R04-OPS-01.2",
    )
    + item(
        "limitation",
        "Not all could take part",
        id="L04-OPS-001",
        report="R04",
        area="AREA-OPS",
        evidence="R04-OPS-01.1",
        explicit="P17-OPS-01",
    ),
    "reports/index.md": "# Reports\n\n```{toctree}\nr03\nr04\nr05\npassages\n```\n",
    "reports/r03.md": report(3, "2017-07", "2018-06", "partial"),
    "reports/r04.md": report(4, "2018-06", "2019-06", "full", "CYB, OPS")
    + ":::{progress-coverage}\n:period: R04\n:::\n",
    "reports/r05.md": report(5, "2019-06", "2020-06", "full", "CYB"),
    "reports/passages.md": "# Passages\n\n"
    + passage("R04", "CYB", 1, 3, "3 frame")
    + passage("R04", "OPS", 1, 2)
    + passage("R05", "CYB", 1, 1)
    + passage("R05", "OPS", 1, 1),
    "views.md": "# Views\n\n:::{progress-key}\n:::\n\n:::{progress-matrix}\n:::\n\n"
    ":::{progress-gaps}\n:::\n\n"
    ":::{progress-ledger}\n:::\n\n:::{progress-index}\n:field: actors\n:::\n\n:::{progress-timeline}\n:::\n",
}


def tracker(folder: Path, **changes: str) -> Root:
    """Write the tiny tracker; ``changes`` replaces pages (``__`` for ``/``) or adds some."""
    pages = dict(PAGES)
    for name, content in changes.items():
        pages[name.replace("__", "/") + ".md"] = content
    return Root(folder, METAMODEL, pages=pages)
