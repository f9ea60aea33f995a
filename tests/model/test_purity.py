from __future__ import annotations

import ast
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from support.factory import EXT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.fast

PURE = tuple(sorted(path.stem for path in (EXT / "progress_matrix" / "model").glob("[a-z]*.py")))

# Loads the modules without the package's own __init__, which is Sphinx's door.
LOADER = """
import importlib, sys, types
package = types.ModuleType("progress_matrix")
package.__path__ = [sys.argv[1]]
sys.modules["progress_matrix"] = package
for name in sys.argv[2:]:
    importlib.import_module("progress_matrix.model." + name)
print(sorted(name for name in sys.modules if name.split(".")[0] in ("sphinx", "docutils", "sphinx_needs")))
"""


@pytest.mark.parametrize("modules", [PURE, *((name,) for name in PURE)], ids="+".join)
def test_the_pure_modules_load_neither_sphinx_nor_docutils(modules: tuple[str, ...]) -> None:
    command = [sys.executable, "-c", LOADER, str(EXT / "progress_matrix"), *modules]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30)
    assert done.stdout.strip() == "[]"


def test_the_model_imports_only_the_standard_library_and_its_own_terms() -> None:
    tree = ast.parse((EXT / "progress_matrix" / "model" / "matrix.py").read_text(encoding="utf-8"))
    roots = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            roots |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            roots.add("." * node.level + (node.module or "").split(".")[0])
    assert {root for root in roots if root.startswith(".")} == {".dates", ".statuses"}
    assert {root for root in roots if not root.startswith(".")} <= sys.stdlib_module_names


def test_no_word_of_one_project_stands_in_the_engine() -> None:
    words = ("nato", "otan", "european union", "warsaw", "joint declaration", "kosovo", "common proposal")
    found = [
        (path.name, word)
        for path in EXT.rglob("*.py")
        for word in words
        if re.search(rf"\b{word}\b", path.read_text(encoding="utf-8").lower())
    ]
    assert found == []


def imports(path: Path) -> set[str]:
    """Give the modules that a module imports from, as they are written."""
    found = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    named = {alias.name for node in found if isinstance(node, ast.Import) for alias in node.names}
    return named | {node.module or "" for node in found if isinstance(node, ast.ImportFrom) if not node.level}


def test_no_extension_imports_the_inside_of_another() -> None:
    extensions = {path.name for path in EXT.iterdir() if path.is_dir()}
    inside = {
        (path.relative_to(EXT).as_posix(), name)
        for path in EXT.rglob("*.py")
        for name in imports(path)
        if "." in name and name.split(".")[0] in extensions - {path.relative_to(EXT).parts[0]}
    }
    assert {name for _, name in inside} == {"progress_matrix.api"}
    assert all(not name.startswith("progress_matrix") for name in imports(EXT / "progress_matrix" / "api.py"))


SISTERS = ("gettext", "html_tables", "open_data")
"""Extensions beside the matrix in its package, each listed by those who want it."""


def test_the_matrix_knows_no_other_extension() -> None:
    extensions = {path.name for path in EXT.iterdir() if path.is_dir()} - {"progress_matrix"}
    package = EXT / "progress_matrix"
    for path in package.rglob("*.py"):
        assert not {name.split(".")[0] for name in imports(path)} & extensions, path
        if path.relative_to(package).parts[0] not in SISTERS:
            text = path.read_text(encoding="utf-8")
            assert not re.search(rf"import .*\b({'|'.join(SISTERS)})\b", text), path


@pytest.mark.parametrize("sister", SISTERS)
def test_a_sister_knows_what_every_extension_may_use_and_no_more(sister: str) -> None:
    folder = EXT / "progress_matrix" / sister
    for path in folder.rglob("*.py"):
        ours = {name for name in imports(path) if name.startswith("progress_matrix")}
        assert ours <= {"progress_matrix.api"}, path
        assert "from .." not in path.read_text(encoding="utf-8"), path
