"""The model as data files: one table a view, written by every build.

:mod:`.tables` turns the model into plain tables, :mod:`.schema` describes them,
:mod:`.write` puts them on disk.  Only the last knows files.
"""
