"""Items against the metamodel, against their page and against each other."""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ..suggest.arrange import SPECIAL, heading
from .finding import Finding, nearest
from .metamodel import FILE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from .markup import Item
    from .metamodel import Metamodel

    Schema = Mapping[str, Any]

# What the tools write where an editor has to decide.
PLACEHOLDERS = (
    "What was done, as a short plain title", "What is to come, as a short plain title",
    "What stood in the way, as a short plain title", "What is said of the area as a whole",
    "What the report says of the cooperation as a whole", "Told in own words, with the",
    "What will be done, and when.", "What could not be done yet, and on what it depends.",
    "What holds for the whole area, and for no single proposal.",
    "Why it can be given to no proposal.", "Why the proposal is meant, although",
    "Not from the report: read in the source named below.",
)  # fmt: skip
_UNDECIDED = re.compile(r"(?:^|[\s,])(?:\?+|TODO|XXX|FIXME)(?=$|[\s,.:])")
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_TRUTH = frozenset(("true", "false", "yes", "no", "1", "0"))
# Seasons and quarters stand in place of a month.
_SEASONS = re.compile(r"\d{4}-(?:2[1-9]|3[0-9]|4[01])$")
_NUMBERED = re.compile(r"(?P<kind>[A-Z])(?P<report>\d{2})-(?P<area>[A-Z]{3})-(?P<number>\d{3})$")
_PASSAGE = re.compile(r"(?P<report>R\d{2})-(?P<section>[A-Z]{3})-(?:(?P<number>\d{2})|N(?P<note>\d))$")
_REPORT_PAGE = re.compile(r"(?:^|/)(r\d{2})(?:-passages)?\.md$")
_PROPOSAL = re.compile(r"P(?P<year>\d{2})-(?P<area>[A-Z]{3})-\d{2}$")
_WHOLE = ("INT", "CON")
# What tells apart the items of a report, the proposals of a set, or all of a type.
_OWN = ("title", "short", "order", "official_no", "sha256")
# A count of proposals: “twenty of the 74 proposals”, “of the 74 proposals, twenty”.
_NUMBER = (
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?)"
)
_COUNT = re.compile(rf"\b{_NUMBER}\b(?:\W+(?:of|the|common|new|\d+)\b)*\W+proposals\b", re.IGNORECASE)
# Pairs of dates in order, on one item.
_ORDER = (("period_start", "period_end"), ("period_end", "published"), ("endorsed", "ended"))


def findings(items: Sequence[Item], metamodel: Metamodel) -> Iterator[Finding]:
    """Check all items; what explains another comes first."""
    known: dict[str, Item] = {}
    for item in items:
        yield from _id(item, known, items, metamodel)
    codes = {item.get("code"): item for item in items if item.type == "area"}
    sections: dict[str, set[str]] = defaultdict(set)
    for item in items:
        if item.type == "passage":
            sections[item.get("report")].add(item.get("section"))
    missing: dict[str, list[tuple[str, Item]]] = defaultdict(list)
    yield from _headings(items, metamodel)
    yield from _alike(items)
    for item in items:
        yield from _fields(item, metamodel)
        yield from _placeholders(item)
        if not any(line.strip() for _, line in item.body):
            yield item.finding("has no text: write one below the fields, after an empty line")
        yield from _places(item, codes)
        yield from _dates(item)
        if item.type == "passage":
            yield from _passage(item)
        if item.type == "statement":
            yield from _statement(item)
        if item.type == "report":
            yield from _coded(item, sections.get(item.id, set()), [*codes, *_WHOLE])
        yield from _links(item, known, metamodel, missing)
    yield from _unknown(missing, known, metamodel)
    yield from _sequence([item for item in items if item.type == "report" and not _misplaced(item)])


def _id(item: Item, known: dict[str, Item], items: Iterable[Item], metamodel: Metamodel) -> Iterator[Finding]:
    if not item.id:
        lost = any("read as text" in line or line.startswith(":id") for _, line in item.body)
        if not lost:
            yield item.finding("has no :id:")
        return
    pattern = re.compile(metamodel.id_pattern(item.type))
    if not pattern.match(item.id):
        form = pattern.pattern.strip("^$").replace(r"\d", "digit")
        example = next((one.id for one in items if one.type == item.type and pattern.match(one.id)), form)
        yield item.finding(f"is no number of {item.type}: it must have the form of {example}", "id")
    first = known.setdefault(item.id, item)
    title = item.page.removesuffix(f" · {item.id}")
    if first is not item:
        place = f"{first.file}:{first.line}"
        free = _next(item.id, items)
        yield item.finding(f"is taken already in {place}: take the next free number, {free}", "id")
    elif _misplaced(item):
        what = f"stands on {item.file}, and must have a page of its own, {item.id.lower()}.md: move it there"
        yield item.finding(what, "id")
    elif item.type in {"area", "proposal", "report"} and title != item.title:
        yield item.finding(f"has another title, or number, than its page, “# {item.page}”: make them alike")


