"""Measures this project's builds against plain Sphinx and against its peers.

``python -m benchmarks`` (``make bench``) invents trackers of several sizes, builds each
one in several ways, and writes ``RESULTS.md`` and the table in the README:

- :mod:`.world` invents the content, before any markup;
- :mod:`.tracker` writes it for this project, :mod:`.stock` for sphinx-needs alone,
  :mod:`.mlx` for mlx.traceability, :mod:`.floor` for plain Sphinx;
- :mod:`.measure` runs a build and takes its CPU and memory, :mod:`.scenarios` runs all of
  them in turn, :mod:`.stages` times the model and its rendering alone, :mod:`.real` this
  project's own targets;
- :mod:`.record` keeps what was measured, :mod:`.results` writes it for people.
"""

import sys

from .world import REPOSITORY

# The stages are timed in this process, with the extension as it stands in the project.
sys.path.insert(0, str(REPOSITORY / "ext"))
