"""Samples beside real councils: no list, figure, search or suggestion has both."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from meetings.changes.recording import recording
from meetings.models import AgendaItem, Council, Municipality, Person, SearchRow, SearchWord, TitleTail, Topic
from meetings.models.choices import Status
from meetings.search.indexing import drifted_items
from meetings.search.typeahead import items_with_drifted_tails
from meetings.tests import factories
from meetings.tests.reading import text_of

pytestmark = pytest.mark.django_db

DAY = date(2024, 3, 1)
BANNER = "Eksempler."
# What only the sample has, as a word of any page.
TOLD = ("KKR Eksempel", "Opdigtet", "Sølvfisk", "Hittebæk", "Fiskerådet")
LISTS = (
    *(
        "/",
        "/moeder/",
        "/moeder/2024/",
        "/emner/",
        "/kommuner/",
        "/personer/",
        "/udpegninger/",
        "/udpegninger/?vis=alle",
    ),
    *("/tal/", "/forloeb/", "/aarshjul/", "/soeg/", "/soeg/?q=sølvfisk", "/soeg/?q=Hittebæk", "/om/"),
    *("/soeg/forslag/?q=sølvf", "/soeg/forslag/?q=opdig", "/soeg/forslag/?q=hitte", "/soeg/forslag/?q=fiske"),
)


def make_samples() -> AgendaItem:
    """A sample council with a person, a municipality, a body, a topic, a thread and figures of its own."""
    council = factories.make_council("KKR Eksempel", is_sample=True)
    municipality, person = factories.make_municipality("Hittebæk"), factories.make_person("Opdigtet Olsen")
    items = []
    with recording():
        Topic.objects.create(name="Fiskeri", slug="fiskeri", rule="sølvfisk")
        for year in (2023, 2024):
            meeting = factories.make_meeting(date(year, 3, 1), council=council)
            factories.make_participant(meeting, person, municipality=municipality)
            item = factories.make_item(
                "Bestanden af sølvfisk",
                meeting=meeting,
                decision="Rådet godkendte sølvfisk.",
                municipalities=[municipality],
                case_number="SAG-2024-00007",
            )
            factories.make_table(item, rows=[["Hittebæk", "7"], ["Aalborg", "3"]])
            factories.make_appointment(item, person, "Fiskerådet", municipality=municipality)
            items.append(item)
    factories.make_thread("Sølvfisk", *items)
    return items[-1]


def make_real() -> AgendaItem:
    """A real council, at which the sample's person of no other name was once absent."""
    with recording():
        council = factories.make_council("KKR Rigtig")
        meeting = factories.make_meeting(DAY, council=council)
        factories.make_participant(meeting, factories.make_person("Rigtige Riis"), status=Status.ABSENT)
        return factories.make_item("Ny bro", meeting=meeting, decision="Rådet godkendte broen.", number="2")


def follow(change: Any) -> None:
    with recording():
        change()


def is_right() -> bool:
    return not [*drifted_items(100), *items_with_drifted_tails(100)]


def test_samples_alone_are_shown_everywhere(client: Client) -> None:
    make_samples()
    assert is_right()
    assert "Sølvfisk" in text_of(client, "/forloeb/")
    for url in ("/", "/personer/", "/kommuner/", "/tal/", "/moeder/"):
        assert BANNER in client.get(url).content.decode()
    assert "2 punkter" in text_of(client, "/emner/")
    assert SearchRow.objects.count() == 2


