"""A plan in words: the parts that the uploads' tests do not meet."""

import pytest

from meetings.plan_report import EXCERPT, beside, in_words, summary
from meetings.planning import Plan
from meetings.records import Kind


@pytest.mark.parametrize(
    ("kind", "field", "value", "words"),
    [
        pytest.param("item", "presentation", "", "–", id="nothing"),
        pytest.param("item", "attachment_markers", 0, "0", id="none is a number"),
        pytest.param("meeting", "participants_complete", False, "Nej", id="no"),
        pytest.param("participant", "status", "absent", "Afbud", id="a choice"),
        pytest.param("decision", "further_outcomes", ["noted", "decided"], "Taget til efterretning, Besluttet",
                     id="several choices"),
        pytest.param("table", "rows", [["Læsø", "2"], ["Rebild", ""]], "Læsø | 2, Rebild | ", id="rows"),
        pytest.param("item", "no_such_field", "x", "x", id="a field that the model lacks"),
    ],
)  # fmt: skip
def test_a_value_in_words(kind: Kind, field: str, value: object, words: str) -> None:
    assert in_words(kind, field, value) == words


def test_short_texts_stand_whole() -> None:
    assert beside("En bro.", "En ny bro.") == ("En bro.", "En ny bro.")


def test_long_texts_begin_shortly_before_they_differ() -> None:
    same = "Ord. " * 400
    old, new = beside(f"{same}Slut.", f"{same}Begyndelse.")
    assert old.startswith("… ")
    assert old.endswith("Ord. Slut.")
    assert new.endswith("Ord. Begyndelse.")
    assert max(len(old), len(new)) < EXCERPT


def test_a_long_new_text_is_cut_at_its_end() -> None:
    old, new = beside("", "Ord. " * 400)
    assert (old, new[:4], new[-2:]) == ("", "Ord.", " …")


def test_a_document_that_adds_nothing_says_so() -> None:
    assert summary(Plan("updated", ()), "KKR X") == "KKR X: dokumentet lægges til mødet, som ikke ændres."
