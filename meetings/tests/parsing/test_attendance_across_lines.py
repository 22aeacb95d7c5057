"""Who was there is read whatever line it is told on: sentences that go on, lists within lists, titles among names."""

import pytest

from meetings.tests.papers import parsed

ITEM = ["", "1. Broen", "", "Beslutning", "Broen blev godkendt.", ""]


def attendance(*cover: str, items: list[str] | None = None) -> dict[str, str]:
    head = ["Referat af møde i Havnerådet", "den 4. marts 2025 kl. 16.00", ""]
    document = parsed("\n".join([*head, *cover, *(items or ITEM)]))
    return {participant.name: participant.status for participant in document.participants}


ABSENT = {"Ane Holk": "absent", "Bo Riis": "absent", "Karl Vad": "absent", "Mie Lund": "absent"}
PRESENT = {"Ane Holk": "present", "Bo Riis": "present", "Karl Vad": "present"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Medlemmerne var mødt, bortset fra Ane Holk, Bo Riis,\nKarl Vad og Mie Lund, der havde meldt afbud.",
        "Alle medlemmer var til stede med undtagelse af Ane Holk,\nBo Riis, Karl Vad og Mie Lund.",
        "Der var i alt afbud fra: Ane Holk, Bo Riis, Karl Vad\nog Mie Lund.",
        "Afbud: Ane Holk, Bo Riis, Karl Vad, Mie\nLund",
        "Bemærkninger: Mødet blev hævet. Afbud: Ane Holk, Bo Riis, Karl Vad, Mie Lund. Mødet sluttede kl. 17.05",
    ],
)
def test_a_sentence_that_the_width_of_the_page_broke_tells_of_all(sentence: str) -> None:
    assert attendance(sentence) == ABSENT


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param("Afbud Ane Holk, Bo Riis, Karl Vad og Mie Lund", id="nothing between the word and the names"),
        pytest.param("Afbud fra;\nAne Holk\nBo Riis\nKarl Vad\nMie Lund", id="a semicolon for a colon"),
        pytest.param("Fraværende nævnsmedlemmer:\nAne Holk\nBo Riis\nKarl Vad\nMie Lund", id="members of any body"),
        pytest.param("I mødesalenFraværende medlemmer:\nAne Holk\nBo Riis\nKarl Vad\nMie Lund", id="put together"),
    ],
)
def test_a_heading_of_those_absent_is_known_in_other_forms(lines: str) -> None:
    assert attendance(lines) == ABSENT


@pytest.mark.parametrize("heading", ["", "Fraværende:\n", "Bemærkninger:\n"])
@pytest.mark.parametrize("place", [1, 2, 3])
def test_a_substitutes_sentence_may_break_anywhere_before_a_small_letter(heading: str, place: int) -> None:
    parts = ["Bo Riis (V) deltog", "i mødet", "i stedet", "for", "Per Toft (V)."]
    told = f"{heading}{' '.join(parts[:place])}\n{' '.join(parts[place:])}"
    expected = {"Ane Holk": "present", "Bo Riis": "present", "Per Toft": "absent"}
    assert attendance("Til stede: Ane Holk", told) == expected


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param("Deltagere: Havnerådet, Ane Holk, Bo Riis og Karl Vad", id="a body among the names"),
        pytest.param(
            "Deltagere\nAne Holk, Bo Riis og Karl Vad\nsamt fra sekretariatet Per Toft (referent).", id="administration"
        ),
        pytest.param("Til stede: Ane Holk, Bo Riis,\nKarl Vad. Derudover deltog: Per Toft, graver", id="others behind"),
        pytest.param("Deltagere: Ane Holk #7 Formand\nBo Riis #12 Kasserer\nKarl Vad #3 Suppleant", id="plots"),
        pytest.param("Til stede:\nAne Holk, A      Bo Riis, V      Karl Vad, C", id="three columns"),
        pytest.param("Til stede:\nAne Holk  Bo Riis\nKarl Vad", id="two spaces between columns"),
        pytest.param("Deltagere:\n• Ane Holk, Dansk Industri\n• Bo Riis, Dansk Erhverv\n• Karl Vad", id="whose"),
        pytest.param("I mødet deltog formand Ane Holk, Bo Riis og Karl Vad.", id="an office before the first"),
        pytest.param("Medlemmer: Ane Holk, Bo Riis, Karl Vad\nTil stede: Hele rådet", id="the whole of it"),
        pytest.param("Til stede:\no Ane Holk\no Bo Riis\no Karl Vad", id="an o for a bullet"),
        pytest.param("På Havnerådsmødet deltog:\nAne Holk\nBo Riis\nKarl Vad", id="the meeting by its name"),
        pytest.param(
            "Til stede:\nAne Holk      VisitBirk\nBo Riis      Landboforeningen\nKarl Vad", id="organisations"
        ),
    ],
)
def test_a_list_with_more_than_names_in_it_is_read(lines: str) -> None:
    assert attendance(lines) == PRESENT


def test_a_substitute_may_be_named_behind_the_one_who_is_absent() -> None:
    told = attendance("Ane Holk havde meldt afbud, og Bo Riis deltog i stedet.", "", "Karl Vad udeblev uden afbud.")
    assert told == {"Ane Holk": "absent", "Bo Riis": "present", "Karl Vad": "absent"}


def test_groups_within_the_list_of_an_opening_item_are_of_those_present() -> None:
    item = [
        *("", "1. Godkendelse af dagsorden", "", "Beslutning", "I mødet deltog:", "", "Borgerrepræsentanter:", ""),
        *("Ane Holk, Bo Riis og Karl Vad.", "", "Fra sejlklubberne:", "", "Mie Lund og Per Toft.", ""),
        *("Følgende havde meldt afbud:", "", "Ida Krat og Nis Dal.", "", "Dagsordenen blev godkendt.", ""),
        *("2. Broen", "", "Beslutning", "Broen blev godkendt."),
    ]
    there = dict.fromkeys(("Ane Holk", "Bo Riis", "Karl Vad", "Mie Lund", "Per Toft"), "present")
    assert attendance(items=item) == there | {"Ida Krat": "absent", "Nis Dal": "absent"}


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["Ane Holk (A), stedfortræder for Bo Riis (V), Morsø Kommune", "1. Broerne males"], id="below"),
        pytest.param(
            ["Broerne males i den uge i maj, som passer skibene bedst om", "Bo Riis deltog ikke."], id="above"
        ),
    ],
)
def test_a_line_without_a_word_of_a_sentence_is_none_of_it(lines: list[str]) -> None:
    warned = " ".join(warning.message for warning in parsed("\n".join(lines)).warnings)
    assert "Broerne males" in warned


@pytest.mark.parametrize("between", [" og ", ", ", ", og "])
@pytest.mark.parametrize("end", ["", "."])
def test_a_sentence_may_tell_of_several_substitutes(between: str, end: str) -> None:
    told = between.join(["Ane Holk deltog i stedet for Bo Riis", "Karl Vad mødte som suppleant for Mie Lund"])
    substitutes = {"Ane Holk": "present", "Bo Riis": "absent", "Karl Vad": "present", "Mie Lund": "absent"}
    assert attendance(told + end) == substitutes
