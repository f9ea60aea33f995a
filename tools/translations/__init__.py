"""Translations: one workflow for pages, item data, vocabulary and the extensions' words.

``python -m tools.translations`` extracts, merges and reports (``make translations``);
``python -m tools.translations.check`` says what is left to do (``make check``).

- :mod:`.messages`: what a message and its catalogue are;
- :mod:`.pages`, :mod:`.vocabulary`, :mod:`.source_words`: the three places messages come from;
- :mod:`.project`: which catalogue holds which of them;
- :mod:`.lists`: names of the metamodel, in order; :mod:`.merging`: template into catalogue;
- :mod:`.findings`: catalogue against source; :mod:`.consistency`: one message against its
  translation; :mod:`.typography`: one translation on its own.
"""
