from __future__ import annotations

import pytest

from progress_matrix.model.sentences import Passage, by_sentence, parse_context, sentences
from support.models import a_piece

pytestmark = pytest.mark.fast

PASSAGE = Passage("Q-1", "Paragraph 1", "T1", "G1", 4, {2: "frame", 3: "purpose"})


def test_each_sentence_is_linked_context_or_neither() -> None:
    cited = by_sentence(
        [a_piece("A1", sentences=("Q-1.1", "Q-1.3")), a_piece("A2", sentences=("Q-1.1", "Q-2.1"))]
    )
    lines = sentences(PASSAGE, cited)
    assert [line.id for line in lines] == ["Q-1.1", "Q-1.2", "Q-1.3", "Q-1.4"]
    assert [line.evidence for line in lines] == [("A1", "A2"), (), ("A1",), ()]
    assert [line.context for line in lines] == ["", "frame", "purpose", ""]
    assert [line.accounted for line in lines] == [True, True, True, False]


def test_context_is_read_with_its_reasons() -> None:
    assert parse_context(["3 purpose", "12 frame"]) == {3: "purpose", 12: "frame"}
    assert parse_context([]) == {}


@pytest.mark.parametrize(
    "entry",
    ["", "3", "frame", "0 frame", "03 frame", "3  frame", "3 Frame", "-1 frame", "3 a b", "3 frame\n"],
)
def test_context_of_another_form_is_refused(entry: str) -> None:
    with pytest.raises(ValueError, match="sentence number and a reason"):
        parse_context([entry])


def test_a_sentence_is_context_once() -> None:
    with pytest.raises(ValueError, match="sentence 3 is listed twice"):
        parse_context(["3 frame", "3 purpose"])
