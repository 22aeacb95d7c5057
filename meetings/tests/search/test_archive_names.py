"""What understanding a query is told of the archive: its years, municipalities and people."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Municipality, Person
from meetings.search.archive_names import ArchiveNames, people_named
from meetings.search.known_names import NO_NAMES
from meetings.tests import factories

pytestmark = pytest.mark.django_db


def test_years_are_those_of_meetings() -> None:
    for day in (date(2023, 1, 1), date(2023, 6, 1), date(2025, 1, 1)):
        factories.make_meeting(day)
    assert ArchiveNames().years() == {2023, 2025}


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        pytest.param("Aalborg", "Aalborg", id="as it is written"),
        pytest.param("ålborg", "Aalborg", id="å for aa, a small letter"),
        pytest.param("Laesoe", "Læsø", id="without Danish letters"),
        pytest.param("LÆSØ", "Læsø", id="capitals"),
        pytest.param("Aalborg Kommune", "Aalborg", id="with Kommune"),
        pytest.param("Vesthimmerland", "Vesthimmerlands", id="without its s"),
        pytest.param("Sæby", "Frederikshavn", id="a former name"),
        pytest.param("Bornholm", None, id="a municipality that the archive has not"),
        pytest.param("Atlantis", None, id="no municipality"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_municipality_is_known_in_any_spelling(typed: str, name: str | None) -> None:
    for each in ("Aalborg", "Læsø", "Vesthimmerlands"):
        factories.make_municipality(each)
    Municipality.objects.create(name="Frederikshavn", slug="frederikshavn", former_names=["Sæby"])
    key = ArchiveNames().municipality_key(typed)
    assert (Municipality.objects.get(pk=key).name if key else None) == name


@pytest.fixture
def people() -> None:
    """Four people, one under two names and one merged into another."""
    factories.make_person("Åse Æbelø")
    factories.make_person("Åse Holm")
    kept = factories.make_person("Ib Bach-Laursen")
    Person.objects.create(name="Ib Laursen", slug="ib-laursen", merged_into=kept)
    renamed = factories.make_person("Dora Friis")
    renamed.former_names = ["Dora Gram"]
    renamed.save()


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("typed", "names"),
    [
        pytest.param("Åse", ["Åse Holm", "Åse Æbelø"], id="a forename"),
        pytest.param("aase", ["Åse Holm", "Åse Æbelø"], id="aa for å"),
        pytest.param("æbelø åse", ["Åse Æbelø"], id="in another order"),
        pytest.param("Laursen", ["Ib Bach-Laursen"], id="a part of a double name; the merged row is left out"),
        pytest.param("Bach Laursen", ["Ib Bach-Laursen"], id="a double name without its hyphen"),
        pytest.param("Gram", ["Dora Friis"], id="a former name"),
        pytest.param("Friis", ["Dora Friis"], id="the name of today"),
        pytest.param("Dora Holm", [], id="names of two people"),
        pytest.param("Frii", [], id="no whole name"),
        pytest.param("og", [], id="a stop word"),
        pytest.param("%", [], id="a sign of SQL"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_people_by_part_of_their_name(typed: str, names: list[str]) -> None:
    assert sorted(person.name for person, _ in people_named(typed, at_most=3)) == sorted(names)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        pytest.param("Ea Lund-Bro", "bro", id="after a hyphen"),
        pytest.param("J.P.Bro", "bro", id="after initials"),
        pytest.param("Ea (Bro) Lund", "bro", id="in brackets"),
        pytest.param("Ea/Bo Lund", "bo", id="after a stroke, of two letters"),
        pytest.param("Ea 'Bo' Lund", "bo", id="in quotation marks"),
        pytest.param("Åen Bjærg", "bjærg", id="with a letter that the alphabet ends with"),
        pytest.param("Åen Bjærg", "åen", id="that it begins with"),
        pytest.param("Øe Bjærg", "øe", id="of two letters, that it begins with"),
        pytest.param("André Bro", "andre", id="with an accent"),
    ],
)
def test_a_name_is_told_by_each_of_its_words(name: str, typed: str) -> None:
    factories.make_person(name)
    assert [person.name for person, _ in people_named(typed, at_most=1)] == [name]


def test_of_many_people_none_is_meant_and_nobody_else_is_read() -> None:
    for forename in ("Ane", "Bo", "Ib"):
        factories.make_person(f"{forename} Holm")
    assert len(people_named("Holm", at_most=3)) == 3
    assert people_named("Holm", at_most=2) == []
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
    plan = Person.objects.perhaps_called_by("Holm").order_by().explain()
    assert "people_by_word" in plan
    assert "renamed_people" in plan


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("typed", "is_asked"),
    [
        pytest.param("kvoter", False, id="no word of a name"),
        pytest.param("Bach", True, id="a word of a name"),
        pytest.param("Gram", True, id="of a former name"),
        pytest.param("Bach-Laursen", True, id="several words in one"),
        pytest.param("Hol", True, id="the beginning of one"),
    ],
)
def test_people_are_asked_for_where_a_name_has_a_word_like_one_typed(typed: str, is_asked: bool) -> None:
    people_named("kvoter", at_most=3)
    with CaptureQueriesContext(connection) as queries:
        people_named(typed, at_most=3)
    assert any("meetings_person" in query["sql"] for query in queries) == is_asked
    factories.make_person("Ea Kvoter")
    assert [person.name for person, _ in people_named("kvoter", at_most=3)] == ["Ea Kvoter"]


@pytest.mark.usefixtures("people")
def test_a_person_is_searched_for_by_all_names() -> None:
    assert ArchiveNames().person_names("Gram") == ["Dora Friis", "Dora Gram"]


def test_people_come_with_whom_they_last_sat_for() -> None:
    factories.make_participant(factories.make_meeting(), factories.make_person("Åse Æbelø"))
    ((_, about),) = people_named("Æbelø", at_most=1)
    assert "Aalborg" in about


def test_nothing_is_known_of_no_archive() -> None:
    assert NO_NAMES.years() == frozenset()
    assert NO_NAMES.municipality_key("Aalborg") is None
    assert list(NO_NAMES.person_names("Åse")) == []
    assert NO_NAMES.synonyms() == ()