def _alike(items: Iterable[Item]) -> Iterator[Finding]:
    """Find what an item that was copied has still of the other."""
    first: dict[tuple[str, ...], Item] = {}
    for item in (item for item in items if item.type != "withdrawn"):
        for name in _OWN:
            value = item.title if name == "title" else item.get(name)
            key = (item.get("report") or item.get("set") or item.type, name, value)
            if value and first.setdefault(key, item).id != item.id:
                yield item.finding(
                    f":{name}: {value[:40]} is that of {first[key].id}, and each has its own", name
                )


def _misplaced(item: Item) -> bool:
    """Tell whether an item that names its page stands on another."""
    return item.type in {"report", "proposal"} and not item.file.endswith(f"/{item.id.lower()}.md")


def _headings(items: Sequence[Item], metamodel: Metamodel) -> Iterator[Finding]:
    """Tell themes that are none, and items under the heading of another theme, once for each heading."""
    named = metamodel.schema("activity", "theme").get("enum", ())
    known = {*SPECIAL, *(theme for item in items if item.type == "area" for theme in item.listed("themes"))}
    areas = {item.id: item.listed("themes") for item in items if item.type == "area"}
    told: set[tuple[str, str]] = set()
    for item in items:
        theme, themes = item.get("theme"), areas.get(item.get("area"), [])
        for one in (one for one in item.listed("themes") if one not in named):
            areas.pop(item.id, None)  # what follows on its items is not told
            yield item.finding(f":themes: “{one}” is no theme; {nearest(one, named)}", "themes")
        if theme in {*known, *named} - set(themes) and themes:
            what = f":theme: “{theme}” is none of {item.get('area')}; {nearest(theme, themes)}"
            yield item.finding(what, "theme")
            continue
        wanted, place = heading(item.type, item.get("theme")), (item.file, item.heading)
        if item.heading in known and wanted in known - {item.heading} and place not in told:
            told.add(place)
            way = f"make code REPORT={item.get('report')} does it, or move it by hand"
            yield item.finding(f"stands under “{item.heading}” and belongs under “{wanted}”: {way}")


def _next(number: str, items: Iterable[Item]) -> str:
    """Give the next free number of the same series."""
    stem = number.rstrip("0123456789")
    last = number.removeprefix(stem)
    taken = [int(one) for item in items if (one := item.id.removeprefix(stem)).isdigit()]
    return f"{stem}{max(taken, default=0) + 1:0{len(last)}d}"


def _fields(item: Item, metamodel: Metamodel) -> Iterator[Finding]:
    allowed = metamodel.fields(item.type)
    for option in item.options:
        if option.name not in allowed:
            what = f":{option.name}: is no field of {item.type}: {nearest(option.name, sorted(allowed))}"
            yield item.finding(what, option.name)
            continue
        schema = metamodel.schema(item.type, option.name)
        yield from _value(item, option.name, option.value, schema, metamodel)
    written = {option.name for option in item.options}
    misspelt = written - allowed
    written |= {close for name in misspelt for close in difflib.get_close_matches(name, allowed, n=1)}
    for name in metamodel.types[item.type].get("fields", {}):
        required = not metamodel.optional(item.type, name)
        array = metamodel.schema(item.type, name).get("type") == "array"
        if required and not array and name not in written and item.id:
            yield item.finding(f"has no :{name}:: add it below the other fields")
    for name, rule in metamodel.types[item.type].get("links", {}).items():
        if rule.get("schema", {}).get("minItems") and not item.listed(name) and item.id:
            yield item.finding(
                f"has no :{name}:: add it below the other fields", name if name in written else ""
            )


