"""Which edition a cover says that the document is, and what became of the meeting: a word or a sentence a row."""

from datetime import date

import pytest

from meetings.parsing.lines.line import Line
from meetings.parsing.structure.editions import EditionFacts, read_edition, without_edition_words

DAY = date(2031, 4, 9)
EARLIER, LATER = date(2031, 4, 2), date(2031, 4, 16)


def facts(*texts: str) -> EditionFacts:
    return read_edition([Line(text, 1, number) for number, text in enumerate(texts, start=1)], DAY)


@pytest.mark.parametrize(
    ("title", "edition", "left"),
    [
        ("TILLÆGSDAGSORDEN", "supplement", "DAGSORDEN"),
        ("Tillægsreferat", "supplement", "referat"),
        ("Supplerende dagsorden", "supplement", "dagsorden"),
        ("Tillæg til dagsordenen", "supplement", "dagsordenen"),
        ("Ekstradagsorden", "supplement", "dagsorden"),
        ("REVIDERET DAGSORDEN", "revised", "DAGSORDEN"),
        ("Rettet referat", "revised", "referat"),
        ("Dagsorden (revideret)", "revised", "Dagsorden"),
        ("Dagsorden – revideret den 3. april 2031", "revised", "Dagsorden"),
        ("Opdateret dagsorden, version 3", "revised", "dagsorden"),
        ("Ny udgave af dagsordenen", "revised", "dagsordenen"),
        ("Ny dagsorden", "revised", "dagsorden"),
        ("Dagsorden, 2. udgave", "revised", "Dagsorden"),
        ("Uddrag af referat", "extract", "referat"),
        ("Udskrift af beslutningsprotokol", "extract", "beslutningsprotokol"),
        ("Referat (uddrag)", "extract", "Referat"),
        ("Dagsorden", "", "Dagsorden"),
        ("Dagsorden, version 1", "", "Dagsorden"),
        ("Ændret mødested", "", "Ændret mødested"),
    ],
)
def test_the_title_names_the_edition(title: str, edition: str, left: str) -> None:
    assert facts(title).edition == edition
    if edition:
        assert without_edition_words(title) == left


def test_editions_count_up() -> None:
    titles = [
        "Dagsorden",
        "Revideret dagsorden",
        "2. reviderede dagsorden",
        "Dagsorden, version 3",
        "Dagsorden, revideret den 1. april 2031",
        "Dagsorden, revideret den 4. april 2031",
    ]
    revisions = [facts(title).revision for title in titles]
    assert revisions == sorted(set(revisions))


@pytest.mark.parametrize(
    "text",
    [
        *("AFLYST", "DAGSORDEN – AFLYST", "Mødet er aflyst.", "Aflysning af mødet", "Status: Aflyst", "Mødet aflyses"),
        *("Mødet den 9. april 2031 er aflyst.", "Bemærk: Mødet afholdes ikke.", "Mødet bortfalder."),
        *("Mødet aflyses på grund af manglende sager.", "Mødet er aflyst, da der ikke er punkter til dagsordenen"),
        *("Da der ingen sager er, aflyses mødet.", "På grund af manglende sager er mødet aflyst"),
        *("Vi aflyser mødet, da der mangler sager", "Formanden har aflyst mødet den 9. april 2031"),
        *("AFLYST grundet få sager", "Mødet aflyses pga. studieturen den 8. april 2031"),
    ],
)
def test_a_meeting_is_cancelled(text: str) -> None:
    assert facts(text).status == "cancelled"
    assert facts(text).understood


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Punkt 3 er aflyst.",
            "Mødet den 2. april 2031 er aflyst.",
            "Rundvisningen er aflyst",
            "Mødet er ikke aflyst",
        ),
        *("Mødet er flyttet til Mødelokale 3", "Mødet er flyttet til kl. 14", "Mødet holdes ikke her, men i Skive"),
        *("Mødet begynder kl. 10, da rundvisningen er aflyst", "Punkt 4 er flyttet, da mødet er kort"),
        *("Sagen er udsat til mødet den 16. april 2031", "Mødested: Kulturhuset"),
        "Udsat.",
        "Udskudt.",
    ],
)
def test_nothing_became_of_the_meeting(text: str) -> None:
    assert facts(text).status == ""


@pytest.mark.parametrize(
    ("text", "former", "new"),
    [
        ("Mødet er flyttet fra den 9. april 2031 til den 16. april 2031.", DAY, LATER),
        ("Bemærk: mødet er flyttet til den 16. april", DAY, LATER),
        ("FLYTTET TIL 16. APRIL 2031", DAY, LATER),
        ("Ny mødedato: 16-04-2031", DAY, LATER),
        ("Mødet er udsat til onsdag den 16. april 2031", DAY, LATER),
        ("Erstatter mødet den 2. april 2031", EARLIER, DAY),
        ("Mødet den 2. april er flyttet til den 9. april", EARLIER, DAY),
        ("Oprindelig mødedato: 02-04-2031", EARLIER, DAY),
        ("Mødet er rykket fra onsdag den 2. april til onsdag den 9. april", EARLIER, DAY),
        ("Mødet flyttes til den 16. april 2031 på grund af topmødet den 9. april 2031", DAY, LATER),
        ("Vi flytter mødet fra den 9. april til den 16. april 2031", DAY, LATER),
        ("Mødet er udsat indtil videre.", None, None),
        ("Mødet er flyttet til en ny dato", None, None),
        ("DAGSORDEN – UDSAT", None, None),
    ],
)
def test_a_meeting_is_moved(text: str, former: date | None, new: date | None) -> None:
    found = facts(text)
    assert (found.status, found.moved_from, found.moved_to) == ("moved", former, new)


def test_a_sentence_runs_on_to_the_next_line() -> None:
    found = facts("Bemærk: Mødet er flyttet fra onsdag den 9. april 2031 til", "den 16. april 2031.")
    assert (found.moved_from, found.moved_to, found.understood) == (DAY, LATER, frozenset({1, 2}))


@pytest.mark.parametrize(
    ("titles", "councils"),
    [
        (["KKR HOVEDSTADEN OG KKR SJÆLLAND"], ("KKR Hovedstaden", "KKR Sjælland")),
        (["KKR Hovedstaden og Sjælland"], ("KKR Hovedstaden", "KKR Sjælland")),
        (["KKR Midtjylland", "KKR Nordjylland", "Fællesmøde"], ("KKR Midtjylland", "KKR Nordjylland")),
        (["KKR Midtjylland"], ()),
        (["KKR Midtjylland", "Gæster: formanden for KKR Nordjylland"], ()),
    ],
)
def test_councils_hold_a_meeting_together(titles: list[str], councils: tuple[str, ...]) -> None:
    assert facts(*titles).councils == councils


@pytest.mark.parametrize(
    "text",
    [
        *("Ekstraordinært møde", "Hastemøde", "Hasteindkaldt møde", "Bemærk: hasteindkaldt udvalgsmøde"),
        *("Ekstraordinær dagsorden", "Referat fra ekstraordinært byrådsmøde", "Mødet er hasteindkaldt"),
    ],
)
def test_a_meeting_is_extraordinary(text: str) -> None:
    assert facts(text).is_extraordinary
