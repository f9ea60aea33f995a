"""Messages of an extension: what its Python code hands to ``words(…)``.

A message is a literal in the call, or one that reaches it through a constant, a loop over
literals, a function of the extension that passes its parameter on, or a field of one of
its classes (``words(column.title)``), members of coded vocabularies included.  Babel's own
extraction sees the first kind only, and a marker function is forgotten sooner or later.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .messages import Place

if TYPE_CHECKING:
    from pathlib import Path

_CALLED = frozenset({"words", "self"})  # ``self(…)`` within the translator itself


@dataclass(frozen=True, slots=True)
class _Argument:
    """An argument that becomes a message: its place in a call, its name, and the context."""

    position: int
    name: str
    context: str = ""


# Name of a function or class → its arguments that become messages.
_Wrappers = Mapping[str, AbstractSet[_Argument]]


@dataclass
class _Scope:
    """What names stand for at one place: literals, or parameters of the function."""

    literals: dict[str, list[ast.Constant]] = field(default_factory=dict)
    parameters: tuple[str, ...] = ()
    defaults: Mapping[str, ast.expr] = field(default_factory=dict)
    function: str = ""


class _Finder(ast.NodeVisitor):
    """Collects messages of one module, and the parameters and fields that become messages."""

    def __init__(self, constants: Mapping[str, list[ast.Constant]], wrappers: _Wrappers) -> None:
        self.scope = _Scope(dict(constants))
        self.wrappers = wrappers
        self.found: list[tuple[str, ast.Constant]] = []
        self.passed_on: dict[str, set[_Argument]] = {}
        self.attributes: set[str] = set()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """Read a function with its own parameters."""
        outer = self.scope
        # The caller of a method does not write ``self``.
        every = [*node.args.posonlyargs, *node.args.args]
        names = tuple(argument.arg for argument in every if argument.arg != "self")
        given = node.args.defaults
        defaults = dict(zip(names[len(names) - len(given) :], given, strict=True)) if given else {}
        self.scope = _Scope(dict(outer.literals), names, defaults, node.name)
        self.generic_visit(node)
        self.scope = outer

    def visit_Assign(self, node: ast.Assign) -> None:
        """Note what a name stands for from here on."""
        for target in node.targets:
            if isinstance(target, ast.Name) and _strings(node.value):
                self.scope.literals[target.id] = _strings(node.value)
        self.generic_visit(node)

    def visit_For(self, node: ast.For) -> None:
        """Read a loop, knowing what its variables stand for."""
        self.scope.literals |= _bound(node.target, node.iter)
        self.generic_visit(node)

    def visit_ListComp(self, node: ast.ListComp | ast.GeneratorExp | ast.SetComp) -> None:
        """Read a comprehension, knowing what its variables stand for."""
        for generator in node.generators:
            self.scope.literals |= _bound(generator.target, generator.iter)
        self.generic_visit(node)

    visit_GeneratorExp = visit_SetComp = visit_ListComp  # noqa: N815 - ast names them so

    def visit_Call(self, node: ast.Call) -> None:
        """Take the messages of a call."""
        name = _name(node.func)
        if name in _CALLED:
            wanted: AbstractSet[_Argument] = {_Argument(0, "", context) for context in _contexts(node)}
        else:
            wanted = self.wrappers.get(name, set())
        for argument in wanted:
            if argument.position < len(node.args):
                self._take(node.args[argument.position], argument.context)
            for keyword in node.keywords:
                if keyword.arg == argument.name:
                    self._take(keyword.value, argument.context)
        self.generic_visit(node)

    def _take(self, node: ast.expr, context: str) -> None:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            self.found.append((context, node))
        elif isinstance(node, ast.IfExp):
            self._take(node.body, context)
            self._take(node.orelse, context)
        elif isinstance(node, ast.Name) and node.id in self.scope.parameters:
            place = self.scope.parameters.index(node.id)
            argument = _Argument(place, node.id, context)
            self.passed_on.setdefault(self.scope.function, set()).add(argument)
            if node.id in self.scope.defaults:
                self._take(self.scope.defaults[node.id], context)
        elif isinstance(node, ast.Name):
            self.found += [(context, literal) for literal in self.scope.literals.get(node.id, ())]
        elif isinstance(node, ast.Attribute):
            self.attributes.add(node.attr)
        elif isinstance(node, ast.Subscript):
            self._take(node.value, context)
        elif isinstance(node, ast.Call) and _name(node.func) == "get":
            for default in node.args[1:]:
                self._take(default, context)


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _contexts(call: ast.Call) -> list[str]:
    """Give the contexts of a message, its second argument, where they are written out."""
    second = call.args[1] if len(call.args) > 1 else ast.Constant("")
    written = (second.body, second.orelse) if isinstance(second, ast.IfExp) else (second,)
    return [str(one.value) for one in written if isinstance(one, ast.Constant)]


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
            column = [row.elts[index] for row in rows if isinstance(row, ast.Tuple) and index < len(row.elts)]
            if isinstance(name, ast.Name):
                bound[name.id] = [value for value in column if isinstance(value, ast.Constant)]
    return bound


def _members(
    tree: ast.Module, classes: Mapping[str, Sequence[str]], shown: AbstractSet[str]
) -> Iterator[ast.Constant]:
    """Give what vocabularies show: each member is a tuple of its code and its fields in order."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.ClassDef):
            continue
        names = next((classes[_name(base)] for base in node.bases if _name(base) in classes), ())
        for member in node.body:
            if isinstance(member, ast.Assign) and isinstance(member.value, ast.Tuple):
                for name, value in zip(names, member.value.elts[1:], strict=False):
                    yield from _strings(value) if name in shown else ()


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


def _searched(
    modules: Mapping[Path, ast.Module], classes: Mapping[str, Sequence[str]]
) -> tuple[dict[Path, _Finder], set[str]]:
    """Search all modules, again and again until nothing more turns out to become a message.

    :returns: what was found in each, and the names of the fields that are shown.
    """
    constants = _constants(modules.values())
    wrappers: dict[str, set[_Argument]] = {}
    shown: set[str] = set()
    while True:
        finders = {path: _Finder(constants, wrappers) for path in modules}
        for path, tree in modules.items():
            finders[path].visit(tree)
        before = sum(map(len, wrappers.values()))
        for finder in finders.values():
            shown |= finder.attributes
            for name, arguments in finder.passed_on.items():
                wrappers.setdefault(name, set()).update(arguments)
        for name, names in classes.items():
            arguments = {_Argument(place, one) for place, one in enumerate(names) if one in shown}
            wrappers.setdefault(name, set()).update(arguments)
        if before == sum(map(len, wrappers.values())):
            return finders, shown


def extract(package: Path, root: Path) -> Iterator[tuple[str, str, Place]]:
    """Give context, text and place of every message of a package.

    :raises SyntaxError: when a module is no Python.
    """
    modules = {
        path: ast.parse(path.read_text(encoding="utf-8"), str(path)) for path in sorted(package.rglob("*.py"))
    }
    classes = _classes(modules.values())
    finders, shown = _searched(modules, classes)
    for path, tree in modules.items():
        found = finders[path].found + [("", text) for text in _members(tree, classes, shown)]
        file = path.relative_to(root).as_posix()
        for context, literal in sorted(found, key=lambda one: (one[1].lineno, one[1].col_offset, one[0])):
            if literal.value:
                yield context, str(literal.value), Place(file, literal.lineno)
