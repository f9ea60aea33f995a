"""Items as a careless or hostile author might write them, drawn from a seed."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

TEXTS = (
    "plain",
    "É à ü ß ñ Ž",
    "日本語",
    "שלום עולם",
    "\u202egnirts desrever\u202c",
    "zero\u200bwidth",
    "e\u0301 combined",
    "🎉 party",
    "a\x07bell",
    "a\x1bescape",
    "a\x00nul",
    "a\x0bvertical",
    "a\x0cfeed",
    "a\x1cseparator",
    "a\x85next",
    "a\u2028line",
    "a\u2029paragraph",
    "a\ufeffmark",
    "a\tb",
    "a  b",
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1:A9)",
    "=HYPERLINK('x')",
    "{{ 7*7 }}",
    "{% for x in y %}",
    "{# comment #}",
    "{{ config.items() }}",
    "${HOME}",
    "$(id)",
    "%s %d %(a)s",
    "{value} of {total}",
    "|name|",
    "[[need]]",
    "<script>alert(1)</script>",
    "<b>bold</b>",
    "&amp; &lt;",
    "a & b < c",
    "*bold*",
    "**bold**",
    "_under_",
    "`code`",
    "``code``",
    "[text](target)",
    "{need}`P16-CYB-01`",
    "http://example.org",
    "back\\slash",
    "trailing\\",
    "'single'",
    '"double"',
    "'half",
    '"half',
    "say “so”",
    "# hash",
    "note #5",
    "a # b",
    "a: b",
    "- dash",
    "? mark",
    "! bang",
    "& anchor",
    "* alias",
    "| block",
    "> fold",
    "% percent",
    "@ at",
    "[a, b]",
    "{a: b}",
    "a, b",
    "a; b",
    ",",
    ";",
    "null",
    "true",
    "~",
    "0x1F",
    "1e9",
    "2018-11",
    "../../etc/passwd",
    "C:\\x",
    "x" * 5000,
    "long word " * 40,
    "...",
    "--",
    "---",
    ":::",
    "A04-CYB-001",
    "None",
)
DATES = (
    "2018-11",
    "2018-11-05",
    "2018-06/2019-06",
    "2018",
    "2018-13",
    "2018-00",
    "2018-02-30",
    "0000",
    "9999-12",
    "2018-11-31",
    "2018/2017",
    "2018-11/",
    "/2018",
    "2018-21",
    "2018-25",
    "18-11",
    "November 2018",
    "2018‑11",
    "２０１８",
    "2018-1",
    " 2018",
    "2018-11T10:00",
    "-2018",
    "2018?",
    "2018-XX",
    "..",
    "2018-11/..",
    "2001",
    "2030-01",
)
LINKS = (
    "P16-CYB-01",
    "P16-CYB-99",
    "P16-CYB-01, P16-CYB-02",
    "P16-CYB-01,P16-CYB-02",
    "P16-CYB-01; P16-CYB-02",
    "P16-CYB-01 P16-CYB-02",
    "P16-CYB-01,",
    ",P16-CYB-01",
    "P16-CYB-01, P16-CYB-01",
    "P16-CYB-01.1",
    "p16-cyb-01",
    "AREA-CYB",
    "A04-CYB-001",
    "R04",
    "R04-CYB-01",
    "R04-CYB-01.1",
    "R04-CYB-01.1, R04-CYB-01.9",
    "R04-CYB-01.0",
    "R04-CYB-01.-1",
    "R04-CYB-01.1.1",
    "[P16-CYB-01]",
    "[[P16-CYB-01]]",
    "{{P16-CYB-01}}",
    "*",
    "None",
    "'P16-CYB-01'",
    "R05-CYB-01.1",
    "P16-OPS-01",
    "http://example.org",
    "P16-CYB-01\u200b",
    "Ρ16-CYB-01",
)
IDS = (
    "",
    "a04-cyb-900",
    "A04 CYB 900",
    "A04-CYB-٩٠٠",
    "A04-CYB-9",
    "A" * 300,
    "A04-CYB-001",
    "A04-CYB-900.1",
    "../../A04",
    "A04-CYB-900'",
    "A04-CYB-<b>",
    "A04-CYB-\u202e900",
    "P16-CYB-01",
    "R04",
    "--",
    "A04-CYB-9000",
    "None",
    "{{ id }}",
)
CHOICES = (
    "meeting",
    "Meeting",
    "meeting, exercise",
    "meeting;",
    "[meeting]",
    "party",
    "EU staff",
    "EU staff, NATO staff",
    "eu staff",
    "EU staff; NATO staff",
    "Brussels",
    "EU staff,",
    '"EU staff"',
)
FIELDS: dict[str, tuple[str, ...]] = {
    "title": TEXTS,
    "text": TEXTS,
    "editor_note": TEXTS,
    "no_proposal": TEXTS,
    "inference": TEXTS,
    "id": IDS,
    "when": DATES,
    "matched": LINKS,
    "explicit": LINKS,
    "inferred": LINKS,
    "evidence": LINKS,
    "report": LINKS,
    "area": LINKS,
    "fulfils": LINKS,
    "kind": CHOICES,
    "actors": CHOICES,
    "where": CHOICES,
    "origin": CHOICES,
    "colour": TEXTS,
}


@dataclass(frozen=True)
class Mutant:
    """One item as it is written, and the file it stands in."""

    page: str
    fields: dict[str, str] = field(default_factory=dict)
    ends: str = "\n"
    encoding: str = "utf-8"

    @property
    def content(self) -> bytes:
        """The page as bytes."""
        options = [
            f":{name}: {value}" for name, value in self.fields.items() if name not in ("title", "text")
        ]
        lines = [
            "# A page",
            "",
            f":::{{activity}} {self.fields['title']}",
            *options,
            "",
            self.fields["text"],
            ":::",
            "",
        ]
        text = self.ends.join(lines)
        try:
            return text.encode(self.encoding)
        except UnicodeEncodeError:
            return text.encode()


def mutant(number: int, seed: int) -> Mutant:
    """Draw one item: a good one with one to three of its fields replaced."""
    draw = random.Random(f"{seed}/{number}")
    fields = {
        "title": f"Mutant {number}",
        "id": f"A04-CYB-{100 + number}",
        "report": "R04",
        "area": "AREA-CYB",
        "kind": "meeting",
        "evidence": "R04-CYB-01.1",
        "matched": "P16-CYB-01",
        "text": f"Text of {number}.",
    }
    for name in draw.sample(sorted(FIELDS), draw.choice([1, 1, 1, 2, 3])):
        fields[name] = draw.choice(FIELDS[name])
    return Mutant(
        f"fuzz/m{number}",
        fields,
        draw.choice(["\n", "\n", "\n", "\r\n"]),
        draw.choice(["utf-8"] * 6 + ["utf-8-sig", "latin-1"]),
    )
