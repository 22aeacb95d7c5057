"""The list of participants, in every form in which councils print it."""

import pytest

from meetings.parsing.structure.participants import ParticipantList, read_participants
from meetings.parsing.structure.party_names import party_letter
from meetings.tests.papers import lines

# Name, party, municipality, role.
Person = tuple[str, str, str, str]


def read(*source: str) -> ParticipantList:
    return read_participants(lines("\n".join(source)))


def present(*source: str) -> list[Person]:
    """Those that a list reads as present; it must read everything and have nobody absent."""
    found = read("Til stede", *source)
    assert found.warnings == ()
    assert {participant.status for participant in found.participants} <= {"present"}
    return [(person.name, person.party, person.municipality, person.role) for person in found.participants]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("Lise Holm (A) Rebild Kommune", ("Lise Holm", "A", "Rebild", ""), id="no comma"),
        pytest.param("Lise Holm (A), Rebild Kommune", ("Lise Holm", "A", "Rebild", ""), id="a comma"),
        pytest.param("Lise Holm, Rebild Kommune", ("Lise Holm", "", "Rebild", ""), id="no party"),
        pytest.param("Lise Holm", ("Lise Holm", "", "", ""), id="a name alone"),
        pytest.param("Lise Holm, (A)", ("Lise Holm", "A", "", ""), id="a comma before the bracket"),
        pytest.param("Lise Holm, V", ("Lise Holm", "V", "", ""), id="a letter after a comma"),
        pytest.param("Lise Holm, Venstre", ("Lise Holm", "V", "", ""), id="a party's name"),
        pytest.param("Lise Holm (SF)", ("Lise Holm", "F", "", ""), id="a party's short name"),
        pytest.param("Lise Holm (Uden for parti)", ("Lise Holm", "UP", "", ""), id="outside the parties"),
        pytest.param("Lise Holm (UP)", ("Lise Holm", "UP", "", ""), id="UP"),
        pytest.param("Lise Holm (Løsgænger)", ("Lise Holm", "UP", "", ""), id="of no party"),
        pytest.param("Lise Holm (formand)", ("Lise Holm", "", "", "formand"), id="chairman"),
        pytest.param("Lise Holm (A, formand)", ("Lise Holm", "A", "", "formand"), id="party and chairman"),
        pytest.param("Lise Holm (A) (formand)", ("Lise Holm", "A", "", "formand"), id="two brackets"),
        pytest.param("Lise Holm (observatør)", ("Lise Holm", "", "", "observatør"), id="observer"),
        pytest.param("Lise Holm (Dansk Havn)", ("Lise Holm", "", "", "Dansk Havn"), id="an organisation"),
        pytest.param(
            "Lise Holm (A), borgmester i Rebild Kommune", ("Lise Holm", "A", "Rebild", "borgmester"), id="a mayor"
        ),
        pytest.param("Borgmester Lise Holm (A)", ("Lise Holm", "A", "", "borgmester"), id="a title before the name"),
        pytest.param("Lise Holm   Rebild Kommune", ("Lise Holm", "", "Rebild", ""), id="two columns"),
        pytest.param("Lise Holm   (A)   Rebild", ("Lise Holm", "A", "Rebild", ""), id="three columns"),
        pytest.param("• Lise Holm (A)", ("Lise Holm", "A", "", ""), id="a bullet"),
        pytest.param("Lise Vadsager", ("Lise Vadsager", "", "", ""), id="a name that ends as a word of agendas"),
        pytest.param("Adm. direktør Lise Holm", ("Lise Holm", "", "", "adm. direktør"), id="an abbreviated office"),
        pytest.param("2. Lise Holm (A)", ("Lise Holm", "A", "", ""), id="a number"),
        pytest.param("Lise Bach-Holm af Dal (A)", ("Lise Bach-Holm af Dal", "A", "", ""), id="a name of many parts"),
        pytest.param("H.C. von der Åhøj (A)", ("H.C. von der Åhøj", "A", "", ""), id="initials"),
        pytest.param("Éva M. Holm (A)", ("Éva M. Holm", "A", "", ""), id="a foreign letter"),
        pytest.param(
            "Lise Holm (A) deltog ikke under punkterne 12-15",
            ("Lise Holm", "A", "", "deltog ikke under punkterne 12-15"),
            id="absent from some items",
        ),
        pytest.param(
            "Lise Holm (A), til kl. 18.40 i punkt 2",
            ("Lise Holm", "A", "", "til kl. 18.40 i punkt 2"),
            id="left early",
        ),
        pytest.param(
            "Lise Holm (A), stedfortræder for Bo Dal",
            ("Lise Holm", "A", "", "stedfortræder for Bo Dal"),
            id="deputy for somebody",
        ),
        pytest.param(
            "Lise Holm (A) (stedfortræder for Bo Dal)",
            ("Lise Holm", "A", "", "stedfortræder for Bo Dal"),
            id="deputy for somebody, in brackets",
        ),
    ],
)
def test_a_line_is_a_participant(line: str, expected: Person) -> None:
    assert present(line) == [expected]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(
            ["Lise Holm", "formand", "A", "Bo Dal", "medlem", "Venstre"],
            [("Lise Holm", "A", "", "formand"), ("Bo Dal", "V", "", "medlem")],
            id="name, role and party on a line each",
        ),
        pytest.param(
            ["Lise Holm", "Borgmester", "(A)", "Bo Dal", "1. viceborgmester", "(V)"],
            [("Lise Holm", "A", "", "Borgmester"), ("Bo Dal", "V", "", "1. viceborgmester")],
            id="the same with brackets",
        ),
        pytest.param(
            ["Lise Holm (A)", "Rebild Kommune", "Bo Dal (V)", "Morsø Kommune"],
            [("Lise Holm", "A", "Rebild", ""), ("Bo Dal", "V", "Morsø", "")],
            id="the municipality on a line of its own",
        ),
        pytest.param(
            ["Lise Holm (A), Rebild", "Kommune"], [("Lise Holm", "A", "Rebild", "")], id="the word Kommune wrapped"
        ),
        pytest.param(
            ["Lise Holm (A)   Bo Dal (V)", "Ida Friis (F)   Per Vig (C)"],
            [
                ("Lise Holm", "A", "", ""),
                ("Bo Dal", "V", "", ""),
                ("Ida Friis", "F", "", ""),
                ("Per Vig", "C", "", ""),
            ],
            id="two columns of names",
        ),
        pytest.param(
            ["Lise Holm (A)", "Bo Dal (V)", "Ida Friis (F)", "Rebild Kommune", "Morsø Kommune", "Thisted Kommune"],
            [("Lise Holm", "A", "Rebild", ""), ("Bo Dal", "V", "Morsø", ""), ("Ida Friis", "F", "Thisted", "")],
            id="a column of names, then one of municipalities",
        ),
        pytest.param(
            ["Rebild Kommune", "Lise Holm (A)", "Bo Dal (V)", "Morsø Kommune", "Ida Friis (F)"],
            [("Lise Holm", "A", "Rebild", ""), ("Bo Dal", "V", "Rebild", ""), ("Ida Friis", "F", "Morsø", "")],
            id="municipalities as headings",
        ),
    ],
)
def test_participants_stand_on_several_lines(source: list[str], expected: list[Person]) -> None:
    assert present(*source) == expected


