"""``make source-check``: what items name and their cited sentences do not.

For each report whose file lies in ``sources/`` (as for ``make with-sources``), each actor,
place, partner and exercise of an item is looked for in the sentences that the item cites.  A
value is known by its name in the two languages, by its acronym, and by the wordings of
``aliases.toml``.  What is not found is listed with file and line.  It is a report and no check:
a sentence may mean a body that it calls by another word, and a person decides.

Rests on the codebook, rule 5.6.  :mod:`.names` knows the names, :mod:`.__main__` reads and prints.
"""
