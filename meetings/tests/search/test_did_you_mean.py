"""What a search finds where nothing has the words as typed: never in silence, and only if asked for."""

from datetime import date

import pytest

from meetings.models import AgendaItem
from meetings.pages.filters import AgendaItemFilter
from meetings.pages.requested_search import RequestedSearch
from meetings.search.archive_names import ArchiveNames
from meetings.search.did_you_mean import AnsweredSearch, with_words_respelled
from meetings.search.replacements import COMPOUND_PARTS, JOINED, PREFIX, SPELLING, Replacement
from meetings.tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive() -> None:
    """Items on quotas, harbours, wind turbines and a duty roster."""
    factories.make_item("Fordeling af kvoter", "1.1", date(2024, 6, 21), presentation="Kvoter til fiskeri.")
    factories.make_item("Takster for vindmøller", "1.2", date(2024, 6, 21))
    factories.make_item("Vagtordningen for dyrlæger", "1.3", date(2025, 3, 7), decision="Drøftet den 19. juni 2026.")
    factories.make_item("Havnebestyrelsens budget", "1.4", date(2025, 3, 7))


def found(**parameters: str) -> AnsweredSearch:
    filters = AgendaItemFilter(parameters)
    filters.check()
    return RequestedSearch(filters).answer()


def titles(answered_search: AnsweredSearch) -> list[str]:
    return sorted(item.title for item in AgendaItem.objects.in_order_of(answered_search.answer.item_ids))


QUOTAS, TURBINES, VETS, HARBOUR = (
    "Fordeling af kvoter",
    "Takster for vindmøller",
    "Vagtordningen for dyrlæger",
    "Havnebestyrelsens budget",
)


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    ("typed", "replaced", "expected"),
    [
        pytest.param("kvoter", [], [QUOTAS], id="found as typed"),
        pytest.param("fiskreri", [("fiskreri", "fiskeri", SPELLING)], [QUOTAS], id="misspelt"),
        pytest.param("dyr-læger", [], [VETS], id="a compound with a hyphen"),
        pytest.param("FISKRERI", [("FISKRERI", "fiskeri", SPELLING)], [QUOTAS], id="misspelt in capitals"),
        pytest.param("vinmøller", [("vinmøller", "vindmøller", SPELLING)], [TURBINES], id="could be a compound"),
        pytest.param(
            "fiskreri fordelign",
            [("fiskreri", "fiskeri", SPELLING), ("fordelign", "fordeling", SPELLING)],
            [QUOTAS],
            id="two words misspelt",
        ),
        pytest.param("kvoter fiskreri", [("fiskreri", "fiskeri", SPELLING)], [QUOTAS], id="one of two words misspelt"),
        pytest.param("titel:vindmølelr", [("vindmølelr", "vindmøller", SPELLING)], [TURBINES], id="in a field"),
        pytest.param(
            "titel:kvotefordeling", [], [], id="a compound in a field is not parted: the field holds for a word"
        ),
        pytest.param("titel:fiskeri", [], [], id="a word that stands in another field is not missing"),
        pytest.param("beslutning:fiskreri", [], [], id="misspelt, and in another field"),
        pytest.param("havnebest", [("havnebest", "havnebest*", PREFIX)], [HARBOUR], id="the beginning of a word"),
        pytest.param(
            "kvotefordeling",
            [("kvotefordeling", "kvote fordeling", COMPOUND_PARTS)],
            [QUOTAS],
            id="a compound in its parts",
        ),
        pytest.param("cykelsti", [], [], id="a word that Danish has is not misspelt"),
        pytest.param("takster fiskeri", [], [], id="words that no item has together"),
        pytest.param("xyzzyq", [], [], id="nothing comes near"),
        pytest.param("kvoter -fiskreri", [], [QUOTAS], id="what is excluded is not mended"),
        pytest.param('"fiskreri til"', [], [], id="a phrase is as it is typed"),
        pytest.param("og", [], [], id="a stop word"),
    ],
)
def test_a_word_that_no_item_has_is_replaced_by_what_was_meant(
    typed: str, replaced: list[tuple[str, str, str]], expected: list[str]
) -> None:
    answered_search = found(q=typed)
    assert answered_search.replacements == tuple(Replacement(*each) for each in replaced)
    assert titles(answered_search) == expected


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("typed", ["fiskreri", "havnebest", "kvotefordeling"])
def test_as_typed_nothing_is_replaced(typed: str) -> None:
    answered_search = found(q=typed, ordret="1")
    assert (answered_search.replacements, answered_search.answer.count) == ((), 0)
    assert answered_search.request.query.text == typed


