"""``make divide`` and ``make join``: one passage of a report, divided or joined with the next.

A wrong division is mended in the register without coding anything anew: the passages behind
get their new numbers, and evidence, context and what rests on them move along.

:mod:`.register` reads and writes the page of passages; :mod:`.moves` renames what cites
them; :mod:`.__main__` is the command.
"""
