"""One cover, written as people write: days, hours, councils, people and cases in every form say the same."""

from datetime import date, time

import pytest

from meetings.parsing.document import Participant
from meetings.parsing.meaning.votes import find_votes
from meetings.parsing.structure.case_numbers import parse_case_line
from meetings.tests.papers import parsed

ITEMS = "\n\n1. Ny bro\nBeslutning\nGodkendt.\n\n2. Vejen\nBeslutning\nDrøftet.\n"


@pytest.mark.parametrize(
    "day",
    [
        *("4. marts 2024", "04-03-2024", "04–03–2024", "2024-03-04", "2024.03.04", "2024/03/04", "4. marts år 2024"),
        *(
            "marts 4, 2024",
            "4. marts/2024",
            "04-03-24",
            "den 4/3-24",
            "04-03-24 - 16:30",
            "4/marts/2024",
            "04.mar.2024",
            "den 4de marts 2024",
            "d. 4/3-2024",
            "4/3 2024",
            "Mandag den\n4. marts 2024",
            "4.3.2024",
            *("4.III.2024", "4. III 2024", "4/III 2024", "Dato: 04/mar/24", "Dato: 4-mar-24"),
            *("Mødedato: 20240304", "Møde 20240304", "20240304"),
        ),
    ],
)
def test_the_meetings_day(day: str) -> None:
    assert parsed(f"Referat\nHavneudvalget, Birkelev Kommune\n{day}{ITEMS}").date == date(2024, 3, 4)


@pytest.mark.parametrize(
    "hour",
    [
        *("kl. 9.30", "kl. 0930", "klokken 9:30", "kl.9.30", "fra kl. 9.30 til kl. 12.00"),
        *("\nTid: 0930 – 1200", "0930-1200", "\nTidspunkt: 0930 til 1200"),
    ],
)
def test_the_meetings_hour(hour: str) -> None:
    read = parsed(f"Referat\nHavneudvalget, Birkelev Kommune\n4. marts 2024 {hour}{ITEMS}")
    assert read.start_time == time(9, 30)


@pytest.mark.parametrize(
    "name",
    [
        *("KKR Midtjylland", "KKR\nMidtjylland", "K.K.R. Midtjylland", "KKR (Kommunekontaktrådet) Midtjylland"),
        *("Kommunekontaktrådet\nMidtjylland", "Kommunernes Kontaktråd Midtjylland", "KKR – Midtjylland"),
        *("Kommunekontaktrådet (KKR) Midtjylland", "Referat fra møde i KKR\nMidtjylland"),
    ],
)
def test_a_kkr_in_each_of_its_forms(name: str) -> None:
    assert parsed(f"Referat\n{name}\n4. marts 2024{ITEMS}").council == "KKR Midtjylland"


@pytest.mark.parametrize(
    ("written", "council"),
    [
        ("Udvalget for\nHavne", "Udvalget for Havne"),
        ("Udvalget\nfor Havne", "Udvalget for Havne"),
        ("Udvalget for Havne, Birkelev\nKommune", "Udvalget for Havne"),
        ("Møde i Udvalget for Havne den 4.\nmarts 2024", "Udvalget for Havne"),
        ("Udvalget for det gode\nliv", "Udvalget for det gode liv"),
        ("Børne-, Unge- og\nKulturudvalget", "Børne-, Unge- og Kulturudvalget"),
        ("Klima-,\nTeknik- og Miljøudvalget", "Klima-, Teknik- og Miljøudvalget"),
        ("BØRNE-, UNGE- OG KULTURUDVALGET", "Børne-, Unge- og Kulturudvalget"),
        ("Udvalget Vækst og Udvikling", "Udvalget Vækst og Udvikling"),
        ("Udvalget for Havne\nMandag i uge 10", "Udvalget for Havne"),
        ("Økonomiudvalget\nTid: kl. 10", "Økonomiudvalget"),
    ],
)
def test_a_body_whose_name_the_width_of_the_cover_broke(written: str, council: str) -> None:
    read = parsed(f"Referat\n{written}\nBirkelev Kommune\n4. marts 2024{ITEMS}")
    assert read.council == f"{council}, Birkelev Kommune"


