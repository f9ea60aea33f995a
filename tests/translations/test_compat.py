"""What :mod:`bilingual._compat` leans on is still where it was."""

from __future__ import annotations

import inspect

import pytest
from myst_parser.mdit_to_docutils import base

from bilingual import _compat

pytestmark = pytest.mark.fast


def test_myst_still_makes_a_document_that_it_may_not_need() -> None:
    assert 'options.get("document", make_document())' in inspect.getsource(base.DocutilsRenderer.setup_render)


def test_documents_made_from_shared_settings_are_like_those_of_myst(monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = inspect.unwrap(base.make_document)
    monkeypatch.setattr(base, "make_document", theirs)
    before = theirs()
    _compat.share_default_settings()
    made, another = base.make_document(), base.make_document()
    assert {name: repr(value) for name, value in vars(made.settings).items()} == {
        name: repr(value) for name, value in vars(before.settings).items()
    }
    assert made["source"] == before["source"]
    made.settings.tab_width = 3
    assert another.settings.tab_width == before.settings.tab_width != 3
