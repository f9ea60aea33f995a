"""One site in several languages, from one source and gettext catalogues.

Items are translated by ``progress_matrix.gettext``; here are

- :mod:`.references`: the bibliography in the language of the edition, where the project has
  sphinxcontrib-bibtex;
- :mod:`.editions`: the editions beside each other, with a switch on every page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import _compat, editions, references

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    _compat.share_default_settings()
    app.setup_extension("progress_matrix.gettext")
    if "sphinxcontrib.bibtex" in app.config.extensions:
        references.setup(app)
    editions.setup(app)
    return {"version": "0.1.0", "parallel_read_safe": True, "parallel_write_safe": True}