def people(text: str) -> set[tuple[str, str, str]]:
    def said(person: Participant) -> tuple[str, str, str]:
        return person.name, person.party, person.status

    cover = "Referat\nHavneudvalget, Birkelev Kommune\nMødedato: 4. marts 2024\n\n"
    return {said(person) for person in parsed(f"{cover}{text}{ITEMS}").participants}


@pytest.mark.parametrize(
    "form",
    [
        *("@ (#)", "@, #", "@ [#]", "@ / #", "@ - #", "@ – #", "@  #", "@ {#}", "@ /#/", "@; #", "@(#)", "@ ( # )"),
        *("• @ [#]", "| @ (#) |", "1. @ (#)", "* @ (#)", "**@** (#)"),
    ],
)
def test_a_party_in_any_signs(form: str) -> None:
    lines = [form.replace("@", name).replace("#", party) for name, party in (("Ane Holk", "A"), ("Bo Riis", "V"))]
    listed = "\n".join(["Deltagere:", *lines, "", "Afbud:", form.replace("@", "Mie Lund").replace("#", "C")])
    expected = {("Ane Holk", "A", "present"), ("Bo Riis", "V", "present"), ("Mie Lund", "C", "absent")}
    assert people(listed) == expected


@pytest.mark.parametrize("absent", ["Ej mødt", "Ikke mødt", "Afbud", "Fraværende", "Ej til stede"])
@pytest.mark.parametrize("present", ["Deltagere fra udvalget", "Deltagere", "Deltagere i Havneudvalget", "Til stede"])
def test_a_list_under_other_words(present: str, absent: str) -> None:
    listed = f"{present}\nAne Holk (A)\nBo Riis (V)\n\n{absent}\nMie Lund (C)"
    assert {name: status for name, _, status in people(listed)} == {
        "Ane Holk": "present",
        "Bo Riis": "present",
        "Mie Lund": "absent",
    }


def test_numbered_people_are_no_sections() -> None:
    listed = "1. Ane Holk (A), Odder Kommune\n2. Bo Riis (V), Odder Kommune"
    text = f"Referat\nKKR Limfjorden\n4. marts 2024\n\nDeltagere\n\n{listed}"
    read = parsed(f"{text}\n\n1. Sager\n\n1.1. Ny bro\nSAG-2024-00417 abc\n\nBeslutning\nGodkendt.\n")
    assert [person.name for person in read.participants] == ["Ane Holk", "Bo Riis"]
    assert [section.title for section in read.sections] == ["Sager"]


@pytest.mark.parametrize(
    "label",
    [
        "Arkivsagsnr.:",
        "Arkivsag:",
        "Sagsakt:",
        "Sagsnr.(ESDH):",
        "Sagsnr. (SBSYS):",
        "Ref.:",
        "Vores ref.:",
        "Sagsnr.:",
    ],
)
def test_a_case_number_behind_any_label(label: str) -> None:
    case = parse_case_line(f"{label} 24/1902")
    assert case is not None
    assert case.number == "24/1902"


@pytest.mark.parametrize("text", ["Arkivsagen er gammel", "Ref. til budgettet", "Vores ref er hr. Holm"])
def test_words_that_begin_as_a_label_does_are_text(text: str) -> None:
    assert parse_case_line(text) is None


