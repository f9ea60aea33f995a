"""Messages of an extension: what its Python code hands to ``words(…)``.

A message is a literal in the call, or one that reaches it through a constant, a loop over
literals, a function of the extension that passes its parameter on, or a field of one of
its classes (``words(column.title)``), members of coded vocabularies included.  Babel's own
extraction sees the first kind only, and a marker function is forgotten sooner or later.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path

from .messages import Place

# Name of a function → the arguments that become messages, each by position and context.
_Wrappers = Mapping[str, Set[tuple[int, str]]]

_CALLED = frozenset({"words", "self"})  # ``self(…)`` within the translator itself


@dataclass
class _Scope:
    """What names stand for at one place: literals, or parameters of the function."""

    literals: dict[str, list[ast.Constant]] = field(default_factory=dict)
    parameters: tuple[str, ...] = ()
    function: str = ""


class _Finder(ast.NodeVisitor):
    """Collects messages of one module, and the parameters that become messages."""

    def __init__(self, constants: Mapping[str, list[ast.Constant]], wrappers: _Wrappers) -> None:
        self.scope = _Scope(dict(constants))
        self.wrappers = wrappers
        self.found: list[tuple[str, ast.Constant]] = []
        self.passed_on: dict[str, set[tuple[int, str]]] = {}
        self.attributes: set[str] = set()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:  # noqa: N802 - ast names it so
        """Read a function with its own parameters."""
        outer = self.scope
        names = tuple(argument.arg for argument in node.args.args)
        self.scope = _Scope(dict(outer.literals), names, node.name)
        self.generic_visit(node)
        self.scope = outer

    def visit_For(self, node: ast.For) -> None:  # noqa: N802 - ast names it so
        """Read a loop, knowing what its variables stand for."""
        self.scope.literals |= _bound(node.target, node.iter)
        self.generic_visit(node)

    def visit_ListComp(self, node: ast.ListComp | ast.GeneratorExp | ast.SetComp) -> None:  # noqa: N802 - ast names it so
        """Read a comprehension, knowing what its variables stand for."""
        for generator in node.generators:
            self.scope.literals |= _bound(generator.target, generator.iter)
        self.generic_visit(node)

    visit_GeneratorExp = visit_SetComp = visit_ListComp  # noqa: N815 - ast names them so

    def visit_Call(self, node: ast.Call) -> None:  # noqa: N802 - ast names it so
        """Take the messages of a call."""
        name = _name(node.func)
        if name in _CALLED:
            places: Set[tuple[int, str]] = {(0, _context(node))}
        else:
            places = self.wrappers.get(name, set())
        for position, wanted in places:
            if position < len(node.args):
                self._take(node.args[position], wanted)
        self.generic_visit(node)

    def _take(self, node: ast.expr, context: str) -> None:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            self.found.append((context, node))
        elif isinstance(node, ast.IfExp):
            self._take(node.body, context)
            self._take(node.orelse, context)
        elif isinstance(node, ast.Name) and node.id in self.scope.parameters:
            # A method's own position: the caller does not write ``self``.
            names = [name for name in self.scope.parameters if name != "self"]
            place = (names.index(node.id), context)
            self.passed_on.setdefault(self.scope.function, set()).add(place)
        elif isinstance(node, ast.Name):
            self.found += [(context, literal) for literal in self.scope.literals.get(node.id, ())]
        elif isinstance(node, ast.Attribute):
            self.attributes.add(node.attr)
        elif isinstance(node, ast.Subscript):
            self._take(node.value, context)
        elif isinstance(node, ast.Call) and _name(node.func) == "get" and len(node.args) == 2:
            self._take(node.args[1], context)  # the default


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _context(call: ast.Call) -> str:
    """Give the context of a message, its second argument, where one is written out."""
    if len(call.args) > 1 and isinstance(call.args[1], ast.Constant):
        return str(call.args[1].value)
    return ""


def _strings(node: ast.expr) -> list[ast.Constant]:
    """Give the literals of a constant: a text, or the values of a list or table of texts."""
    if isinstance(node, ast.Constant):
        return [node] if isinstance(node.value, str) else []
    if isinstance(node, ast.Dict):
        return [text for value in node.values for text in _strings(value)]
    if isinstance(node, (ast.Tuple, ast.List)):
        return [text for value in node.elts for text in _strings(value)]
    return []


def _bound(target: ast.expr, values: ast.expr) -> dict[str, list[ast.Constant]]:
    """Tell which literals a loop over literals gives to its variables."""
    rows = values.elts if isinstance(values, (ast.Tuple, ast.List)) else []
    if isinstance(target, ast.Name):
        return {target.id: [row for row in rows if isinstance(row, ast.Constant)]}
    bound: dict[str, list[ast.Constant]] = {}
    if isinstance(target, ast.Tuple):
        for index, name in enumerate(target.elts):
            columns = [row.elts[index] for row in rows if isinstance(row, ast.Tuple) and index < len(row.elts)]
            if isinstance(name, ast.Name):
                bound[name.id] = [value for value in columns if isinstance(value, ast.Constant)]
    return bound


class _Fields(ast.NodeVisitor):
    """Collects the literals given to fields: of instances, and of members of vocabularies."""

    def __init__(self, classes: Mapping[str, Sequence[str]]) -> None:
        self.classes = classes
        self.given: list[tuple[str, ast.Constant]] = []

    def visit_Call(self, node: ast.Call) -> None:  # noqa: N802 - ast names it so
        """Take what a constructor is given."""
        names = self.classes.get(_name(node.func), ())
        pairs = [*zip(names, node.args, strict=False)] if names else []
        pairs += [(k.arg, k.value) for k in node.keywords if k.arg in names]
        self._take(pairs)
        self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:  # noqa: N802 - ast names it so
        """Take a vocabulary's members, each a tuple of its code and its fields in order."""
        names = next((self.classes[_name(base)] for base in node.bases if _name(base) in self.classes), ())
        for member in node.body:
            if isinstance(member, ast.Assign) and isinstance(member.value, ast.Tuple):
                self._take(zip(names, member.value.elts[1:], strict=False))
        self.generic_visit(node)

    def _take(self, pairs: Iterable[tuple[str, ast.expr]]) -> None:
        self.given += [
            (name, value)
            for name, value in pairs
            if isinstance(value, ast.Constant) and isinstance(value.value, str)
        ]


