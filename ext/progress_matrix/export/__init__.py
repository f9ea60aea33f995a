"""The model as data files: one table a view, written by every build.

The views and :mod:`.items` give plain tables, :mod:`.schema` describes them, :mod:`.write`
puts them on disk.  Only the last knows files.
"""