def _value(item: Item, name: str, value: str, schema: Schema, metamodel: Metamodel) -> Iterator[Finding]:
    if _UNDECIDED.search(value):
        return  # told as what a tool left
    if value.startswith("["):
        yield item.finding(f":{name}: takes no brackets: write the values with commas between them", name)
        return
    several = "items" in schema
    values = item.listed(name) if several else [value]
    for one in values:
        what = _wrong(one, schema["items"] if several else schema)
        if "is not allowed;" in what:
            place = f"{FILE}:{metamodel.line(item.type, name)}"
            what = (
                f"{what.removesuffix('?')}{'?' if what.endswith('?') else '.'} A new one is added in {place}"
            )
        if what:
            yield item.finding(f":{name}: {what}", name)
    for one, times in Counter(values if several else []).items():
        if times > 1:
            yield item.finding(f":{name}: names “{one}” twice: once is enough", name)


def _wrong(value: str, rules: Schema) -> str:
    """Say why a single value is not allowed, if so."""
    enum, pattern = rules.get("enum"), rules.get("pattern")
    if not value and (enum or pattern):
        return "is empty: give it a value, or take the line away"
    if enum and value not in enum and " ".join(value.split()) in enum:
        return f"“{value}” holds another blank than the plain one, or two: type it anew"
    if enum and value not in enum:
        return f"“{value}” is not allowed; {nearest(value, enum)}"
    if pattern and not re.search(pattern, value):
        return _no_match(value, pattern)
    if rules.get("type") == "integer" and not value.isdigit():
        return f"“{value}” is no whole number"
    if rules.get("type") == "boolean" and value.lower() not in _TRUTH:
        return f"“{value}” is neither yes nor no"
    return ""


def _no_match(value: str, pattern: str) -> str:
    listed = re.search(r"\(([a-z]+(?:\|[a-z]+)+)\)", pattern)
    if listed:
        words = listed[1].split("|")
        close = nearest(value.rpartition(" ")[2], words)
        form = f"“{value}” is no number and reason, as in “1 {words[0]}”"
        return f"{form}; {close}" if " " in value else form
    if r"\d{4}" in pattern:
        return f"“{value}” is not a date: write YYYY, YYYY-MM or YYYY-MM-DD, or two of them with / between"
    several = "; several are parted by commas" if " " in value else ""
    return f"“{value}” has not the form {pattern.strip('^$')}{several}"


def _placeholders(item: Item) -> Iterator[Finding]:
    texts = [(item.line, item.title), *((one.line, one.value) for one in item.options), *item.body]
    for line, text in texts:
        left = next((one for one in PLACEHOLDERS if one in text), None)
        undecided = _UNDECIDED.search(text) if (line, text) not in item.body else text.strip() == "?"
        if left or undecided:
            what = f"“{left or text.strip()[:40]}” was left by a tool: put in what the report says"
            yield Finding(item.file, line, item.name, what)
            return


def _places(item: Item, codes: Mapping[str, Item]) -> Iterator[Finding]:
    """Compare a number with the report, the area and the page that it tells."""
    page = _REPORT_PAGE.search(item.file)
    if item.type == "area":
        yield from _told(item, "code", item.id.removeprefix("AREA-"))
    if item.type == "proposal" and (proposal := _PROPOSAL.match(item.id)):
        year = f"20{proposal['year']}"
        yield from _told(item, "set", year)
        yield from _told(item, "area", f"AREA-{proposal['area']}")
        if _DATE.fullmatch(item.get("endorsed")) and not item.get("endorsed").startswith(year):
            yield from _told(item, "endorsed", year)
    found = _NUMBERED.match(item.id)
    if found:
        report = f"R{found['report']}"
        if re.fullmatch(r"R\d\d", item.get("report")) and item.get("report") != report:
            yield from _told(item, "report", report)
        elif page and page[1].upper() != report:
            what = f"stands on the page of {page[1].upper()}, and its number tells {report}: move it"
            yield item.finding(what, "id")
        folder = item.file.rpartition("/")[0]
        home = codes[found["area"]].file.rpartition("/")[0] if found["area"] in codes else folder
        if folder.startswith("docs/areas/"):
            wrong = list(_told(item, "area", f"AREA-{found['area']}"))
            yield from wrong
            if home != folder and not wrong:
                what = f"stands outside {home}, which its number tells: move it, or number it anew"
                yield item.finding(what, "id")


def _told(item: Item, name: str, told: str) -> Iterator[Finding]:
    """Compare a field with what the item's number tells."""
    value = item.get(name)
    # What is no area is told as such.
    if value and value != told and (name != "area" or value.startswith("AREA-")):
        yield item.finding(f":{name}: {value} disagrees with its number, which tells {told}", name)