def _classes(trees: Iterable[ast.Module]) -> dict[str, list[str]]:
    """Give the annotated fields of every class, in their order."""
    return {
        node.name: [
            entry.target.id
            for entry in node.body
            if isinstance(entry, ast.AnnAssign) and isinstance(entry.target, ast.Name)
        ]
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }


def _constants(trees: Iterable[ast.Module]) -> dict[str, list[ast.Constant]]:
    """Give the texts of every constant of every module."""
    return {
        node.targets[0].id: _strings(node.value)
        for tree in trees
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }


def _searched(modules: Mapping[Path, ast.Module]) -> dict[Path, _Finder]:
    """Search all modules, again and again until no function turns out to pass a message on."""
    constants = _constants(modules.values())
    wrappers: dict[str, set[tuple[int, str]]] = {}
    while True:
        finders = {path: _Finder(constants, wrappers) for path in modules}
        for path, tree in modules.items():
            finders[path].visit(tree)
        known = {name: set(places) for name, places in wrappers.items()}
        for finder in finders.values():
            for name, places in finder.passed_on.items():
                wrappers.setdefault(name, set()).update(places)
        if wrappers == known:
            return finders


def extract(package: Path, root: Path) -> Iterator[tuple[str, str, Place]]:
    """Give context, text and place of every message of a package.

    :raises SyntaxError: when a module is no Python.
    """
    modules = {
        path: ast.parse(path.read_text(encoding="utf-8"), str(path)) for path in sorted(package.rglob("*.py"))
    }
    finders = _searched(modules)
    shown = {name for finder in finders.values() for name in finder.attributes}
    classes = _classes(modules.values())
    for path, tree in modules.items():
        fields = _Fields(classes)
        fields.visit(tree)
        found = finders[path].found + [("", text) for name, text in fields.given if name in shown]
        file = path.relative_to(root).as_posix()
        for context, literal in sorted(found, key=lambda one: one[1].lineno):
            yield context, str(literal.value), Place(file, literal.lineno)
