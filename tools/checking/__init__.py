"""``make check``: mistakes of editors, each told once, in one line, causes before consequences.

- :mod:`.files`: what makes a file unreadable: another encoding, marks of a merge, a table
  saved by a spreadsheet, broken TOML or BibTeX;
- :mod:`.markup`: items as they are written on the pages, and what makes them fall apart;
- :mod:`.metamodel`: what ``ubproject.toml`` allows; :mod:`.items`: items against it and
  against each other; :mod:`.references`: what pages refer to;
- :mod:`.build`: what Sphinx and the extensions say, made one line each, and the catalogues.

A finding of a later step is left out where an earlier one explains it.
"""
