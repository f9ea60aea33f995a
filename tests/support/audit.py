"""Quite another tracker: an auditor's recommendations, followed up in yearly reviews.

Every type, link and field has another name than in the project, the sources are
reStructuredText, and no schema helps: all rules are the extension's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .factory import CONF, REPOSITORY, Root

if TYPE_CHECKING:
    from pathlib import Path

TOML = (REPOSITORY / "tests" / "roots" / "audit.toml").read_text(encoding="utf-8")


def need(kind: str, title: str, text: str = "", /, **options: str) -> str:
    """Write one item as reStructuredText."""
    lines = [f".. {kind}:: {title}", *(f"   :{name}: {value}" for name, value in options.items() if value)]
    return "\n".join([*lines, "", f"   {text or title + '.'}", "", ""])


def heading(title: str) -> str:
    return f"{title}\n{'=' * len(title)}\n\n"


PAGES = {
    "index.rst": heading("Follow-up of the audit")
    + "Done: :progress-figure:`status=reported period=Y2021`.\n\n.. toctree::\n   :glob:\n\n   *\n",
    "departments.rst": heading("Departments")
    + need("department", "Finance", id="D-FIN", letter="F", rank="2")
    + need("department", "Housing", id="D-HOU", letter="H", rank="1"),
    "recommendations.rst": heading("Recommendations")
    + need(
        "recommendation",
        "Publish the accounts",
        id="REC-1",
        issued="2019-03-01",
        in_department="D-FIN",
        audit="A1",
        known_from="report",
    )
    + need(
        "recommendation",
        "Repair the roofs",
        id="REC-2",
        issued="2019-03-01",
        in_department="D-HOU",
        audit="A1",
        known_from="minutes",
        drawn_from="Q21-H-1",
    )
    + need(
        "recommendation",
        "Count the keys",
        id="REC-3",
        issued="2021-06-01",
        in_department="D-HOU",
        audit="A2",
        known_from="report",
    )
    + need(
        "recommendation",
        "Close the fund",
        id="REC-4",
        issued="2019-03-01",
        closed="2020-06-30",
        in_department="D-FIN",
        audit="A1",
        known_from="report",
    ),
    "reviews.rst": heading("Reviews")
    + need("review", "Review of 2020", id="Y2020", from_month="2020-01", to_month="2020-12", read="partial")
    + need(
        "review",
        "Review of 2021",
        id="Y2021",
        from_month="2021-01",
        to_month="2021-12",
        read="full",
        done_sections="F, H",
    )
    + need(
        "review",
        "Review of 2022",
        id="Y2022",
        from_month="2022-01",
        to_month="2022-12",
        read="full",
        done_sections="F",
    ),
    "paragraphs.rst": heading("Paragraphs")
    + need(
        "paragraph",
        "Finance 1",
        ":np:`(1)` :np:`(2)`",
        id="Q21-F-1",
        in_review="Y2021",
        chapter="F",
        no="1",
        lines="2",
        part="body",
        aside="2 frame",
    )
    + need(
        "paragraph",
        "Housing 1",
        ":np:`(1)` :np:`(2)`",
        id="Q21-H-1",
        in_review="Y2021",
        chapter="H",
        no="1",
        lines="2",
        part="body",
    )
    + need(
        "paragraph",
        "Finance 1",
        ":np:`(1)`",
        id="Q22-F-1",
        in_review="Y2022",
        chapter="F",
        no="1",
        lines="1",
        part="body",
    )
    + need(
        "paragraph",
        "Housing 1",
        ":np:`(1)`",
        id="Q22-H-1",
        in_review="Y2022",
        chapter="H",
        no="1",
        lines="1",
        part="body",
    ),
    "found.rst": heading("What the reviews say")
    + need(
        "plan",
        "The accounts will be published",
        id="PL-1",
        in_review="Y2021",
        in_department="D-FIN",
        by="2022",
        surely="firm",
        reads="Q21-F-1.1",
        names="REC-1",
    )
    + need(
        "measure",
        "Roofs were repaired",
        id="M-1",
        in_review="Y2021",
        in_department="D-HOU",
        day="2021-05",
        staff="Builder, Owner",
        reads="Q21-H-1.1",
        fits="REC-2",
    )
    + need(
        "remark",
        "Housing did better",
        id="RM-1",
        in_review="Y2021",
        in_department="D-HOU",
        scale="area",
        reads="Q21-H-1.2",
    )
    + need(
        "measure",
        "The accounts were published",
        id="M-2",
        in_review="Y2022",
        in_department="D-FIN",
        day="2022-04-01",
        reads="Q22-F-1.1",
        names="REC-1",
        carries_out="PL-1",
    )
    + need(
        "obstacle",
        "The roof leaks still",
        id="O-1",
        in_review="Y2021",
        in_department="D-HOU",
        reads="Q21-H-1.1",
        fits="REC-2",
    ),
    "views.rst": heading("Views")
    + ".. progress-matrix::\n\n.. progress-matrix::\n   :group: D-HOU\n   :caption: Housing alone\n\n"
    + ".. progress-groups::\n\n.. progress-gaps::\n\n.. progress-ledger::\n\n"
    + ".. progress-coverage::\n   :period: Y2021\n\n.. progress-key::\n\n"
    + ".. progress-key::\n   :vocabulary: follow-up\n\n.. progress-index::\n   :field: staff\n\n"
    + ".. progress-timeline::\n\n.. progress-register::\n   :series: A1\n\n.. progress-bases::\n\n"
    + ".. progress-history::\n   :item: REC-2\n",
    "defaults.rst": heading("Views with their own captions")
    + "Told by :progress-period:`title` :progress-period:`span`.\n\n"
    + "".join(
        f".. progress-{view}::\n\n"
        for view in ("matrix", "groups", "gaps", "ledger", "coverage", "bases", "periods", "picture")
    )
    + ".. progress-coverage::\n   :period: Y2020\n",
}

# The matrix by the rules of section 3, worked out by hand.
MATRIX = {
    "REC-1": {"Y2020": "source_unavailable", "Y2021": "announced", "Y2022": "reported"},
    "REC-2": {"Y2020": "source_unavailable", "Y2021": "reported", "Y2022": "not_coded"},
    "REC-3": {"Y2020": "not_applicable", "Y2021": "area_only", "Y2022": "not_coded"},
    "REC-4": {"Y2020": "source_unavailable", "Y2021": "not_applicable", "Y2022": "not_applicable"},
}


def audit(folder: Path) -> Root:
    """Write the auditor's tracker."""
    return Root(folder, TOML, CONF.replace('"sphinxcontrib.bibtex", ', ""), dict(PAGES))
