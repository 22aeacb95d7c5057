"""A first, second or third reading is found in figures and in words, and marked; *anden* alone says nothing."""

import pytest

from meetings.models import AgendaItem
from meetings.pages.filters import AgendaItemFilter
from meetings.pages.requested_search import RequestedSearch
from meetings.search.highlight import highlight
from meetings.search.query import parse_query
from meetings.tests import factories

WRITTEN = ("til {} behandling", "til {} behandling.", "efter {} behandlingen", "{} behandling af planen")


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["anden behandling", "2. behandling", "Andenbehandling", "2.behandlingen"])
def test_a_reading_is_found_however_it_is_written(typed: str) -> None:
    titles = [
        *(wording.format("anden").capitalize() for wording in WRITTEN),
        *(wording.format("2.").capitalize() for wording in WRITTEN),
        "Andenbehandling af budgettet",
    ]
    others = ["Første behandling", "1. behandling", "En behandling og en anden", "Anden sag til behandling", "2 sager"]
    for number, title in enumerate((*titles, *others)):
        factories.make_item(title, str(number))
    answered = RequestedSearch(AgendaItemFilter({"q": typed})).answer()
    found = AgendaItem.objects.in_order_of(answered.answer.item_ids)
    assert sorted(item.title for item in found) == sorted(titles)


@pytest.mark.parametrize(
    ("typed", "text", "marked"),
    [
        ("1. behandling", "Sagen går til første behandling.", ["første behandling"]),
        ("anden behandling", "Sagen går til 2. behandling.", ["2. behandling"]),
        ("3. behandling", "Ved tredje behandling og 3. behandling", ["tredje behandling", "3. behandling"]),
        ("anden behandling", "Første behandling og en anden sag", []),
        ("2. behandlingscenter", "Et behandlingscenter nr. 2 til anden behandling", ["behandlingscenter", "2"]),
    ],
)
def test_a_reading_is_marked(typed: str, text: str, marked: list[str]) -> None:
    segments = highlight(text, parse_query(typed).terms)
    assert [segment.text for segment in segments if segment.marked] == marked


@pytest.mark.parametrize("typed", ["anden*", "anden", "en anden sag", "12. behandling", "4. behandling"])
def test_other_words_and_numbers_are_no_reading(typed: str) -> None:
    assert "<1>" not in parse_query(typed).tsquery
