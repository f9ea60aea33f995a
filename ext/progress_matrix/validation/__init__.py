"""What may be wrong with a tracker, in the order in which it is looked for.

- :mod:`.sources`: source files, before they are read;
- :mod:`.needs`: items that the model could not take are reported and left out;
- :mod:`.rules`: what the schemas of sphinx-needs cannot state, on the finished model;
- :mod:`.places`: findings of others get the file, the line or the item that they leave out.
"""
