"""The words of the edition that is being built, from the project's configuration."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from .settings import Settings, settings_of
from .words import Words

if TYPE_CHECKING:
    from sphinx.application import Sphinx


@lru_cache(maxsize=1)
def words_of(app: Sphinx) -> Words:
    """Give the translator of this build's language, one for the whole build.

    The settings name the project's catalogues of vocabulary (without ``.po``); they
    stand in its ``locale_dirs`` under ``<language>/LC_MESSAGES``.  Extensions that build on
    this one have their words beside them, as ``locale/<language>.po``.
    """
    language = app.config.language
    places = [
        Path(app.srcdir, folder, language, "LC_MESSAGES", f"{name}.po")
        for folder in app.config.locale_dirs
        for name in settings_of(app).vocabularies
    ]
    modules = [Path(str(extension.module.__file__)) for extension in app.extensions.values()]
    own = [module.parent / "locale" / f"{language}.po" for module in modules if module.name == "__init__.py"]
    return Words(language, [*places, *own], settings_of(app).words)


def by_period(words: Words, settings: Settings, name: str) -> str:
    """Name a table of items or groups by period with the project's own nouns."""
    rows, columns = settings.noun(name).capitalize(), settings.noun("period", 1)
    return words("{rows} by {column}", rows=words(rows), column=words(columns))
