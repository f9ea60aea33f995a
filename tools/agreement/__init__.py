"""How far two codings of one report agree, and how their disagreements were settled.

Run ``python -m tools.agreement`` in the project's folder: it reads the frozen codings in
``coding/``, writes ``coding/agreement.json`` and the tables of ``docs/agreement.md``.

Rests on the codebook, rule 5.10.  :mod:`.codings` reads, :mod:`.measure` compares,
:mod:`.settlements` pairs disagreements with decisions, :mod:`.page` writes the tables.
"""
