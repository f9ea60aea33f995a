"""The project's own tools: checks, translations, agreement, new reports.

They compute with the extensions' own models, which stand in ``ext/``, as ``conf.py`` says.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]

if str(ROOT / "ext") not in sys.path:
    sys.path.insert(0, str(ROOT / "ext"))
