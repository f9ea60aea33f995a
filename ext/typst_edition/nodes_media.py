"""Visitors of figures, images, code and formulas."""

from __future__ import annotations

import re
import shutil
from pathlib import Path, PurePosixPath

from docutils import nodes

from typst_edition import escape
from typst_edition.diagnostics import Subtype, warn
from typst_edition.layout import STICKY, of_kind
from typst_edition.nodes_tables import TableVisitors

_LENGTH = re.compile(r"(\d+(?:\.\d+)?)\s*(%|[a-z]*)")
_TYPST_UNITS = frozenset({"%", "pt", "cm", "mm", "in", "em"})
_PIXEL = 0.75  # points, as CSS defines it


class MediaVisitors(TableVisitors):
    """Figures, images, code blocks, formulas."""

    def visit_figure(self, node: nodes.figure) -> None:
        """Write a figure: its image, its caption with Sphinx's number, its legend."""
        self.start_block(node)
        anchors = self.take_anchors()
        caption = next(of_kind(node, nodes.caption), None)
        source = self.inner(node, [child for child in node.children if child is not caption])
        title = f"[{self.caption(node, caption, 'figure')}]" if caption is not None else "none"
        leads = escape.boolean(bool(node.get(STICKY)))
        self.write(f"#picture(leads: {leads}, anchors: [{anchors}], caption: {title})[{source}]\n")

    def visit_caption(self, node: nodes.caption) -> None:
        """Write the caption of what is no figure, such as a code block."""
        self.start_block(node)
        self.write("#rubric[")
        if number := self._figure_number(node.parent, "code-block"):
            self.text(f"{number} ")
        self.children(node, end="]\n")

    def visit_image(self, node: nodes.image) -> None:
        """Write an image with its alternative text."""
        self.anchor(node)
        alt = node.get("alt") or ""
        if not alt:
            alt = PurePosixPath(node["uri"]).name
            warn(Subtype.MISSING_ALT, f"image without alternative text: {node['uri']}", node)
        file = self._file(node)
        in_line = isinstance(node.parent, nodes.TextElement)
        if not in_line:
            self.start_block(node)
        self.flush()
        if file is None:
            warn(Subtype.MISSING_IMAGE, f"image not found, or of a kind Typst lacks: {node['uri']}", node)
            self.write(f"#emph[{escape.markup_text(alt)}]")
        else:
            source = f"image({escape.exact_string('/' + file)}, alt: {escape.string(alt)}{_width(node)})"
            form = "#box({});" if in_line else "#leading({})\n" if node.get(STICKY) else "#{}\n"
            self.write(form.format(source))

    def _file(self, node: nodes.image) -> str | None:
        """Copy or draw the image to the compiler's folder; give its name there, None where there is none."""
        images, folder = self.draft.images, self.draft.folder
        uri, original = node["uri"], Path(self.builder.srcdir, node["uri"])
        # Names of our own: what a file is called must not matter to Typst.
        name = f"image{len(images)}"
        if "svg" in node:
            images[name] = name + ".svg"
            (folder / images[name]).write_text(node["svg"], encoding="utf-8")
            return images[name]
        if uri not in images and uri in self.builder.images and original.is_file():
            images[uri] = name + original.suffix.lower()
            shutil.copyfile(original, folder / images[uri])
        return images.get(uri)

    def visit_literal_block(self, node: nodes.TextElement) -> None:
        """Write code as it stands, without colours: none of Typst's contrast enough."""
        self.start_block(node)
        self.write(f"#code-block([{self.take_anchors()}], {escape.exact_string(node.astext())})\n")

    visit_doctest_block = visit_productionlist = visit_literal_block

    def visit_math(self, node: nodes.math | nodes.math_block) -> None:
        """Print the source of a formula, with a warning."""
        in_line = isinstance(node, nodes.math)
        if not in_line:
            self.start_block(node)
        self.anchor(node)
        self.flush()
        warn(Subtype.MATH, "a formula is printed as its source", node)
        text = node.astext()
        line, block = f"#raw({escape.string(text)});", f"#code-block([], {escape.exact_string(text)})\n"
        self.write(line if in_line else block)

    visit_math_block = visit_math


def _width(node: nodes.Element) -> str:
    found = _LENGTH.fullmatch(str(node.get("width", "")).strip())
    if not found:
        return f", width: {int(node['scale'])}%" if node.get("scale") else ""
    number, unit = found.groups()
    if unit in _TYPST_UNITS:
        return f", width: {number}{unit}"
    return f", width: {float(number) * _PIXEL:g}pt" if unit in {"", "px"} else ""