@pytest.mark.parametrize(
    "heading",
    ["Deltagere", "Deltagere:", "Til stede", "Til stede var:", "Tilstede", "Mødedeltagere", "Mødte:", "Fremmødte"],
)
def test_a_heading_opens_the_list_of_those_present(heading: str) -> None:
    assert [(person.name, person.status) for person in read(heading, "Lise Holm (A)").participants] == [
        ("Lise Holm", "present")
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Afbud",
        "Afbud:",
        "Afbud fra",
        "Afbud fra:",
        "Meldt afbud",
        "Ikke til stede:",
        "Fraværende",
        "Fraværende med afbud",
        "Fraværende uden afbud:",
    ],
)
def test_a_heading_opens_the_list_of_those_absent(heading: str) -> None:
    found = read("Til stede", "Lise Holm (A)", heading, "Bo Dal (V)")
    assert [(person.name, person.status) for person in found.participants] == [
        ("Lise Holm", "present"),
        ("Bo Dal", "absent"),
    ]


@pytest.mark.parametrize(
    ("source", "absent"),
    [
        pytest.param(["Afbud: Bo Dal (V)"], ["Bo Dal"], id="one"),
        pytest.param(["Afbud fra Bo Dal (V)"], ["Bo Dal"], id="no colon"),
        pytest.param(["Medlemmer  Per Vig (C)", "Afbud  Bo Dal (V)"], ["Bo Dal"], id="a gap of two spaces"),
        pytest.param(
            ["Afbud: Bo Dal (V), Ida Friis (F) og Per Vig (C)."], ["Bo Dal", "Ida Friis", "Per Vig"], id="commas"
        ),
        pytest.param(
            ["Afbud: Bo Dal (V), Morsø Kommune, Ida Friis (F), Thisted Kommune"],
            ["Bo Dal", "Ida Friis"],
            id="commas before municipalities too",
        ),
        pytest.param(["Afbud: Bo Dal (V), Morsø Kommune; Ida Friis (F)"], ["Bo Dal", "Ida Friis"], id="semicolons"),
        pytest.param(
            ["Afbud: Bo Dal (V),", "Ida Friis (F)", "og Per Vig (C)"], ["Bo Dal", "Ida Friis", "Per Vig"], id="lines"
        ),
        pytest.param(["Afbud: Bo Dal, Ida Friis & Per Vig"], ["Bo Dal", "Ida Friis", "Per Vig"], id="an ampersand"),
        pytest.param(["Afbud Bo Dal"], ["Bo Dal"], id="one name without a colon"),
        pytest.param(["Afbud: Ingen"], [], id="nobody"),
        pytest.param(["Afbud", "Ingen."], [], id="nobody, on the next line"),
        pytest.param(["Bo Dal (V), afbud"], ["Bo Dal"], id="said after the name"),
        pytest.param(["Bo Dal (V) (meldt afbud)"], ["Bo Dal"], id="said in brackets"),
    ],
)
def test_those_absent_stand_on_the_line_of_their_heading(source: list[str], absent: list[str]) -> None:
    found = read("Til stede", "Lise Holm (A)", *source)
    assert [person.name for person in found.participants if person.status == "absent"] == absent
    assert found.participants[0].name == "Lise Holm"
    assert found.warnings == ()


