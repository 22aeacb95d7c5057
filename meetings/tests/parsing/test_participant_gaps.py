"""A list of participants with a line that was not understood is not known to be whole."""

import pytest

from meetings.tests.papers import paper, parsed


@pytest.mark.parametrize(
    ("line", "complete"),
    [
        pytest.param("Ole Ny (B)", True, id="a name"),
        pytest.param("%% 14.3 && ++ 7", False, id="no name"),
    ],
)
def test_a_line_that_is_not_understood_leaves_a_gap(line: str, complete: bool) -> None:
    before = ["Deltagere", "Lise Holm (A)", "Bo Dal (V)", line]
    document = parsed(paper("En bro\nBeslutning\nRådet godkendte broen.", before=before))
    told = [warning.message for warning in document.warnings]
    assert document.participants_complete is complete, told
    assert any("blev ikke forstået" in message for message in told) is not complete
    assert not any("færre er til stede" in message for message in told)
