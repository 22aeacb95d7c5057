"""The numbers of common lexemes: when there are any, what is numbered, and what changes leave behind."""

from datetime import date

import pytest
from pyroaring import BitMap

from meetings.models import AgendaItem, CommonLexeme, NumberedItem, StaleNumber, UnnumberedItem
from meetings.search import facets
from meetings.search.answer import answer_search
from meetings.search.facets import FACET, IN_TITLE
from meetings.search_numbers import drifted_facets, number_rows
from meetings.tests import factories
from meetings.tests.searching import answer_without_numbers, is_counted, request_for, set_bounds

pytestmark = pytest.mark.django_db

DAYS = [date(2020 + number, 6, 1) for number in range(12)]


def test_a_word_that_stands_in_few_titles_gives_no_item_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(12):
        title = "Havnens budget" if number in (2, 11) else "Havnen"
        factories.make_item(title, f"1.{number}", DAYS[number], presentation="Om et budget.")
    number_rows(numbered_from=1, common_from=3)
    set_bounds(monkeypatch, reach=5, newest=3, titles=2)
    assert is_counted(request_for("budget"))
    found = answer_search(request_for("budget"))
    assert found.count == 12
    assert len(set(found.item_ids)) == 5
    titles = [item.title for item in AgendaItem.objects.in_order_of(found.item_ids)]
    assert titles[:2] == ["Havnens budget"] * 2
    assert found.item_ids == answer_without_numbers(request_for("budget")).item_ids


def test_a_small_archive_has_no_sets() -> None:
    factories.make_item("Kvoter")
    assert number_rows(numbered_from=1, common_from=1) > 0
    assert number_rows(numbered_from=2, common_from=1) == 0
    assert not is_counted(request_for("kvoter"))
    assert not StaleNumber.objects.exists()
    assert not NumberedItem.objects.exists()


def test_numbers_are_in_order_of_date() -> None:
    for number, day in enumerate([DAYS[3], DAYS[1], DAYS[3], DAYS[0]]):
        factories.make_item(f"Sag {number}", f"1.{number}", day)
    number_rows(numbered_from=1, common_from=1)
    titles = [numbered.item.title for numbered in NumberedItem.objects.select_related("item").order_by("number")]
    assert titles == ["Sag 3", "Sag 1", "Sag 2", "Sag 0"]


@pytest.mark.parametrize("change", ["edit", "delete"])
def test_a_changed_row_leaves_its_number_behind(change: str) -> None:
    first, _ = factories.make_item("Kvoter", "1.1", DAYS[0]), factories.make_item("Kvoter", "1.2", DAYS[1])
    number_rows(numbered_from=1, common_from=1)
    if change == "edit":
        first.title = "Havnen"
        first.save()
    else:
        first.delete()
    assert list(StaleNumber.objects.values_list("number", flat=True)) == [0]
    assert list(UnnumberedItem.objects.values_list("item", flat=True)) == ([first.pk] if change == "edit" else [])
    assert not drifted_facets()
    assert answer_search(request_for("kvoter")).count == 1


def test_rows_of_an_archive_without_numbers_are_not_kept_apart() -> None:
    factories.make_item("Kvoter")
    assert not UnnumberedItem.objects.exists()


def test_a_set_of_a_facet_that_holds_other_rows_is_found() -> None:
    factories.make_item("Kvoter", "1.1", DAYS[0])
    factories.make_item("Kvoter", "1.2", DAYS[1])
    number_rows(numbered_from=1, common_from=1)
    assert not drifted_facets()
    CommonLexeme.objects.filter(lexeme=facets.facet_lexeme(facets.year_facet(2021))).delete()
    assert drifted_facets() == [facets.facet_lexeme(facets.year_facet(2021))]
    number_rows(numbered_from=1, common_from=1)
    every = CommonLexeme.objects.get(lexeme=facets.facet_lexeme(facets.EVERY_ITEM))
    CommonLexeme.objects.filter(lexeme=facets.facet_lexeme(facets.year_facet(2020))).update(numbers=every.numbers)
    assert drifted_facets() == [facets.facet_lexeme(facets.year_facet(2020))]


def test_a_lexeme_is_common_from_so_many_items_on() -> None:
    for number, title in enumerate(["Kvoter", "Kvoter", "Kvoter og havne", "Havne"]):
        factories.make_item(title, f"1.{number}", DAYS[number])
    number_rows(numbered_from=1, common_from=3)
    sets = dict(CommonLexeme.objects.values_list("lexeme", "numbers"))
    sizes = {lexeme: len(BitMap.deserialize(bytes(numbers))) for lexeme, numbers in sets.items()}
    words = {lexeme: size for lexeme, size in sizes.items() if not lexeme.startswith(FACET)}
    assert words == {"kvote": 3, f"{IN_TITLE}kvote": 3}
    assert sizes[facets.facet_lexeme(facets.EVERY_ITEM)] == 4