def test_others_who_took_part_are_no_members_and_are_told_of() -> None:
    found = read(
        "Til stede", "Lise Holm (A)", "Desuden deltog:", "Kaj Vind, KL", "Afbud", "Bo Dal", "Sekretariat", "Eva Lund"
    )
    assert [(person.name, person.status) for person in found.participants] == [
        ("Lise Holm", "present"),
        ("Bo Dal", "absent"),
    ]
    assert [warning.message for warning in found.warnings] == [
        "Regnet som embedsmænd eller gæster, ikke som medlemmer: Kaj Vind, KL, Eva Lund."
    ]


def test_somebody_both_present_and_absent_is_present_with_a_warning() -> None:
    found = read("Til stede", "Lise Holm (A)", "Afbud", "Lise Holm (A), til punkt 4-5")
    assert [(person.name, person.status, person.role) for person in found.participants] == [
        ("Lise Holm", "present", "til punkt 4-5, afbud til en del af mødet")
    ]
    assert [(warning.line, warning.message) for warning in found.warnings] == [
        (4, "Lise Holm står både som deltager og med afbud. Regnet som deltager.")
    ]


def test_somebody_listed_twice_is_listed_once_with_a_warning() -> None:
    found = read("Til stede", "Lise Holm (A)", "Lise Holm (A)")
    assert len(found.participants) == 1
    assert [warning.message for warning in found.warnings] == ["Lise Holm står to gange på deltagerlisten."]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Mødet begyndte kl. 9.30.", id="a sentence"),
        pytest.param("Lise (A)", id="half a name"),
        pytest.param("Thisted Kommune", id="a second municipality"),
        pytest.param("(V)", id="a second party"),
        pytest.param("Lise Holm " * 40, id="a line too long for a name"),
    ],
)
def test_a_line_that_is_not_understood_is_warned_of(line: str) -> None:
    found = read("Til stede", "Bo Dal (A), Morsø Kommune", line)
    assert [person.name for person in found.participants] == ["Bo Dal"]
    assert [warning.line for warning in found.warnings] == [3]
    assert line.strip()[:100] in found.warnings[0].message


@pytest.mark.parametrize(
    ("source", "complete"),
    [
        pytest.param(["Til stede", "Lise Holm", "Afbud", "Bo Dal"], True, id="as many present as absent"),
        pytest.param(["Til stede", "Lise Holm", "Afbud", "Bo Dal", "Ida Friis"], False, id="fewer present than absent"),
        pytest.param(["Deltagerfortegnelse", "Lise Holm"], True, id="nobody absent"),
        pytest.param(["Afbud", "Bo Dal"], False, id="nobody present"),
        pytest.param(["Til stede"], False, id="a heading alone"),
        pytest.param(["Lise Holm (A), Rebild Kommune"], None, id="no list"),
    ],
)
def test_a_list_is_whole_when_as_many_are_present_as_absent(source: list[str], complete: bool | None) -> None:
    assert read(*source).complete is complete


def test_a_participant_knows_page_and_line() -> None:
    found = read("Til stede", " Lise Holm (A)")
    assert [(person.place.page, person.place.line) for person in found.participants] == [(2, 2)]


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        pytest.param("A", "A", id="a letter"),
        pytest.param("Ø", "Ø", id="a Danish letter"),
        pytest.param("Radikale  Venstre", "B", id="a name"),
        pytest.param("UP", "UP", id="outside the parties"),
        pytest.param("KL", "", id="an organisation"),
        pytest.param("a", "", id="a small letter"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_a_party_is_known_by_letter_or_name(text: str, letter: str) -> None:
    assert party_letter(text) == letter
