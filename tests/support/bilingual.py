"""The tiny tracker in two languages, and a smaller project for the workflow of translations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .factory import CONF, REPOSITORY, Root
from .tracker import METAMODEL, PAGES, item

if TYPE_CHECKING:
    from pathlib import Path

CATALOGUE = "locales/fr/LC_MESSAGES"

TWO_EDITIONS = (
    CONF
    + """
extensions += ["bilingual", "folded_search"]
locale_dirs = ["locales"]
gettext_compact = False
needs_gettext_fields = ["theme", "editor_note", "inference"]
needs_gettext_vocabulary = "vocabulary"
editions = {"en": "English", "fr": "Français"}
editions_translated = ["project"]
editions_catalogue = "vocabulary"
"""
)

ACTIVITY = item(
    "activity",
    "Inquiry into pirates",
    "The inquiry of the staffs ended.\n\n- It was long.\n- It found *nothing*\n  at all.\n\n"
    "Source: {cite:p}`source2016`.",
    id="A04-CYB-001",
    report="R04",
    area="AREA-CYB",
    kind="meeting",
    when="2018-06-01/2019-04",
    actors="EU staff",
    evidence="R04-CYB-01.1",
    matched="P16-CYB-01",
    editor_note="The report says so twice.",
)
SECOND = item(
    "activity",
    "Second meeting",
    "It was held.",
    id="A04-CYB-002",
    report="R04",
    area="AREA-CYB",
    evidence="R04-CYB-01.2",
    matched="P16-CYB-02",
)

FRENCH = {
    "areas/cyber/r04": {
        "Cyber in report 4": "Cyber au rapport 4",
        "Inquiry into pirates": "Enquête sur les pirates",
        "The report says so twice.": "Le rapport le dit deux fois.",
        "The inquiry of the staffs ended.": "L'enquête des services s'est achevée.",
        "It was long.": "Elle a été longue.",
        "It found *nothing* at all.": "Elle n'a *rien* trouvé.",
    },
    "views": {"All proposals by report": "Toutes les propositions par rapport"},
    "vocabulary": {
        "Activity": "Activité",
        "EU staff": "services de l'UE",
        "Who": "Acteurs",
        "Tiny tracker": "Petit suivi",
    },
}


def catalogue(messages: dict[str, str]) -> str:
    """Write a catalogue of these messages."""
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    return head + "\n".join(f'msgid "{text}"\nmsgstr "{french}"\n' for text, french in messages.items())


def bilingual(folder: Path) -> Root:
    """Write the tiny tracker with a French edition."""
    pages = {
        **PAGES,
        "areas/cyber/r04.md": f"# Cyber in report 4\n\n{ACTIVITY}{SECOND}",
        "views.md": PAGES["views.md"].replace(
            ":::{progress-matrix}\n", ":::{progress-matrix}\n:caption: All proposals by report\n"
        ),
    }
    root = Root(folder, METAMODEL, TWO_EDITIONS, pages)
    for name, messages in FRENCH.items():
        root.put(f"{CATALOGUE}/{name}.po", catalogue(messages))
    return root


# All the types that the extension asks for, by one title.
_TYPES = "".join(
    f'[[needs.types]]\ndirective = "{name}"\ntitle = "Proposal"\nprefix = "P"\n'
    for name in ["item", "period", "group", "passage", "activity", "announcement", "limitation", "statement"]
)


def small(folder: Path) -> Path:
    """Write a project as the workflow of translations expects it, of one page and one language."""
    files = {
        # A theme of an earlier build of this process can have put its folder into Sphinx's default.
        "conf.py": f"import sys\nsys.path.insert(0, {str(REPOSITORY / 'ext')!r})\ntemplates_path = []\n"
        + TWO_EDITIONS.replace("tracker.toml", "ubproject.toml").replace('["locales"]', '["../locales"]'),
        "ubproject.toml": '[progress_matrix]\ncaveat = "Nothing was done."\n\n[needs]\n' + _TYPES,
        "sources.bib": "",
        "docs/index.md": "# Home\n\nThe first of 42 proposals, see {doc}`the page </index>`.\n\n"
        ":::{item} Joint *inquiry*\n:id: PROPOSAL\n\nIts text.\n:::\n",
        "locales/fr/LC_MESSAGES/index.po": catalogue(
            {
                "Home": "Accueil",
                "The first of 42 proposals, see {doc}`the page </index>`.": (
                    "La première des 42\u00a0propositions: {doc}`la page </index>`."
                ),
                "Joint *inquiry*": "Enquête *commune*",
                "Its text.": "Son texte.",
            }
        ),
        "locales/fr/LC_MESSAGES/vocabulary.po": catalogue(
            {
                "Proposal": "Proposition",
                "Nothing was done.": "Rien n'a été fait.",
                "Tiny tracker": "Petit suivi",
            }
        ),
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder
