"""Which page a bibliography file belongs to: its entries are translated in that page's catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx.config import Config


def files(config: Config, confdir: Path) -> Iterator[Path]:
    """Give the bibliography files of a project, as sphinxcontrib-bibtex finds them."""
    for name in config.bibtex_bibfiles or ():
        yield (confdir / name).resolve()


def page_of(path: Path, config: Config, srcdir: Path) -> str:
    """Give the page of the file's own name beside it; without one, the page of the list."""
    bare = path.with_suffix("")
    source = srcdir.resolve()
    if bare.is_relative_to(source) and any(
        bare.with_name(bare.name + suffix).is_file() for suffix in config.source_suffix
    ):
        return bare.relative_to(source).as_posix()
    return str(config.reference_list_page)
