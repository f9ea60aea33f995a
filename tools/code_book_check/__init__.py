"""``make code-book-check REPORT=R11``: what is still open in the coding of one report.

Told: how far each section has come; then, each with file and line, the sentences that are
neither evidence nor context, items with neither a proposal nor a reason for none, sections that
are finished but not declared so, and areas whose proposals await a decision; then what to do
next.  The exit status is 1 while anything is open, 2 when the sources cannot be read.

Rests on the codebook, rules 5.2 and 5.3, and section 3.  :mod:`.reading` reads,
:mod:`.findings` finds, :mod:`.__main__` prints.
"""
