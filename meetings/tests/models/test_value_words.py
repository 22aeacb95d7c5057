"""A plain value as an editor reads it."""

import pytest

from meetings.importing.records import RECORD_MODELS
from meetings.models.base import RecordType
from meetings.models.value_words import value_in_words


@pytest.mark.parametrize(
    ("kind", "field", "value", "words"),
    [
        pytest.param("item", "presentation", "", "–", id="nothing"),
        pytest.param("item", "position", 0, "0", id="none is a number"),
        pytest.param("meeting", "participants_complete", False, "Nej", id="no"),
        pytest.param("participant", "status", "absent", "Afbud", id="a choice"),
        pytest.param("decision", "further_outcomes", ["noted", "decided"], "Taget til efterretning, Besluttet",
                     id="several choices"),
        pytest.param("table", "rows", [["Læsø", "2"], ["Rebild", ""]], "Læsø | 2\nRebild | ", id="rows"),
        pytest.param("decision", "votes", [{"side": "for", "count": 20, "who": "A"}], "for | 20 | A", id="a vote"),
        pytest.param("item", "no_such_field", "x", "x", id="a field that the model lacks"),
    ],
)  # fmt: skip
def test_a_value_in_words(kind: RecordType, field: str, value: object, words: str) -> None:
    assert value_in_words(RECORD_MODELS[kind], field, value) == words
