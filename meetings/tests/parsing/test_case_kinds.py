"""The kind of case in brackets around a title."""

import pytest

from meetings.parsing.document import CaseType
from meetings.parsing.structure.case_kinds import take_case_kinds
from meetings.parsing.structure.headings import Heading


def taken(*titles: str) -> list[tuple[str, CaseType | None]]:
    headings = [Heading(str(at), title, True, at, at + 1, at) for at, title in enumerate(titles, start=1)]
    return [(heading.title, heading.case_type) for heading in take_case_kinds(headings)]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param("En bro (B)", ("En bro", "decision"), id="B"),
        pytest.param("En bro (O)", ("En bro", "briefing"), id="O"),
        pytest.param("En bro (D)", ("En bro", "discussion"), id="D"),
        pytest.param("En bro (T)", ("En bro", "theme"), id="T"),
        pytest.param("En bro (Beslutning)", ("En bro", "decision"), id="a word"),
        pytest.param("En bro (til orientering)", ("En bro", "briefing"), id="what it is for"),
        pytest.param("En bro (Drøftelsessag)", ("En bro", "discussion"), id="a kind of case"),
        pytest.param("En bro (orienteringspunkt)", ("En bro", "briefing"), id="a kind of item"),
        pytest.param("En bro [Temadrøftelse]", ("En bro", "theme"), id="another bracket"),
        pytest.param("En bro (D/B)", ("En bro", "discussion"), id="two letters"),
        pytest.param("(O) En bro", ("En bro", "briefing"), id="a letter first"),
        pytest.param("(Offentlig) En bro", ("En bro", None), id="public"),
        pytest.param("En bro (Åben)", ("En bro", None), id="open"),
        pytest.param("En bro (Lukket sag)", ("En bro", None), id="closed"),
        pytest.param("(Åben) En bro", ("En bro", None), id="open, first"),
        pytest.param("(Åben) En bro (O)", ("En bro", "briefing"), id="both"),
        pytest.param("En bro (Åben) (B)", ("En bro", "decision"), id="two behind"),
        pytest.param("En bro (B) - Lukket punkt", ("En bro - Lukket punkt", "decision"), id="access behind the kind"),
        pytest.param("En bro (2. behandling)", ("En bro (2. behandling)", None), id="a reading is part of the title"),
        pytest.param("En bro (genoptaget)", ("En bro (genoptaget)", None), id="taken up again is part of it"),
        pytest.param("Forslag fra Lise Holm (B)", ("Forslag fra Lise Holm (B)", None), id="a person's party"),
        pytest.param("Forslag fra Lise Holm (A)", ("Forslag fra Lise Holm (A)", None), id="a letter of no kind"),
        pytest.param("Forslag fra Holm (B)", ("Forslag fra Holm (B)", None), id="a last name's party"),
        pytest.param("Center for Beredskab (O)", ("Center for Beredskab", "briefing"), id="a name that is nobody's"),
        pytest.param("(B)", ("(B)", None), id="nothing but a letter"),
        pytest.param("En bro", ("En bro", None), id="none"),
    ],
)
def test_a_title_keeps_no_kind(title: str, expected: tuple[str, CaseType | None]) -> None:
    assert taken(title) == [expected]


def test_a_letter_behind_a_name_is_a_kind_where_most_titles_end_in_one() -> None:
    assert taken("Dagsorden (B)", "Plan for Havnevej (B)", "Nyt fra Odense (O)", "Eventuelt") == [
        ("Dagsorden", "decision"),
        ("Plan for Havnevej", "decision"),
        ("Nyt fra Odense", "briefing"),
        ("Eventuelt", None),
    ]
