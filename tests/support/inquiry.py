"""A tracker of another kind: what an inquiry recommended, and what the government answered each half-year.

One need type gives three statuses, by what its field says; an obstacle has a status of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .factory import CONF, Root

if TYPE_CHECKING:
    from pathlib import Path

TOML = """
[needs]
id_regex = '^[A-Z0-9-]+$'

[[needs.types]]
directive = "advice"
title = "Recommendation"
prefix = "A"
[[needs.types]]
directive = "chapter"
title = "Chapter"
prefix = "C"
[[needs.types]]
directive = "half"
title = "Half-year"
prefix = "H"
[[needs.types]]
directive = "answer"
title = "Answer"
prefix = "R"
[[needs.types]]
directive = "hurdle"
title = "Hurdle"
prefix = "O"

[needs.fields]
since = { schema = { type = "string" }, nullable = true }
decision = { schema = { type = "string" }, nullable = true }
period_start = { schema = { type = "string" }, nullable = true }
period_end = { schema = { type = "string" }, nullable = true }
coverage = { schema = { type = "string" }, nullable = true }
coded = { schema = { type = "array", items = { type = "string" } } }
priority = { schema = { type = "string" }, nullable = true }

[needs.links]
half = { outgoing = "half-year", incoming = "answers" }
chapter = { outgoing = "chapter", incoming = "holds" }
to = { outgoing = "answers", incoming = "answered by" }

[progress_matrix]

[progress_matrix.types]
item = "advice"
period = "half"
group = "chapter"
[progress_matrix.types.evidence]
response = "answer"
barrier = "hurdle"

[progress_matrix.links]
period = "half"
group = "chapter"
strengths = { explicit = "to" }

[progress_matrix.nouns]
item = ["recommendation", "recommendations"]
period = ["half-year", "half-years"]
group = ["chapter", "chapters"]
response = ["answer", "answers"]
barrier = ["hurdle", "hurdles"]

[progress_matrix.facts]
answer = ["decision", "links"]
hurdle = ["links"]
half = ["period_start"]
chapter = []
advice = ["since", "priority"]

[[progress_matrix.statuses]]
code = "accepted"
label = "Accepted in full"
short = "Accepted"
mark = "■"
definition = "The {period} says that it is accepted."
given_by = "response"
where = { decision = "accepted" }
like = "reported"

[[progress_matrix.statuses]]
code = "partly_accepted"
label = "Accepted in part"
short = "In part"
mark = "◧"
definition = "The {period} accepts a part of it."
given_by = "response"
where = { decision = "in part" }

[[progress_matrix.statuses]]
code = "rejected"
label = "Rejected"
mark = "□"
definition = "The {period} rejects it."
given_by = "response"
where = { decision = "rejected" }

[[progress_matrix.statuses]]
code = "stuck"
label = "Stands still"
mark = "▲"
definition = "The {period} names a hurdle only."
given_by = "barrier"
counted = false

[[progress_matrix.statuses]]
code = "no_mention"
label = "Not answered"
mark = "_"
definition = "The {period} says nothing."
"""


def _item(kind: str, title: str, **options: str) -> str:
    lines = [f":{name}: {value}" for name, value in options.items()]
    return "\n".join([f":::{{{kind}}} {title}", *lines, "", f"{title}.", ":::", "", ""])


def answer(number: int, half: int, decision: str, *to: int) -> str:
    advice = ", ".join(f"A-{one}" for one in to)
    return _item(
        "answer", f"Answer {number}", id=f"R-{number}", half=f"H-{half}", decision=decision, to=advice
    )


ITEMS = (
    "# Recommendations\n\n"
    + _item("chapter", "Money", id="C-1")
    + "".join(
        _item(
            "advice",
            f"Advice {number}",
            id=f"A-{number}",
            chapter="C-1",
            since="2023",
            priority="high" if number < 3 else "low",
        )
        for number in range(1, 6)
    )
)
PERIODS = "# Half-years\n\n" + "".join(
    _item(
        "half",
        f"Half-year {number}",
        id=f"H-{number}",
        period_start=f"2024-H{number}",
        period_end=f"2024-H{number}",
        coverage="full",
        coded="all",
    )
    for number in (1, 2)
)
ANSWERS = (
    "# Answers\n\n"
    + answer(1, 1, "accepted", 1)
    + answer(2, 1, "in part", 2)
    + answer(3, 1, "rejected", 3, 1)
    + answer(4, 2, "rejected", 2)
    + _item("hurdle", "No money", id="O-1", half="H-1", to="A-4")
)
VIEWS = """# Views

```{progress-matrix}
```
```{progress-groups}
```
```{progress-picture}
```
```{progress-units}
```
```{progress-gaps}
```
```{progress-periods}
```
```{progress-register}
```
```{progress-ledger}
```
```{progress-coverage}
```
```{progress-history}
:item: A-1
```
```{progress-key}
```

Accepted: {progress-figure}`status=accepted period=H-1`;
answers: {progress-figure}`evidence=response period=H-1`.
"""


def inquiry(folder: Path, **pages: str) -> Root:
    """Write the project; ``pages`` are more files, by name with two underscores for a dot."""
    made = {"items.md": ITEMS, "halves.md": PERIODS, "answers.md": ANSWERS, "views.md": VIEWS}
    made["index.md"] = "# Inquiry\n\n```{toctree}\nitems\nhalves\nanswers\nviews\n```\n"
    made |= {name.replace("__", "."): text for name, text in pages.items()}
    conf = CONF.replace(', "sphinxcontrib.bibtex"', "").replace('bibtex_bibfiles = ["sources.bib"]\n', "")
    return Root(folder, TOML, conf, made)
