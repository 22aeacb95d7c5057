"""Facts before the results of a search: only what a record of the archive says, with the page where it stands."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from meetings.models.choices import FieldName
from meetings.pages.fact_answers import fact_answers
from meetings.search.archive_names import ArchiveNames
from meetings.search.query import parse_query
from meetings.tests import factories

pytestmark = pytest.mark.django_db

QUOTAS = [["Rebild Kommune", "9"], ["Aalborg Kommune", "25"], ["I alt", "34"]]


def answers(typed: str) -> list[tuple[str, str, str]]:
    return [(each.kind, each.title, each.url) for each in fact_answers(parse_query(typed, ArchiveNames()))]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("flygtninge Rebild", "Rebild 2025: 9", id="subject and municipality"),
        pytest.param("Aalborg Kommune flygtninge", "Aalborg 2025: 25", id="the other way round, with Kommune"),
        pytest.param("kvote rebild", "Rebild 2025: 9", id="a part of a compound"),
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
