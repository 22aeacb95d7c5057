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
        ("Borgmester - Per Toft (C)", "Per Toft"),
        ("Direktør i Danske Havne Mie Lund (næstformand)", "Mie Lund"),
        ("Havnepolitisk chef i DFO Karl Vad", "Karl Vad"),
        ("Chef i Region Fjordland Per Toft grundet ferie", "Per Toft"),
        ("Sekretær i Odder Kommune Ane Mie Holk", "Ane Mie Holk"),
        ("Konsulent hos Fjordens Venner Ane Mie Holk", "Ane Mie Holk"),
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


@pytest.mark.parametrize(
    "lines",
    [
        (
            "18.00 – 18.20",
            "Nyt fra rektor",
            "Alt går.",
            "18.20-19.00",
            "Budget",
            "Det holder.",
            "19.00",
            "Eventuelt",
            "Intet.",
        ),
        ("Kl. 18.00: Nyt fra rektor", "Alt går.", "Kl. 18.20: Budget", "Det holder.", "Kl. 19.00: Eventuelt", "Intet."),
    ],
)
def test_items_of_an_agenda_by_the_clock(lines: tuple[str, ...]) -> None:
    assert [item.title for item in document(*lines).items] == ["Nyt fra rektor", "Budget", "Eventuelt"]


def test_hours_that_go_back_are_no_agendas() -> None:
    assert not document("18.00", "Nyt fra rektor", "Alt går.", "17.00", "Budget", "16.00", "Eventuelt").items


def test_minutes_that_nothing_calls_so_are_told_by_what_was_done() -> None:
    lines = ["Rådsmøde 4. marts 2025", "", "1 Dagsorden", "Godkendt", "", "2 Nyt tag", "Udskydes til næste møde.", ""]
    found = parsed("\n".join([*lines, "3 Haven", "Menighedsrådet godkendte planen.", "", "4 Eventuelt", "Intet."]))
    assert found.kind == "minutes"
    assert [item.outcomes for item in found.items] == [("approved",), ("postponed",), ("approved",), ()]


def test_a_last_line_that_decides_below_the_presentation_is_the_decision() -> None:
    item = document("1. Takster", "Sagsfremstilling", "De stiger.", "", "Godkendt enstemmigt.").items[0]
    assert (item.text("presentation"), item.text("decision")) == ("De stiger.", "Godkendt enstemmigt.")


def test_a_last_line_that_decides_is_the_decision_where_no_decision_has_a_heading() -> None:
    lines = []
    for number, (title, decided) in enumerate((("Broen", "Godkendt."), ("Vejen", "Drøftet."), ("Tage", "Udsat.")), 1):
        lines += [f"{number}. {title}", "Indstilling: Det indstilles, at sagen drøftes.", "", decided, ""]
    assert [item.text("decision") for item in document(*lines).items] == ["Godkendt.", "Drøftet.", "Udsat."]


def test_a_closing_item_of_one_level_stands_behind_items_of_two() -> None:
    lines = [
        "1. Dagsorden",
        "Godkendt",
        "",
        "2. Sager",
        "",
        "2.0 Vejen",
        "",
        "Indstilling:",
        "B.",
        "",
        "Beslutning:",
        "D.",
        "",
    ]
    found = document(
        *lines, "2.1 Broen", "", "Indstilling:", "B.", "", "Beslutning:", "D.", "", "3. Eventuelt", "Intet."
    )
    assert [item.number for item in found.items] == ["1", "2.0", "2.1", "3"]


@pytest.mark.parametrize("whose", ["", " (Mie)", " (Elevrådet)"])
def test_whose_an_item_is_may_stand_behind_its_number(whose: str) -> None:
    rows = [f"Pkt. 1{whose}", "Nyt tag", "18.00-18.10", "Drøftelse", "", f"Pkt. 2{whose}", "Næste møde:"]
    assert [item.title for item in document(*rows).items] == ["Nyt tag", "Næste møde"]
