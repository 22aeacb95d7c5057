"""Facts before the results of a search: only what a record of the archive says, with the page where it stands."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from meetings.models.choices import DocumentKind, FieldName
from meetings.pages.fact_answers import fact_answers
from meetings.pages.first_answers import FirstAnswer
from meetings.search.archive_names import ArchiveNames
from meetings.search.query import parse_query
from meetings.tests import factories

pytestmark = pytest.mark.django_db

QUOTAS = [["Rebild Kommune", "9"], ["Aalborg Kommune", "25"], ["I alt", "34"]]


def all_answers(typed: str) -> list[FirstAnswer]:
    return fact_answers(parse_query(typed, ArchiveNames()))


def answers(typed: str) -> list[tuple[str, str, str]]:
    return [(each.kind, each.title, each.url) for each in all_answers(typed)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("flygtninge Rebild", "Rebild 2025: 9", id="subject and municipality"),
        pytest.param("Aalborg Kommune flygtninge", "Aalborg 2025: 25", id="the other way round, with Kommune"),
        pytest.param("kvote rebild", "Rebild 2025: 9", id="a part of a compound"),
        pytest.param("procent flygtninge Rebild", None, id="a unit that the series has not"),
        pytest.param("Rebild", None, id="no subject"),
        pytest.param("flygtninge", None, id="no municipality"),
        pytest.param("flygtninge Rebild Aalborg", None, id="two municipalities"),
        pytest.param("flygtninge boliger Rebild", None, id="a word that the series has not"),
        pytest.param("flygtninge -kvoter Rebild", None, id="a word that is excluded"),
    ],
)
def test_a_municipality_and_a_subject_lead_to_the_latest_figure(typed: str, expected: str | None) -> None:
    for name in ("Rebild", "Aalborg"):
        factories.make_municipality(name)
    item = factories.make_item("Fordeling af flygtninge i 2025 – kommunekvoter", "3.2", date(2024, 6, 14))
    older = factories.make_item("Fordeling af flygtninge i 2024 – kommunekvoter", "3.1", date(2023, 6, 16))
    for each, rows in ((item, QUOTAS), (older, [["Rebild Kommune", "11"], ["Aalborg Kommune", "20"]])):
        factories.make_table(each, columns=["Kommune", "Antal"], rows=rows, field=FieldName.DECISION)
    factories.make_table(item, columns=["Kommune", "Antal"], rows=[["Rebild Kommune", "8"], ["Aalborg Kommune", "26"]])
    assert answers(typed) == ([("Tal", expected, item.get_absolute_url())] if expected else [])


@pytest.mark.parametrize("typed", ["hjælpere Rebild", "lærepladser hjælpere Rebild", "hjælper Rebild"])
def test_a_series_is_found_by_what_its_column_is_called(typed: str) -> None:
    factories.make_municipality("Rebild")
    item = factories.make_item("Fordeling af lærepladser i 2025", "3.2", date(2024, 6, 14))
    factories.make_table(
        item, columns=["Kommune", "Hjælpere", "Assistenter"], rows=[["Rebild", "9", "3"], ["Aalborg", "25", "4"]]
    )
    assert answers(typed) == [("Tal", "Rebild 2025: 9", item.get_absolute_url())]


def test_no_figures_are_read_where_no_table_is_called_so(monkeypatch: pytest.MonkeyPatch) -> None:
    factories.make_municipality("Rebild")
    item = factories.make_item("Fordeling af lærepladser i 2025", "3.2", presentation="Der er boliger nok.")
    factories.make_table(item, columns=["Kommune", "Hjælpere"], rows=[["Rebild", "9"], ["Aalborg", "25"]])
    monkeypatch.delattr("meetings.pages.fact_answers.series_naming")
    for typed in ("boliger Rebild", "kajer Rebild", "boliger procent Rebild"):
        assert answers(typed) == []
    with pytest.raises(NameError):
        answers("lærepladser Rebild")


@pytest.mark.parametrize(
    "typed", ["Hvem er formand for KKR Prøve?", "formand for kkr prøve", "formanden for KKR Prøve"]
)
def test_who_is_chairman_is_told_by_the_latest_list_that_says_so(typed: str) -> None:
    before = factories.make_meeting(date(2023, 3, 3))
    latest = factories.make_meeting(date(2024, 3, 1))
    factories.make_participant(before, factories.make_person("Ib Holm"), role="formand")
    factories.make_participant(latest, factories.make_person("Åse Lund"), role="Formand")
    factories.make_participant(latest, factories.make_person("Bo Vang"), role="næstformand")
    council = latest.council.name
    assert answers(typed.replace("KKR Prøve", council).replace("kkr prøve", council.lower())) == [
        ("Formand", "Åse Lund", latest.get_absolute_url())
    ]
    assert answers("formand for Havnerådet") == []


def test_who_is_chairman_of_a_body_is_told_by_who_was_appointed_last() -> None:
    first, last = (factories.make_item("Udpegning", "1", day) for day in (date(2023, 3, 3), date(2024, 3, 1)))
    factories.make_appointment(first, factories.make_person("Ib Holm"), body="Havnerådet", role="formand")
    factories.make_appointment(last, factories.make_person("Åse Lund"), body="Havnerådet", role="formand")
    hidden = factories.make_person("Bo Vang")
    factories.make_appointment(last, hidden, body="Kystrådet", role="formand")
    type(hidden).objects.filter(pk=hidden.pk).update(is_withheld=True)
    assert answers("hvem er formand for havnerådet") == [("Formand", "Åse Lund", last.get_absolute_url())]
    assert answers("formand for Kystrådet") == []


@pytest.mark.parametrize("typed", ["næste møde", "Hvornår er næste møde?", "hvornår er det næste møde i {council}"])
def test_the_next_meeting_is_one_that_the_archive_has(typed: str, client: Client) -> None:
    today = timezone.localdate()
    factories.make_meeting(today - timedelta(days=9))
    coming = factories.make_meeting(today + timedelta(days=9))
    factories.make_meeting(today + timedelta(days=30))
    asked = typed.format(council=coming.council.name)
    assert answers(asked) == [("Næste møde", str(coming), coming.get_absolute_url())]
    assert str(coming) in client.get("/soeg/", {"q": asked}).content.decode()
    assert answers("næste møde i Havnerådet") == []


@pytest.mark.parametrize(
    ("typed", "is_told"),
    [
        pytest.param("Bo Riis Teknisk Udvalg", True, id="a person and a council"),
        pytest.param("teknisk udvalg bo riis", True, id="the other way round, in small letters"),
        pytest.param("Var Bo Riis medlem af Teknisk Udvalg?", True, id="a question"),
        pytest.param("Riis, Bo i Teknisk Udvalg", True, id="surname first"),
        pytest.param("Bo Riis Teknisk Udvalg, Tønder Kommune", True, id="with whose it is"),
        pytest.param("Ib Holm Teknisk Udvalg", False, id="somebody who was only summoned"),
        pytest.param("Åse Lund Teknisk Udvalg", False, id="somebody of another council"),
        pytest.param("Bo Riis Kulturudvalget", False, id="a council that the archive has not"),
        pytest.param("Bo Riis", False, id="a person alone"),
        pytest.param("Bo Riis Teknisk Udvalg veje", False, id="something else too"),
    ],
)
def test_a_person_with_a_council_is_told_by_its_lists(typed: str, is_told: bool) -> None:
    council = factories.make_council("Teknisk Udvalg, Tønder Kommune")
    other = factories.make_meeting(council=factories.make_council("KKR Kysten"))
    first, last = (factories.make_meeting(day, council=council) for day in (date(2022, 3, 1), date(2024, 6, 4)))
    riis = factories.make_person("Bo Riis")
    factories.make_participant(first, riis)
    factories.make_participant(last, riis, role="næstformand")
    factories.make_participant(other, factories.make_person("Åse Lund"))
    agenda = factories.make_document(last, kind=DocumentKind.AGENDA)
    factories.make_participant(last, factories.make_person("Ib Holm"), document=agenda)
    told = [(each.kind, each.title, each.about, each.url) for each in all_answers(typed)]
    about = "Teknisk Udvalg, Tønder Kommune: på deltagerlisterne fra 1. marts 2022 til 4. juni 2024"
    assert told == ([("Næstformand", "Bo Riis", about, last.get_absolute_url())] if is_told else [])


def test_a_person_with_a_body_is_told_by_what_was_decided_of_the_seat() -> None:
    came, left = (factories.make_item("Udpegning", "1", day) for day in (date(2022, 3, 1), date(2024, 6, 4)))
    riis, lund = factories.make_person("Bo Riis"), factories.make_person("Åse Lund")
    factories.make_appointment(came, riis, body="Havnerådet")
    factories.make_appointment(left, lund, body="Havnerådet", replaces=riis, role="formand")
    told = {
        (each.kind, each.about, each.url)
        for typed in ("Havnerådet Bo Riis", "Åse Lund Havnerådet")
        for each in all_answers(typed)
    }
    assert told == {
        ("Medlem", "Havnerådet: fra 1. marts 2022 til 4. juni 2024", came.get_absolute_url()),
        ("Formand", "Havnerådet: siden 4. juni 2024", left.get_absolute_url()),
    }
    type(riis).objects.filter(pk=riis.pk).update(is_withheld=True)
    assert all_answers("Havnerådet Bo Riis") == []
