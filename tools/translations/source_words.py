"""Messages of an extension: what its Python code hands to ``words(…)``.

A message is a literal in the call, or one that reaches it through a constant, a loop over
literals, a function of the extension that passes its parameter on, or a field of one of
its classes (``words(column.title)``), members of coded vocabularies included.  Babel's own
extraction sees the first kind only, and a marker function is forgotten sooner or later.

Noted is from where each name, parameter and field has its values; the messages are the literals
on the way back from what is shown.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from .messages import Place

if TYPE_CHECKING:
    from pathlib import Path

_CALLED = frozenset({"words", "self"})  # ``self(…)`` within the translator itself


class _Literal(NamedTuple):
    """A text, and where it stands."""

    file: str
    line: int
    column: int
    text: str


class _Name(NamedTuple):
    """A name, to be looked up in its scopes, the innermost first."""

    scopes: tuple[ast.AST, ...]
    name: str


class _Slot(NamedTuple):
    """What a function is handed, by place or name; without a function, what classes hold in a field."""

    function: str
    place: int | str


_Source = _Literal | _Name | _Slot


class _Flow(ast.NodeVisitor):
    """Reads modules: from where values come, and what is shown in which context.

    :param classes: the fields of each class, in their order.
    """

    def __init__(self, classes: Mapping[str, Sequence[str]]) -> None:
        self.classes = classes
        self.file = ""
        self.scopes: tuple[ast.AST, ...] = ()
        self.sources: dict[object, list[_Source]] = defaultdict(list)
        self.shown: list[tuple[str, _Source]] = []

    def visit_Module(self, node: ast.AST) -> None:
        """Read a module, or what else has names of its own."""
        outer = self.scopes
        self.scopes = (node, *outer)
        self.generic_visit(node)
        self.scopes = outer

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = visit_Module  # noqa: N815

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """Note what the parameters of a function stand for."""
        # The caller of a method does not write ``self``.
        names = [one.arg for one in (*node.args.posonlyargs, *node.args.args) if one.arg != "self"]
        for place, name in enumerate(names):
            self.sources[node, name] = [_Slot(node.name, place), _Slot(node.name, name)]
        for name, default in zip(reversed(names), reversed(node.args.defaults), strict=False):
            self.sources[node, name] += self._of(default)
        self.visit_Module(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """Take the members of a vocabulary, each a tuple of its code and its fields in order."""
        names = next((self.classes[_name(base)] for base in node.bases if _name(base) in self.classes), ())
        for member in node.body:
            if isinstance(member, ast.Assign) and isinstance(member.value, ast.Tuple):
                for name, value in zip(names, member.value.elts[1:], strict=False):
                    self.sources[_Slot("", name)] += self._literals(value)
        self.visit_Module(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        """Note what a name stands for."""
        for target in node.targets:
            self._bind(target, node.value)
        self.generic_visit(node)

    def visit_For(self, node: ast.For | ast.comprehension) -> None:
        """Note what the variables of a loop over literals stand for."""
        for row in node.iter.elts if isinstance(node.iter, (ast.Tuple, ast.List)) else ():
            if isinstance(node.target, ast.Tuple) and isinstance(row, ast.Tuple):
                for name, value in zip(node.target.elts, row.elts, strict=False):
                    self._bind(name, value)
            else:
                self._bind(node.target, row)
        self.generic_visit(node)

    visit_comprehension = visit_For

    def _bind(self, target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, ast.Name):
            self.sources[self.scopes[0], target.id] += self._literals(value)
            if len(self.scopes) == 1:  # for those who import it
                self.sources[target.id] += self._literals(value)

    def visit_Call(self, node: ast.Call) -> None:
        """Note what a call shows, or hands to a function or class."""
        name = _name(node.func)
        if name in _CALLED and node.args:
            self.shown += [(one, source) for one in _contexts(node) for source in self._of(node.args[0])]
        fields = self.classes.get(name, ())
        for place, value in enumerate(node.args):
            slot = _Slot("", fields[place]) if place < len(fields) else _Slot(name, place)
            self.sources[slot] += self._of(value)
        for keyword in node.keywords:
            self.sources[_Slot("" if fields else name, keyword.arg or "")] += self._of(keyword.value)
        self.generic_visit(node)

    def _literals(self, node: ast.expr) -> list[_Source]:
        """Give the literals of a constant: a text, or the values of a list or table of texts."""
        match node:
            case ast.Constant(value=str() as text, lineno=line, col_offset=column):
                return [_Literal(self.file, line, column, text)] if text else []
            case ast.Dict(values=parts) | ast.Tuple(elts=parts) | ast.List(elts=parts):
                return [text for part in parts for text in self._literals(part)]
        return []

    def _of(self, node: ast.expr) -> list[_Source]:
        """Tell from where an expression has its texts."""
        match node:
            case ast.Constant():
                return self._literals(node)
            case ast.Name(id=name):
                return [_Name(self.scopes, name)]
            case ast.Attribute(attr=name):
                return [_Slot("", name)]
            case ast.IfExp(body=first, orelse=second):
                return [*self._of(first), *self._of(second)]
            case ast.Subscript(value=part) | ast.Call(func=ast.Attribute(attr="get"), args=[_, part]):
                return self._of(part)
        return []

    def texts(self) -> list[tuple[_Literal, str]]:
        """Give each literal that is shown with its context, in the order of the sources."""
        seen = set[tuple[str, _Source]]()
        open_ones = self.shown
        while open_ones:
            seen.update(open_ones)
            further = {(context, one) for context, source in open_ones for one in self._behind(source)}
            open_ones = [*(further - seen)]
        return sorted((source, context) for context, source in seen if isinstance(source, _Literal))

    def _behind(self, source: _Source) -> list[_Source]:
        if not isinstance(source, _Name):
            return self.sources.get(source, [])
        places = [*((scope, source.name) for scope in source.scopes), source.name]
        return next((self.sources[place] for place in places if place in self.sources), [])


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _contexts(call: ast.Call) -> list[str]:
    """Give the contexts of a message, its second argument, where they are written out."""
    second = call.args[1] if len(call.args) > 1 else ast.Constant("")
    written = (second.body, second.orelse) if isinstance(second, ast.IfExp) else (second,)
    return [str(one.value) for one in written if isinstance(one, ast.Constant)]


def _fields(node: ast.ClassDef) -> list[str]:
    annotated = [entry.target for entry in node.body if isinstance(entry, ast.AnnAssign)]
    return [target.id for target in annotated if isinstance(target, ast.Name)]


def extract(package: Path, root: Path) -> Iterator[tuple[str, str, Place]]:
    """Give context, text and place of every message of a package.

    :raises SyntaxError: when a module is no Python.
    """
    trees = {
        path: ast.parse(path.read_text(encoding="utf-8"), str(path)) for path in sorted(package.rglob("*.py"))
    }
    nodes = (node for tree in trees.values() for node in ast.walk(tree))
    flow = _Flow({node.name: _fields(node) for node in nodes if isinstance(node, ast.ClassDef)})
    for path, tree in trees.items():
        flow.file = path.relative_to(root).as_posix()
        flow.visit(tree)
    for literal, context in flow.texts():
        yield context, literal.text, Place(literal.file, literal.line)