def _statement(item: Item) -> Iterator[Finding]:
    """Find what gives proposals a status that the sentence does not give."""
    text = " ".join((item.title, *(line for _, line in item.body)))
    count = _COUNT.search(text)
    if item.get("scope") == "area" and count:
        what = (
            f"“{count[0]}” counts proposals, and a count gives none of them a status: write :scope: report, "
            "or leave the number out where the report says more than that"
        )
        yield item.finding(what, "scope")


def _sequence(reports: Sequence[Item]) -> Iterator[Finding]:
    """Compare the dates of each report with those of the report before it."""
    for name in ("period_start", "published"):
        # Of two with one number, the first counts.
        first_of = {one.id: one for one in reversed(reports) if one.get(name)}
        dated = sorted(first_of.values(), key=lambda one: one.id)
        for before, after in pairwise(dated):
            first = before.get(name)
            if _DATE.fullmatch(after.get(name)) and after.get(name) < first[: len(after.get(name))]:
                what = f":{name}: {after.get(name)} lies before that of {before.id}, {first}"
                yield after.finding(what, name)


def _passage(item: Item) -> Iterator[Finding]:
    found = _PASSAGE.match(item.id)
    if found:
        yield from _told(item, "report", found["report"])
        yield from _told(item, "section", found["section"])
        number = int(found["number"] or found["note"])
        if item.get("number").isdigit() and int(item.get("number")) != number:
            yield from _told(item, "number", str(number))


def _dates(item: Item) -> Iterator[Finding]:
    for option in item.options:
        for value in _DATE.findall(option.value) if re.fullmatch(r"[\d/-]+", option.value) else ():
            if not _exists(value):
                yield item.finding(f":{option.name}: {value} is no day of the calendar", option.name)
                return
        first, _, last = option.value.partition("/")
        if _DATE.fullmatch(last) and option.name in {"when", "due"} and last < first[: len(last)]:
            yield item.finding(f":{option.name}: {option.value} ends before it begins", option.name)
    for before, after in _ORDER:
        first, last = item.get(before), item.get(after)
        if _DATE.fullmatch(first) and _DATE.fullmatch(last) and last < first[: len(last)]:
            yield item.finding(f":{after}: {last} lies before :{before}: {first}", after)


def _exists(value: str) -> bool:
    """Tell whether a year, month or day is one of the calendar."""
    try:
        date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError:
        return _SEASONS.match(value) is not None
    return True


def _coded(item: Item, there: set[str], known: list[str]) -> Iterator[Finding]:
    for code in item.listed("coded"):
        if not re.fullmatch("[A-Z]{3}", code):
            continue  # told as a field of another form
        if code not in known:
            yield item.finding(f":coded: {code} is no section; {nearest(code, known)}", "coded")
        elif there and code not in there:
            what = f":coded: {code} is no section of this report, which has {', '.join(sorted(there))}"
            yield item.finding(what, "coded")


def _links(
    item: Item, known: Mapping[str, Item], metamodel: Metamodel, missing: dict[str, list[tuple[str, Item]]]
) -> Iterator[Finding]:
    for name in metamodel.links:
        for value, times in Counter(item.listed(name)).items():
            if times > 1:
                yield item.finding(f":{name}: names {value} twice: once is enough", name)
        for value in (one for one in item.listed(name) if not _UNDECIDED.search(one)):
            target, dot, part = value.partition(".")
            found = known.get(target)
            count = found.get("sentences") if found else ""
            if found is None:
                missing[target].append((name, item))
            elif dot and count.isdigit() and part not in map(str, range(1, int(count) + 1)):
                form = f"name each as in {target}.1, with commas"
                what = f":{name}: {value}: {target} has {count} sentences; {form}"
                yield item.finding(what, name)


def _unknown(
    missing: Mapping[str, list[tuple[str, Item]]], known: Mapping[str, Item], metamodel: Metamodel
) -> Iterator[Finding]:
    """Tell of each number that no item has, once, however many items name it."""
    for target, ((name, first), *others) in missing.items():
        more = f", and of {len(others)} more" if others else ""
        types = metamodel.targets(name)
        allowed = [one for one, item in known.items() if not types or item.type in types]
        what = f":{name}: {target} is no item{more}; {nearest(target, allowed)}"
        yield first.finding(what, name)