def test_no_list_figure_search_or_suggestion_has_samples_beside_real(client: Client) -> None:
    make_samples()
    make_real()
    for url in LISTS:
        page = client.get(url).content.decode()
        told = [word for word in TOLD if word in page.replace("q=", "")]
        assert (url, BANNER in page) == (url, False)
        if "q=" not in url:
            assert (url, told) == (url, [])
    assert client.get("/soeg/?q=sølvfisk&format=json").json()["count"] == 0
    assert client.get("/soeg/?format=json").json()["count"] == 1
    for begun in ("sølvf", "opdig", "hitte", "fiske"):
        assert client.get("/soeg/forslag/", {"q": begun}).json() in ({"suggestions": []}, [begun, [], [], []])
    assert "Aalborg 0 1 0" in text_of(client, "/kommuner/")
    assert is_right()
    assert not TitleTail.objects.filter(item__in=AgendaItem.objects.hidden()).exists()
    assert not Topic.objects.in_use().exists()
    assert not SearchWord.objects.filter(word__in=["sølvfisk", "bestanden", "opdigtet"]).exists()
    assert SearchWord.objects.filter(word="godkendte").exists()


def test_a_samples_own_pages_can_be_read_and_say_what_they_are(client: Client) -> None:
    item = make_samples()
    make_real()
    pages = (
        *(item.get_absolute_url(), item.meeting.get_absolute_url(), "/kkr-eksempel/", "/personer/opdigtet-olsen/"),
        *("/udpegninger/fiskeraadet/", "/forloeb/soelvfisk/"),
    )
    for url in pages:
        assert BANNER in client.get(url).content.decode(), url
    assert "Til stede ved 2 af 2 møder" in text_of(client, "/personer/opdigtet-olsen/")
    for url in ("/kkr-rigtig/", "/kkr-rigtig/2024-03-01/", "/kkr-rigtig/2024-03-01/2/", "/personer/rigtige-riis/"):
        assert BANNER not in client.get(url).content.decode(), url


def test_who_is_in_both_is_told_of_what_is_real_alone(client: Client) -> None:
    item, real = make_samples(), make_real()
    person = Person.objects.get(name="Opdigtet Olsen")
    factories.make_participant(real.meeting, person, status=Status.ABSENT)
    factories.make_appointment(real, person, "Broudvalget", municipality=Municipality.objects.get(name="Hittebæk"))
    of_person = text_of(client, "/personer/opdigtet-olsen/")
    assert "Til stede ved 0 af 1 møde" in of_person
    assert "Fiskerådet" not in of_person
    assert "KKR Eksempel" not in of_person
    assert BANNER not in of_person
    assert "Opdigtet Olsen Aalborg A 0 1 1" in text_of(client, "/personer/")
    assert "Hittebæk 0 0 1" in text_of(client, "/kommuner/")
    of_municipality = text_of(client, "/kommuner/hittebaek/")
    assert "0 punkter nævner kommunen" in of_municipality
    assert "Fiskerådet" not in of_municipality
    assert item.get_absolute_url() not in client.get(real.get_absolute_url()).content.decode()


def test_a_real_case_of_the_samples_number_leads_to_none_of_them(client: Client) -> None:
    sample, real = make_samples(), make_real()
    AgendaItem.objects.filter(pk=real.pk).update(case_number="SAG-2024-00007")
    assert sample.get_absolute_url() not in client.get(real.get_absolute_url()).content.decode()


@pytest.mark.parametrize("how", ["deleted", "marked"])
def test_samples_are_shown_again_where_nothing_real_is_left(client: Client, how: str) -> None:
    make_samples()
    council = Council.objects.create(name="KKR Rigtig", slug="kkr-rigtig")
    follow(lambda: Council.objects.filter(pk=council.pk).update(former_names=["KKR Før"]))
    assert not SearchRow.objects.exists()
    rigtig = Council.objects.filter(pk=council.pk)
    follow(rigtig.delete if how == "deleted" else lambda: rigtig.update(is_sample=True))
    assert SearchRow.objects.count() == 2
    assert is_right()
    assert "2 punkter" in text_of(client, "/emner/")


def test_a_council_that_turns_out_to_be_real_is_shown(client: Client) -> None:
    make_samples()
    make_real()
    follow(lambda: Council.objects.filter(slug="kkr-eksempel").update(is_sample=False))
    assert client.get("/soeg/?q=sølvfisk&format=json").json()["count"] == 2
    assert BANNER not in client.get("/kkr-eksempel/").content.decode()