@pytest.mark.usefixtures("archive")
def test_filters_hold_for_what_was_meant() -> None:
    assert titles(found(q="fiskreri", aar="2024")) == [QUOTAS]
    nothing = found(q="fiskreri", aar="2025")
    assert (nothing.replacements, nothing.answer.count) == ((), 0)


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("19. juni 2026", [VETS], id="the items that mention it"),
        pytest.param("21.06.2024", [QUOTAS, TURBINES], id="else the items of that day's meeting"),
        pytest.param("1. maj 2020", [], id="a day that nothing is of"),
        pytest.param("21.06.2024 kvoter", [QUOTAS], id="with a word: held or mentioned"),
    ],
)
def test_a_date(typed: str, expected: list[str]) -> None:
    answered_search = found(q=typed)
    assert titles(answered_search) == expected
    assert answered_search.replacements == ()


@pytest.mark.usefixtures("archive")
def test_a_day_that_is_mentioned_is_not_its_meeting_too() -> None:
    factories.make_item("Mødet selv", "2.1", date(2026, 6, 19))
    assert titles(found(q="19.06.2026")) == [VETS]


@pytest.mark.parametrize("typed", ["21-11-2024", "21/11/2024", "21. november 2024", "21/11 2024"])
def test_a_day_that_only_its_own_meeting_mentions_is_that_meeting(typed: str) -> None:
    factories.make_item(
        "Mødeplan", "1", date(2024, 11, 21), decision="Beslutning i Byrådet den 21-11-2024\n\nGodkendt."
    )
    factories.make_item("Lukket sag", "2", date(2024, 11, 21))
    factories.make_item("Referat", "1", date(2024, 12, 19))
    assert titles(found(q=typed)) == ["Lukket sag", "Mødeplan"]
    factories.make_item("Referat af mødet den 21. november 2024", "2", date(2024, 12, 19))
    assert titles(found(q=typed)) == ["Mødeplan", "Referat af mødet den 21. november 2024"]


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("fiskreri og kvoter", "fiskeri og kvoter", id="a word among others"),
        pytest.param("kvoter", "kvoter", id="nothing to mend"),
        pytest.param("xyzzyq", "xyzzyq", id="nothing comes near"),
        pytest.param("", "", id="nothing typed"),
    ],
)
def test_a_text_respelt(typed: str, expected: str) -> None:
    assert with_words_respelled(typed) == expected


def test_knowledge_is_asked_anew_of_what_was_meant() -> None:
    factories.make_item("Fiskeri i fjorden", municipalities=[factories.make_municipality("Læsø")])
    answered_search = found(q="fiskreri kommune:læsø")
    assert answered_search.answer.count == 1
    assert answered_search.request.query.unknown_municipalities == ()
    assert ArchiveNames().municipality_key("læsø") is not None


@pytest.mark.parametrize(
    ("typed", "replaced"),
    [
        pytest.param("net værk", ("net værk", "netværk", JOINED), id="a word in two"),
        pytest.param("kaldt tilbage", ("kaldt tilbage", "tilbagekaldt", JOINED), id="a verb's first part behind it"),
        pytest.param("sammenkaldt", ("sammenkaldt", "sammen kaldt", COMPOUND_PARTS), id="a verb's first part before"),
        pytest.param("IT-bad", ("IT-bad", "IT bad", COMPOUND_PARTS), id="a hyphen"),
    ],
)
def test_words_are_joined_and_parted_as_the_archive_has_them(typed: str, replaced: tuple[str, str, str]) -> None:
    factories.make_item("Badet og IT i netværket", "1.1", decision="Blev kaldt sammen igen. Er tilbagekaldt.")
    answered = found(q=typed)
    assert (answered.replacements, answered.answer.count) == ((Replacement(*replaced),), 1)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("kvotefordelingsnøgle", [], id="a longer compound is parted first"),
        pytest.param("vindmøllepark", ["Takster for vindmøller"], id="what it is about"),
        pytest.param("Hvor kommer vindmølleparken?", ["Takster for vindmøller"], id="in a question"),
        pytest.param("havnefest", [], id="a short first part says too little"),
        pytest.param("beslutningspark", [], id="a word of the procedure"),
    ],
)
@pytest.mark.usefixtures("archive")
def test_a_compound_that_nothing_has_is_shown_by_its_first_part(typed: str, expected: list[str]) -> None:
    factories.make_item("Beslutning om borde", "1.5", date(2025, 3, 7))
    answered = found(q=typed)
    assert titles(answered) == expected
