"""The reference names all that the code has, and nothing that it has not."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from importlib.util import find_spec
from typing import Any

import pytest
from babel.messages.pofile import read_po
from tools.translations import source_words

from progress_matrix import VIEWS
from progress_matrix.model.queries import KEYS
from progress_matrix.model.statuses import OURS
from progress_matrix.settings import STATUS_KEYS, WHOLE, Fields, Links, Publication, Settings, Types, load
from progress_matrix.validation import Finding
from progress_matrix.views.contents import FACTS
from progress_matrix.views.registry import OF_EVERY_VIEW
from support.factory import REPOSITORY
from typst_edition.config import FACTS as FACTS_OF_EDITIONS
from typst_edition.config import Edition, editions_from

pytestmark = pytest.mark.fast

REFERENCE = (REPOSITORY / "docs" / "reference.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    (found,) = re.findall(rf"^## {title}\n(.*?)(?=^## |\Z)", REFERENCE, re.DOTALL | re.MULTILINE)
    return str(found)


def snippet(title: str) -> str:
    (found,) = re.findall(r"^```toml\n(.*?)^```", section(title), re.DOTALL | re.MULTILINE)
    return str(found)


def words(text: str) -> set[str]:
    return set(re.findall(r"`([^`]+)`", text))


def test_every_directive_stands_with_its_options_and_no_other() -> None:
    rows = re.findall(r"^\| `progress-(\w+)` \|.*\| ([^|]*) ?\|$", section("Directives"), re.MULTILINE)
    assert {name: words(options) for name, options in rows} == {
        view.name: set(view.options) for view in VIEWS
    }


def test_every_option_is_explained_and_no_other() -> None:
    rows = re.findall(r"^\| (`.*?) \|", section("Options"), re.MULTILINE)
    every = {name for view in VIEWS for name in view.options}
    assert set.union(*map(words, rows)) == every | set(OF_EVERY_VIEW)


def test_every_view_is_shown_at_work() -> None:
    shown = re.findall(r"\[`progress-(\w+)`\]\(([^)]+)\)", section("Options"))
    assert {name for name, _ in shown} == {view.name for view in VIEWS}
    for name, page in shown:
        assert f"{{progress-{name}}}" in (REPOSITORY / "docs" / page).read_text(encoding="utf-8"), page


def test_the_snippets_of_conf_are_taken() -> None:
    snippets = re.findall(r"^```python\n(.*?)^```", REFERENCE, re.DOTALL | re.MULTILINE)
    values: dict[str, Any] = {"project": "Tracker"}
    for text in snippets:
        exec(text, values)  # noqa: S102 - our own page
        for name in values["extensions"]:
            assert find_spec(name), name
    (edition,) = editions_from(values["typst_editions"], "fr")
    assert (edition.filename, edition.title) == ("tracker-{language}", "Tracker")
    own = {"name": "shared", "title": "shared"}
    shown = values["typst_edition_defaults"]
    assert {*shown, *own} == {one.name for one in fields(Edition)}
    assert editions_from([own], "en", shown) == editions_from([own], "en")
    (told,) = re.findall(r"^The role `edition` tells .*?: (.*)\.$", REFERENCE, re.MULTILINE)
    assert words(told) == set(FACTS_OF_EDITIONS)


def test_every_value_of_conf_and_every_role_is_named() -> None:
    named = set(re.findall(r"\w[\w-]+", REFERENCE))
    for folder in ("progress_matrix", "typst_edition"):
        for path in sorted((REPOSITORY / "ext" / folder).rglob("*.py")):
            code = path.read_text(encoding="utf-8")
            added = re.findall(r'add_(?:config_value|role|event)\(\s*"([\w-]+)"', code)
            added += re.findall(r'^ +\("(typst_\w+)", ', code, re.MULTILINE)
            assert set(added) <= named, path


def test_a_required_option_is_said_to_be_required() -> None:
    for view in VIEWS:
        for name in view.required:
            assert re.search(rf"^\| `progress-{view.name}` .*`{name}` is required", REFERENCE, re.MULTILINE)


def test_the_roles_name_every_key_and_fact() -> None:
    told = " ".join(words(section("Roles")))
    assert set(re.findall(r"(\w+)=", told)) - {"of"} == set(KEYS)
    assert set(FACTS) <= words(section("Roles"))


def test_every_key_of_the_settings_stands_in_the_table_and_no_other() -> None:
    table = tomllib.loads(snippet("Configuration"))["progress_matrix"]
    load(table)  # refuses what is no key
    assert set(table) == {one.name for one in fields(Settings)}
    for name, kind in (("types", Types), ("links", Links), ("fields", Fields), ("package", Publication)):
        assert set(table[name]) == {one.name for one in fields(kind)}, name


def test_what_is_shown_is_the_default_unless_it_is_an_example() -> None:
    table = tomllib.loads(snippet("Configuration"))["progress_matrix"]
    examples = re.findall(
        r"^(?:\[+progress_matrix\.)?([\w.]+).*# example:", snippet("Configuration"), re.MULTILINE
    )
    kept = {key: value for key, value in table.items() if key not in examples}
    kept["links"].pop("follow_up")
    assert load(kept) == Settings()


def test_the_statuses_of_the_example_are_taken() -> None:
    made = load(tomllib.loads(snippet("Statuses of your own"))["progress_matrix"]).statuses
    assert [status.code for status in made if status.given_by] == ["accepted", "stuck"]
    assert not made["stuck"].counted
    assert made["accepted"].look == "reported"


def test_every_key_of_a_status_is_shown() -> None:
    shown = tomllib.loads(snippet("Statuses of your own"))["progress_matrix"]["statuses"]
    assert {key for status in shown for key in status} == set(STATUS_KEYS)


def test_the_tracker_of_the_example_is_taken() -> None:
    (made,) = load(tomllib.loads(snippet("Several trackers"))["progress_matrix"]).trackers.values()
    assert made.types.item in made.types.evidence.values()


def test_what_holds_for_all_trackers_is_named() -> None:
    (told,) = re.findall(r"of the project\. (.*) hold for all", section("Several trackers"))
    assert words(told) == WHOLE - {"trackers"}


def test_the_statuses_that_always_exist_and_the_subtypes_are_named() -> None:
    assert {status.code for status in OURS if not status.given_by} <= words(section("Statuses of your own"))
    (told,) = re.findall(r"subtypes: (.*)\.$", REFERENCE, re.MULTILINE)
    assert words(told) == {finding.value for finding in Finding}


def test_the_template_for_translators_holds_every_word_of_the_extension() -> None:
    package = REPOSITORY / "ext" / "progress_matrix"
    stated = {(context, text) for context, text, _ in source_words.extract(package, REPOSITORY)}
    with (package / "locale" / "progress_matrix.pot").open("rb") as stream:
        shipped = {(message.context or "", str(message.id)) for message in read_po(stream) if message.id}
    assert shipped == stated