@pytest.mark.parametrize(
    "decision",
    [
        "For stemte 4 (C)\nImod stemte 11 (A, B)\nUndlod at stemme 1 (V)",
        "For stemmer 4 (C)\nImod stemmer 11 (A, B)\nUndlader at stemme 1 (V)",
        "For (4): C\nImod (11): A, B\nUndlod at stemme (1): V",
        "For - 4 (C)\nImod - 11 (A, B)\nUndlod at stemme - 1 (V)",
        "Stemmer for: 4 (C)\nStemmer imod: 11 (A, B)\nUndlod at stemme: 1 (V)",
        "For stemte fire (C)\nImod stemte elleve (A, B)\nUndlod at stemme en (V)",
        "For stemte: C (4)\nImod stemte: A, B (11)\nUndlod: V (1)",
        "4 medlemmer stemte for (C)\n11 medlemmer stemte imod (A, B)\n1 medlem undlod at stemme (V)",
        "Godkendt med 4 stemmer for (C), 11 stemmer imod (A, B) og 1, der undlod at stemme (V).",
    ],
)
def test_votes_of_three_sides(decision: str) -> None:
    assert [(vote.side, vote.count, vote.who) for vote in find_votes(decision)] == [
        ("for", 4, "C"),
        ("against", 11, "A, B"),
        ("abstained", 1, "V"),
    ]


def test_votes_that_say_yes_and_no() -> None:
    votes = find_votes("Vedtaget med 14 ja-stemmer og 5 nej-stemmer.")
    assert [(vote.side, vote.count) for vote in votes] == [("for", 14), ("against", 5)]


@pytest.mark.parametrize("decision", ["At godkende indstillingen.", "Udvalget kan godkende indstillingen."])
def test_an_infinitive_may_decide(decision: str) -> None:
    (first, *_) = parsed(f"Referat\nHavneudvalget\n4. marts 2024{ITEMS.replace('Godkendt.', decision)}").items
    assert first.outcome == "approved"


@pytest.mark.parametrize(
    ("title", "council"),
    [
        ("Hegnsynet", "Hegnsynet, Birkelev Kommune"),
        ("Hegnsyn", "Hegnsynet, Birkelev Kommune"),
        ("Lokalrådet Vest", "Lokalrådet Vest, Birkelev Kommune"),
        ("Distriktsudvalget Sydøst", "Distriktsudvalget Sydøst, Birkelev Kommune"),
        ("Ældreråd Nord", "Ældrerådet Nord, Birkelev Kommune"),
        ("Vesterhavets Lokaludvalg Nord", "Vesterhavets Lokaludvalg Nord, Birkelev Kommune"),
        ("Økonomiudvalg", "Økonomiudvalget, Birkelev Kommune"),
    ],
)
def test_bodies_of_a_part_of_the_town_and_of_fences_are_councils(title: str, council: str) -> None:
    text = f"{title}\nBirkelev Kommune\nReferat af møde den 4. marts\n2025 kl. 14\n\n1. Broen\nGodkendt."
    document = parsed(text)
    assert (document.council, document.date) == (council, date(2025, 3, 4))


def test_a_municipality_below_the_place_is_whose_the_council_is() -> None:
    document = parsed(
        "Havneudvalget\nTid: 4/3 24 kl. 14\nSted: Havnen\nBirkelev Kommune\n\nReferat\n\n1. Kaj\nGodkendt."
    )
    assert (document.place, document.council) == ("Havnen", "Havneudvalget, Birkelev Kommune")


def test_a_meetings_number_is_no_first_day() -> None:
    assert parsed(f"Referat\nHavneudvalget, Birkelev Kommune\nMøde nr. 3 - 7. maj 2025{ITEMS}").date == date(2025, 5, 7)


@pytest.mark.parametrize("began", ["Hun åbnede mødet kl. 16.00.", "Mødet åbnedes kl. 16.00.", "Mødet indledtes kl. 16"])
def test_an_item_tells_when_the_meeting_began(began: str) -> None:
    items = f"\n\n1. Dagsorden\nBeslutning\n{began}\nGodkendt.\n\n2. Vejen\nBeslutning\nDrøftet.\n"
    assert parsed(f"Referat\nHavneudvalget, Birkelev Kommune\n4. marts 2024{items}").start_time == time(16)
