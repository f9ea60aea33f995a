"""``make new-report``: the pages of a new report, made from its facts and its text.

The text is divided into sections, paragraphs and sentences, which are counted and hashed;
none of it is kept.  Written are the report's page with its entry in the bibliography, the
page of its passages, an activity page for each area with a worked example, and the French
catalogues of the new pages.  All are new files: deleting them undoes the run.

From text to files: :mod:`tools.intake` reads the text, :mod:`.pages` (with :mod:`.ordinals`)
writes the pages, :mod:`.plan` holds what will be written; :mod:`.options` and
:mod:`.__main__` are the command.
"""
