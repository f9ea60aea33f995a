"""What the settings name must be there: need types, fields, links, catalogues, a document, the language.

:mod:`.settings` reads the table by itself; here it is compared with what sphinx-needs and
Sphinx know, as soon as they know it.  Each mistake is one line and ends the build.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from difflib import get_close_matches
from functools import wraps
from operator import attrgetter
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ConfigError
from sphinx.util import logging
from sphinx_needs.api import get_need_types

from ._compat import field_names, link_names
from .settings import TRACKERS, Settings, load, places, settings_of, table_of, trackers
from .words import messages

_FACTS = ("follow_up", "links")
"""What a card can tell that is neither a field nor a link."""
_ANY = ("links.concerns", "links.rests_on")

# What a text must match, and what is told of one that does not.
_ADDRESS = (r"\w+://\S+", "no address; allowed is one that begins with https://")
_FORMS = {
    "package.homepage": _ADDRESS,
    "package.tag": (r"tag:[\w.@-]+,[\d-]{4,10}:\S*", "no tag, such as tag:example.org,2026:"),
    "package.history": (r"(?!\.\.)[\w.][\w./ -]*", "no folder of the project, such as data-history"),
    "corrections": (rf"{_ADDRESS[0]}|[^@\s:/]+@[^@\s:/]+\.\w+", f"{_ADDRESS[1]}, or an e-mail address"),
}

_logger = logging.getLogger(__name__)


def ends_plainly(check: Callable[..., object]) -> Callable[..., None]:
    """Let a handler end the build with a line for a ``ConfigError``, of which Sphinx would print a trace."""

    @wraps(check)
    def checked(app: Sphinx, *arguments: Any) -> None:
        try:
            check(app, *arguments)
        except ConfigError as error:
            _logger.error("%s", error, location=_place(app, str(error)))  # noqa: TRY400 - no trace
            raise SystemExit(2) from None

    return checked


def _place(app: Sphinx, message: str) -> str | None:
    """Tell where the key stands with which a message begins: the file and its line, or its first."""
    key, name = message.partition(":")[0], str(app.config.progress_matrix_from_toml)
    if Path(key).is_absolute():
        return None  # it names a file of its own
    if not (re.fullmatch(r"progress_matrix(\..*)?", key) and name and Path(app.confdir, name).is_file()):
        return "conf.py:1"
    written = Path(app.confdir, name).read_text(encoding="utf-8", errors="replace")
    # The key itself, or else the table or the status that it stands in.
    while key:
        table, _, last = (re.escape(part) for part in key.rpartition("."))
        within = rf"^\[{table}\](?:(?!^\[).)*?^(?=[\"']?{last}[\"']?\s*=)"
        status = rf"^\[\[{table}\]\](?:(?!^\[).)*?^(?=code\s*=\s*[\"']{last}[\"'])"
        whole = rf"^(?=\[\[?{table}\.?{last}\])"
        found = re.search(f"{within}|{status}|{whole}", written, re.DOTALL | re.MULTILINE)
        if found:
            number = written.count("\n", 0, found.end()) + 1
            return f"{name}:{number}"
        key = key.rpartition(".")[0]
    return f"{name}:1"


def check_names(app: Sphinx) -> None:
    """Compare the settings with the needs configuration; ``ConfigError`` for the first name not known."""
    table = table_of(app)
    settings = load(table)
    _compare(app, settings, table, "progress_matrix")
    for name, part in trackers(table).items():
        _compare(app, settings.trackers[name], part, f"{TRACKERS}.{name}")
    stated = {f"progress_matrix.{key}": attrgetter(key)(settings) for key in _FORMS}
    if "progress_matrix.open_data" in app.extensions:  # workbooks hold whole addresses
        stated["html_baseurl"] = app.config.html_baseurl
    for key, value in stated.items():
        form, wrong = _FORMS.get(key.removeprefix("progress_matrix."), _ADDRESS)
        if value and not re.fullmatch(form, value):
            raise ConfigError(f"{key}: {value!r} is {wrong}")
    language = app.config.language
    try:
        Locale.parse(language)
    except (UnknownLocaleError, ValueError) as error:
        raise ConfigError(
            f"language: {language!r} is not a language that Babel knows, so dates cannot be written; "
            "allowed are codes such as en, fr, pt_BR"
        ) from error


def _compare(app: Sphinx, settings: Settings, table: Mapping[str, Any], where: str) -> None:
    types, fields, links = get_need_types(app), field_names(app), link_names(app)
    wheres = {f"statuses.{one.code}.where": one.where for one in settings.statuses}
    facts = {f"facts.{need_type}": names for need_type, names in settings.facts.items()}
    # What is meant, what is known of it, and the names by their keys.
    named: list[tuple[str, Collection[str], Mapping[str, Iterable[str]]]] = [
        ("need type", types, {**_types(settings, table), "facts": settings.facts}),
        ("link", links, {**_stated(table, "links"), "link_facts": table.get("link_facts", ())}),
        ("field", fields, {**_stated(table, "fields"), "unsaid": settings.unsaid, **wheres}),
        ("field", fields, {key: table.get(key, ()) for key in ("dates", "told")}),
        ("field or link", {*fields, *links, *_FACTS}, {**facts, "labels": settings.labels}),
        ("basis", settings.bases or settings.independent, {"independent": sorted(settings.independent)}),
        ("word of the extension", messages() if settings.words else (), {"words": settings.words}),
    ]
    for word, own in settings.words.items():
        named.append(("place of that text", places(word), {f"words.{word}": places(own)}))
    for what, known, names in named:
        for key, name in ((key, name) for key, several in names.items() for name in several):
            if name not in known:
                near = get_close_matches(name, known, n=8, cutoff=0.5) or sorted(sorted(known, key=len)[:40])
                raise ConfigError(f"{where}.{key}: {name!r} is not a {what}; allowed are {', '.join(near)}")
    for parts in (_types(settings, table), _stated(table, "links")):
        first: dict[str, str] = {}
        for key, (name,) in parts.items():
            # An item can be its own evidence; what a statement or a subject is about has links of any name.
            itself = key.startswith("types.evidence.") and name == settings.types.item
            other = key if itself or key in _ANY else first.setdefault(name, key)
            if other != key:
                raise ConfigError(f"{where}.{key}: {name!r} is that of {other}; each needs one of its own")


def _types(settings: Settings, table: Mapping[str, Any]) -> dict[str, list[str]]:
    """Give the need types that must be there: items, periods and all that are named."""
    types, ours = settings.types, type(settings.types)().evidence
    named = {**_stated(table, "types"), "types.item": [types.item], "types.period": [types.period]}
    own = {f"types.evidence.{kind}": [name] for kind, name in types.evidence.items() if kind not in ours}
    return named | own


def _stated(table: Mapping[str, Any], section: str) -> dict[str, list[str]]:
    """Give the names in a section of the table by their keys, those in tables within it too."""
    named: dict[str, list[str]] = {}
    for key, stated in table.get(section, {}).items():
        inner = {key: stated} if isinstance(stated, str) else {f"{key}.{one}": stated[one] for one in stated}
        named |= {f"{section}.{name}": [value] for name, value in inner.items()}
    return named


def check_files(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Look for the document and the catalogues that the settings name (``env-before-read-docs``).

    :raises sphinx.errors.ConfigError: for the first one that is not there or cannot be read.
    """
    settings = settings_of(app)
    if settings.trust and settings.trust not in env.found_docs:
        near = get_close_matches(settings.trust, env.found_docs, n=8, cutoff=0.3)
        raise ConfigError(
            f"progress_matrix.trust: {settings.trust!r} is not a document; near it are {', '.join(near)}"
        )
    if app.builder.name == "gettext":
        return  # which makes the catalogues
    folders = [Path(app.srcdir, folder) for folder in app.config.locale_dirs]
    language = app.config.language
    known = {path.stem for folder in folders for path in folder.glob("*/LC_MESSAGES/*.po")}
    here = {path.stem for folder in folders for path in folder.glob(f"{language}/LC_MESSAGES/*.po")}
    for name in settings.vocabularies:
        # A project without any translation has none yet; another language needs its own.
        if name not in (known or {name}) or (language != "en" and name not in here):
            raise ConfigError(
                f"progress_matrix.vocabularies: {name!r} is not a catalogue of the language {language!r} in "
                f"{', '.join(str(folder) for folder in folders)}, where <language>/LC_MESSAGES/{name}.po is "
                f"looked for; there are {', '.join(sorted(here)) or 'none'}"
            )
