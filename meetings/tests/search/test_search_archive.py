"""Searching the archive's items: the query, the analyzer and PostgreSQL together."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from meetings.changes.recording import recording
from meetings.importing.apply import import_file
from meetings.models import AgendaItem, Decision, Meeting, Person, SearchRow, SearchWord
from meetings.pages.filters import AgendaItemFilter
from meetings.pages.requested_search import RequestedSearch
from meetings.search import query, rewriting
from meetings.search.items import find_items
from meetings.search.rewriting import rewrite_items
from meetings.tests import factories
from meetings.tests.documents import ITEMS, Item, document_text, read_text
from meetings.tests.searching import check_index

pytestmark = pytest.mark.django_db


@pytest.fixture
def minutes() -> Meeting:
    items = [
        *ITEMS,
        Item(
            "3.1",
            "Udpegning til Havnens bestyrelse",
            presentation="Dora Friis (V) fra Rebild ønsker at stoppe ved nytår.",
            decision="KKR Prøveby udpegede Erik Gram (A), Thisted Kommune, til bestyrelsen for Havnen.",
            case="SAG-2024-00099 xyz",
        ),
    ]
    import_file(read_text(document_text(items=items)))
    return Meeting.objects.get()


def found(text: str) -> list[str]:
    return [item.number for item in find_items(query.parse_query(text)).order_by("position")]


def found_in_order(text: str) -> list[str]:
    filters = AgendaItemFilter({"q": text})
    filters.check()
    items = AgendaItem.objects.in_order_of(RequestedSearch(filters).answer().answer.item_ids)
    return [item.number for item in items]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param("vagtordningen", ["2.1"], id="another inflection"),
        pytest.param("dyrlæge", ["2.1"], id="singular of a plural"),
        pytest.param("DYRLÆGER", ["2.1"], id="capitals with Danish letters"),
        pytest.param("vagt", ["2.1"], id="the beginning of a compound"),
        pytest.param('"ny bro"', ["2.2"], id="phrase"),
        pytest.param('"bro ny"', [], id="phrase in the wrong order"),
        pytest.param("bro -fjorden", [], id="excluded word"),
        pytest.param("bro eller dyrlæger", ["2.1", "2.2"], id="either word"),
        pytest.param("SAG-2024-00099", ["3.1"], id="whole case number"),
        pytest.param("00099", ["3.1"], id="last part of a case number"),
        pytest.param("Ålborg vagtordning", ["2.1"], id="å for aa"),
        pytest.param("xyz", ["3.1"], id="initials"),
        pytest.param("og i at", [], id="stop words only"),
        pytest.param("", [], id="nothing"),
        pytest.param("zebra", [], id="word that nobody used"),
    ],
)
def test_what_a_query_finds(minutes: Meeting, text: str, numbers: list[str]) -> None:
    assert found(text) == numbers


def test_the_title_counts_more_than_the_text(minutes: Meeting) -> None:
    in_text = [*ITEMS[:2], Item("2.2", "Ny bro over fjorden", presentation="Også færgen er med, men mest broen.")]
    in_title = Item("2.3", "Færgen til øerne", presentation="Kommunerne er enige.")
    import_file(
        read_text(
            document_text(day=date(2024, 3, 14), items=[*in_text, in_title]),
        )
    )
    assert found_in_order("færgen") == ["2.3", "2.2"]


@pytest.mark.parametrize(
    ("typed", "noun", "verb"),
    [
        ("løb", "Et løb i skoven", "At løbe i skoven"),
        ("køb", "Et køb af skoven", "At købe i skoven"),
        ("fald", "Et fald i skoven", "At falde i skoven"),
        ("kritik", "En kritik af planen", "At kritisere planen"),
    ],
)
def test_a_word_stands_before_others_of_its_stem(typed: str, noun: str, verb: str) -> None:
    factories.make_item(noun, "1", date(2025, 3, 7))
    factories.make_item(verb, "2", date(2025, 6, 6))
    assert found_in_order(typed) == ["1", "2"]


@pytest.mark.parametrize(("oldest_first", "years"), [(False, [2025, 2024]), (True, [2024, 2025])])
def test_results_by_date(minutes: Meeting, oldest_first: bool, years: list[int]) -> None:
    import_file(read_text(document_text(day=date(2024, 3, 14))))
    items = find_items(query.parse_query("dyrlæger")).by_date(oldest_first=oldest_first)
    assert [item.meeting.date.year for item in items] == years


def test_an_edited_title_is_found_at_once(minutes: Meeting) -> None:
    item = minutes.items.get(number="2.2")
    item.title = "Ny tunnel under fjorden"
    with recording():
        item.save()
    assert found("tunnel") == ["2.2"]
    assert found("bro") == []


def test_an_edited_decision_is_found_and_a_deleted_one_is_not(minutes: Meeting) -> None:
    decision = Decision.objects.get(item__number="2.2")
    decision.text = "Sagen sendes i høring hos havnefogeden."
    with recording():
        decision.save()
    assert found("havnefoged") == ["2.2"]
    with recording():
        decision.delete()
    assert found("havnefoged") == []


def test_a_table_and_its_removal_are_followed(minutes: Meeting) -> None:
    item = minutes.items.get(number="2.2")
    table = factories.make_table(item, rows=[["Læsø", "3"]])
    assert found("Læsø") == ["2.2"]
    with recording():
        table.delete()
    assert found("Læsø") == []


def test_a_person_appointed_is_found_by_a_new_name(minutes: Meeting) -> None:
    person = Person.objects.get(name="Erik Gram")
    person.name = "Erik Gramstrup"
    with recording():
        person.save()
    assert found("Gramstrup") == ["3.1"]


def test_a_moved_meeting_moves_its_search_rows(minutes: Meeting) -> None:
    minutes.date = date(2025, 3, 21)
    with recording():
        minutes.save()
    assert set(SearchRow.objects.values_list("date", flat=True)) == {date(2025, 3, 21)}


def test_the_nearest_word_of_the_archive(minutes: Meeting) -> None:
    assert SearchWord.objects.nearest("vagtordnig") == "vagtordning"
    assert SearchWord.objects.nearest("qqqqqq") is None


@pytest.mark.parametrize(
    "drift",
    [
        pytest.param("UPDATE meetings_searchrow SET vector = 'x' WHERE item_id = %s", id="another vector"),
        pytest.param("UPDATE meetings_searchrow SET date = '1999-01-01' WHERE item_id = %s", id="another date"),
        pytest.param("UPDATE meetings_searchrow SET analyzer_version = 0 WHERE item_id = %s", id="an older analyzer"),
        pytest.param("DELETE FROM meetings_searchrow WHERE item_id = %s", id="no row"),
        pytest.param("UPDATE meetings_agendaitem SET title = 'Noget andet' WHERE id = %s", id="an item changed by SQL"),
    ],
)
def test_drift_is_found_and_mended(minutes: Meeting, drift: str) -> None:
    assert check_index()[0] == 0
    item = minutes.items.get(number="2.2")
    with connection.cursor() as cursor:
        cursor.execute(drift, [item.pk])
    status, output = check_index()
    assert status == 1
    assert output.endswith(" venter, 1 afviger.\n")
    call_command("search_index", stdout=StringIO())
    assert check_index()[0] == 0


@pytest.mark.parametrize(
    ("change", "written"),
    [
        pytest.param(
            "UPDATE meetings_searchrow SET analyzer_version = 2 WHERE item_id = %s", 1, id="of another version"
        ),
        pytest.param("DELETE FROM meetings_searchrow WHERE item_id = %s", 1, id="missing"),
        pytest.param("SELECT %s", 0, id="as it is"),
    ],
)
def test_after_an_upgrade_only_rows_of_another_version_are_written(minutes: Meeting, change: str, written: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(change, [minutes.items.get(number="2.2").pk])
    output = StringIO()
    call_command("search_index", "--outdated", stdout=output)
    assert output.getvalue() == f"{written} punkter er skrevet i søgetabellen.\n"
    assert check_index()[0] == 0


def test_words_that_others_write_while_it_runs_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    factories.make_item("Kvoter")
    SearchWord.objects.add(["forældet"])

    def writing(keys: list[int]) -> set[str]:
        SearchWord.objects.add(["imens"])
        return rewrite_items(keys)

    monkeypatch.setattr(rewriting, "rewrite_items", writing)
    call_command("search_index", stdout=StringIO())
    assert set(SearchWord.objects.values_list("word", flat=True)) == {"kvoter", "imens"}
