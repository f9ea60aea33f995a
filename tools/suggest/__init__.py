"""``make code REPORT=R11``: a commented draft for each open sentence of a report.

A draft proposes and decides nothing: its lines are comments, what only the coder can know is a
question mark, and ``make check`` refuses an item in which one is left.

- :mod:`.source`: the report's text, found by its hashes in the ignored folder ``sources/``;
- :mod:`.corpus`: what was coded so far; :mod:`.ranking`, :mod:`.proposals`: which proposals a
  sentence may be about; :mod:`.found`: names, dates and kinds that stand in it;
- :mod:`.values`: which kind and theme it may have;
- :mod:`.drafts`: drafts at the end of the pages; :mod:`.arrange`: finished items under the headings
  of their themes;
- :mod:`.measure`: how good all that is, on a report that is coded.
"""
