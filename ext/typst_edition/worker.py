"""The Typst compiler in a process of its own, which gives its memory back when it ends.

The compiler keeps what it made, hundreds of megabytes an edition, so that a second call
takes a fraction of the first one's time. Run by :mod:`typst_edition.compile`; it imports
nothing else, so it starts in no time.

The first message says what to compile: the main file, its folder, folders of fonts, and how
to write the PDF. Each further one asks for the ``pdf`` or the value of an expression; the
answer is the value and the compiler's warnings, or its complaint. Messages are pickled.
"""

from __future__ import annotations

import pickle
import sys
from typing import Any

import typst


def main() -> None:
    """Answer what standard input asks for, until it ends."""
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    file, root, font_paths, options = pickle.load(questions)  # noqa: S301 - from our own process
    # No system fonts: the same sources must give the same bytes on every machine.
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=font_paths)
    compiler = typst.Compiler(file, root=root, font_paths=fonts)
    while True:
        try:
            question = pickle.load(questions)  # noqa: S301 - from our own process
        except EOFError:
            return
        value: object = None
        told: list[str] = []
        complaint = None
        try:
            if question == "pdf":
                value, warnings = compiler.compile_with_warnings(format="pdf", **options)
                told = [warning.diagnostic for warning in warnings]
            else:
                value = _evaluate(compiler, question, options)
        except typst.TypstError as error:
            complaint = error.diagnostic or str(error)
        pickle.dump((value, told, complaint), answers)
        answers.flush()


def _evaluate(compiler: typst.Compiler, expression: str, options: dict[str, Any]) -> str:
    try:
        return compiler.eval(expression)
    except RuntimeError:
        # It does not say where the error stands, as this does.
        compiler.compile(format="pdf", **options)
        raise


if __name__ == "__main__":
    main()
