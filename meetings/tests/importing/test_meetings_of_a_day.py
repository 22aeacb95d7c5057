"""Two meetings of one council on one day, in every order in which their documents may come."""

from itertools import permutations

import pytest
from django.test import Client

from meetings.importing.match_meeting import MeetingChoice, UncertainMeeting
from meetings.models import Meeting
from meetings.tests.sequences import (
    AGENDA,
    DAY,
    FERRY,
    FLOOD,
    HARBOUR,
    OTHERS,
    SHELTER,
    meetings_in_words,
    numbered,
    paper,
    put_in,
)

pytestmark = pytest.mark.django_db

# What a cover says of an extraordinary meeting.
WORDS_FOR_EXTRAORDINARY = (
    *("Ekstraordinært møde", "EKSTRAORDINÆRT MØDE", "Ekstraordinært kontaktrådsmøde", "Hastemøde", "Ekstra møde"),
    "Mødetype: Ekstraordinært",
)
ORDINARY = {
    "agenda": paper(),
    "minutes": paper("REFERAT", present=["Rie Strøm (A), Skive Kommune", "Per Krag (V), Thisted Kommune"]),
}
EXTRAORDINARY = {
    "agenda": paper(matters=OTHERS, start="15:00", notes=["Ekstraordinært møde"]),
    "minutes": paper("REFERAT", OTHERS, start="15:00", notes=["Ekstraordinært møde"]),
}
DOCUMENTS = [*ORDINARY.values(), *EXTRAORDINARY.values()]


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_each_has_its_own_items_whatever_the_order(order: tuple[int, ...]) -> None:
    for place in order:
        put_in(DOCUMENTS[place], f"{place}.txt")
    first, second = Meeting.objects.order_by("start_time")
    assert (first.is_extraordinary, second.is_extraordinary) == (False, True)
    assert list(meetings_in_words().values()) == [numbered(AGENDA), numbered(OTHERS)]
    assert [meeting.documents.count() for meeting in (first, second)] == [2, 2]
    assert [meeting.participants.count() for meeting in (first, second)] == [2, 1]


def test_the_first_to_come_keeps_the_plain_address(client: Client) -> None:
    for text in DOCUMENTS:
        put_in(text)
    assert list(meetings_in_words()) == ["/kkr-fjordland/2031-03-06/", "/kkr-fjordland/2031-03-06/ekstraordinaert/"]
    for address in meetings_in_words():
        assert client.get(address).status_code == 200
        assert client.get(f"{address}1-2/").status_code == 200
    assert FLOOD.title in client.get("/kkr-fjordland/2031-03-06/ekstraordinaert/1-2/").content.decode()
    assert "ekstraordinaert" in client.get("/kkr-fjordland/2031-03-06/").content.decode()
    assert "/kkr-fjordland/2031-03-06/ekstraordinaert/1-2/" in client.get("/sitemap-punkter.xml").content.decode()


def test_an_ordinary_meeting_that_comes_second_is_told_by_its_start() -> None:
    put_in(EXTRAORDINARY["agenda"])
    put_in(ORDINARY["agenda"])
    assert list(meetings_in_words()) == ["/kkr-fjordland/2031-03-06/kl-0930/", "/kkr-fjordland/2031-03-06/"]


def test_a_third_is_numbered() -> None:
    for start, matters in (("09:30", AGENDA), ("15:00", OTHERS), ("17:00", [HARBOUR])):
        notes = ["Ekstraordinært møde"] if start != "09:30" else []
        put_in(paper(matters=matters, start=start, notes=notes))
    assert list(meetings_in_words())[2] == "/kkr-fjordland/2031-03-06/ekstraordinaert-2/"


@pytest.mark.parametrize("words", WORDS_FOR_EXTRAORDINARY)
def test_a_cover_says_that_it_is_extraordinary(words: str) -> None:
    put_in(paper(notes=[words]))
    assert Meeting.objects.get().is_extraordinary
    assert Meeting.objects.get().place == "Kulturhuset, Havnevej 2"


def test_two_without_a_word_are_told_apart_by_start_and_matters() -> None:
    put_in(paper())
    put_in(paper("REFERAT", OTHERS, start="15:00"))
    assert list(meetings_in_words()) == ["/kkr-fjordland/2031-03-06/", "/kkr-fjordland/2031-03-06/kl-1500/"]
    assert not any(title.endswith("*") for titles in meetings_in_words().values() for title in titles)


def test_minutes_that_begin_a_little_later_and_do_not_say_that_it_was_extraordinary_are_of_the_meeting() -> None:
    put_in(EXTRAORDINARY["agenda"])
    put_in(paper("REFERAT", OTHERS, start="15:05"))
    assert Meeting.objects.get().is_extraordinary


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(paper("REFERAT", OTHERS, start=""), id="other items and no start"),
        pytest.param(paper(matters=[FERRY, FLOOD, SHELTER], start="15:00"), id="few of the items, another start"),
        pytest.param(paper(matters=OTHERS, notes=["Ekstraordinært møde"]), id="extraordinary, the same start"),
        pytest.param(paper("REFERAT", start="15:00", notes=["Ekstraordinært møde"]), id="the same items, later"),
    ],
)
def test_what_is_uncertain_is_asked_and_never_poured(text: str) -> None:
    put_in(paper(), "dagsorden.txt")
    before = meetings_in_words()
    with pytest.raises(UncertainMeeting) as refusal:
        put_in(text)
    assert meetings_in_words() == before
    sentence = refusal.value.sentence
    assert "KKR Fjordland, 6. marts 2031" in sentence
    assert "--into kkr-fjordland/2031-03-06" in sentence
    assert "--new-meeting" in sentence
    assert "--replace" not in sentence


def test_a_person_says_which_meeting_it_is() -> None:
    put_in(paper())
    unclear = paper("REFERAT", OTHERS, start="")
    put_in(unclear, choice=MeetingChoice(None))
    assert list(meetings_in_words().values()) == [numbered(AGENDA), numbered(OTHERS)]


def test_a_deleted_meeting_of_the_day_leaves_the_other_in_place(client: Client) -> None:
    put_in(ORDINARY["agenda"])
    put_in(EXTRAORDINARY["agenda"])
    extraordinary = Meeting.objects.get(date=DAY, is_extraordinary=True)
    extraordinary.items.all().delete()
    extraordinary.documents.all().delete()
    extraordinary.delete()
    assert client.get("/kkr-fjordland/2031-03-06/").status_code == 200
    assert client.get("/kkr-fjordland/2031-03-06/ekstraordinaert/").status_code == 410
    assert client.get("/kkr-fjordland/2031-03-06/ekstraordinaert/1-2/").status_code == 410
