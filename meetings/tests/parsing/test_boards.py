"""How boards of schools, waterworks and parishes write minutes: numbers without stops, answers »Ad 1.«, offices."""

import pytest

from meetings.parsing.document import Document
from meetings.parsing.structure.decision_lines import decision_heading
from meetings.parsing.structure.person_entries import parse_entry
from meetings.tests.papers import parsed

COVER = ["Referat af bestyrelsesmøde i Birk Gymnasium", "den 4. marts 2025 kl. 16.00", ""]


def document(*lines: str) -> Document:
    return parsed("\n".join([*COVER, *lines]))


def test_titles_numbered_in_a_row_without_stops_or_gaps_are_items() -> None:
    titles = ["Dagsorden", "Nyt fra formanden", "Driften", "Regnskab", "Næste møde"]
    lines = [line for number, title in enumerate(titles, 1) for line in (f"{number} {title}", "Det går godt.")]
    assert [item.title for item in document(*lines).items] == titles


def test_answers_to_the_list_above_are_the_items_whatever_some_of_them_begin_with() -> None:
    titles = ["Referat", "Nyt fra rektor", "Kapacitet"]
    contents = [f"{number}. {title}" for number, title in enumerate(titles, 1)]
    answers = [
        *("Ad 1. Referat", "", "Beslutning", "Referatet blev godkendt.", ""),
        *("Ad 2. Nyt fra rektor", "", "Skolen har fået nyt tag.", ""),
        *("Ad 3. Kapacitet", "", "Beslutning", "Bestyrelsen godkendte kapaciteten."),
    ]
    found = document("Dagsorden:", *contents, "", "Sagsfremstilling:", "", *answers).items
    assert [(item.number, item.title) for item in found] == list(zip("123", titles, strict=True))
    assert [item.outcomes for item in found] == [("approved",), (), ("approved",)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tidl. skoleleder Karl Vad", "Karl Vad"),
        ("Gymnasieelev Mie Lund (elevrepræsentant)", "Mie Lund"),
        ("Borgmester Per Toft grundet ferie", "Per Toft"),
    ],
)
def test_an_office_before_a_name_is_no_part_of_it(text: str, name: str) -> None:
    entry = parse_entry(text)
    assert entry is not None
    assert entry.name == name


@pytest.mark.parametrize("verb", ["besluttede", "vedtog"])
def test_a_body_that_decided_on_a_day_heads_its_decision(verb: str) -> None:
    heading = decision_heading(f"Byrådet {verb} den 29-04-2025:")
    assert heading is not None
    assert (heading.body, heading.says_so) == ("Byrådet", True)
    assert decision_heading(f"Byrådet {verb} at bygge broen den 29-04-2025") is None


@pytest.mark.parametrize(
    "heading", ["Beslutning for Punkt 2: Broen over åen", "Beslutning til pkt. 2", "Referat for punkt 2 – Bro"]
)
def test_a_decision_is_headed_by_its_items_number(heading: str) -> None:
    named = decision_heading(heading)
    assert named is not None
    assert named.is_bare
    assert decision_heading("Beslutning for byen at bygge 2 broer") is None


def test_a_title_in_a_column_goes_on_with_a_day() -> None:
    found = document(
        "Dagsorden                               Referat",
        "",
        "1. Godkendelse af referat fra           Referatet blev godkendt",
        "   6. december 2024                     uden bemærkninger.",
        "",
        "2. Eventuelt                            Intet.",
    ).items
    assert [item.title for item in found] == ["Godkendelse af referat fra 6. december 2024", "Eventuelt"]
