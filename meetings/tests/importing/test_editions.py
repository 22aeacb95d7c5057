"""Moved and cancelled meetings, supplements, revisions and copies: the same end whatever the order of importing."""

from datetime import date
from itertools import permutations

import pytest
from django.test import Client

from meetings.importing.apply import import_file
from meetings.importing.files import read
from meetings.importing.source_files import SourceFile
from meetings.models import AgendaItem, Document, Meeting, Participant
from meetings.tests.documents import source_file
from meetings.tests.sequences import (
    AGENDA,
    APPROVAL,
    DAY,
    FERRY,
    HARBOUR,
    OTHER_DAY,
    QUARRY,
    Matter,
    meetings_in_words,
    numbered,
    paper,
    put_in,
)

pytestmark = pytest.mark.django_db

EVENTUALLY = Matter("Eventuelt")
MOVED = f"Mødet er flyttet fra den {DAY:%d-%m-%Y} til den {OTHER_DAY:%d-%m-%Y}."
# The documents of one meeting by name, and its items in the end; a star is for one that was withdrawn.
SEQUENCES: dict[str, tuple[list[str], list[str]]] = {
    "a supplement adds": (
        [
            paper(matters=[*AGENDA, EVENTUALLY], numbers=["1.1", "1.2", "1.3", "2.1"]),
            paper("TILLÆGSDAGSORDEN", [HARBOUR], numbers=["1.4"]),
        ],
        [*numbered([*AGENDA, HARBOUR]), "2.1 Eventuelt"],
    ),
    "minutes decide what stands of both": (
        [
            paper(matters=[*AGENDA, EVENTUALLY], numbers=["1.1", "1.2", "1.3", "2.1"]),
            paper("TILLÆGSDAGSORDEN", [HARBOUR], numbers=["1.4"]),
            paper("REFERAT", [*AGENDA, HARBOUR]),
        ],
        [*numbered([*AGENDA, HARBOUR]), "2.1 Eventuelt*"],
    ),
    "a revision leaves out": (
        [paper(), paper("REVIDERET DAGSORDEN", [APPROVAL, QUARRY], start="10:00")],
        [*numbered([APPROVAL, QUARRY]), f"1.2 {FERRY.title}*"],
    ),
    "a revision leaves out most": (
        [paper(), paper("Dagsorden, 2. udgave", [QUARRY])],
        [f"1.1 {QUARRY.title}", f"1.1 {APPROVAL.title}*", f"1.2 {FERRY.title}*"],
    ),
    "a meeting is moved": (
        [paper(), paper(day=OTHER_DAY, notes=[MOVED]), paper("REFERAT", day=OTHER_DAY)],
        numbered(AGENDA),
    ),
    "a meeting is cancelled": ([paper(), paper("DAGSORDEN – AFLYST")], numbered(AGENDA)),
    "an extract takes nothing away": (
        [paper(), paper("REFERAT"), paper("UDDRAG AF REFERAT", [FERRY], numbers=["1.2"])],
        numbered(AGENDA),
    ),
}


@pytest.mark.parametrize("name", SEQUENCES)
def test_the_end_is_the_same_in_every_order(name: str) -> None:
    documents, items = SEQUENCES[name]
    orders = list(permutations(range(len(documents))))
    if name == "a meeting is moved":  # nothing ties the agenda of the old day to minutes of the new one alone
        orders = [order for order in orders if order[-1] != 1]
    for order in orders:
        for place in order:
            put_in(documents[place], f"{place}.txt")
        (found,) = meetings_in_words().values()
        assert sorted(found) == sorted(items), order
        assert [item for item in found if not item.endswith("*")] == [item for item in items if not item.endswith("*")]
        Participant.objects.all().delete()
        AgendaItem.objects.all().delete()
        Document.objects.all().delete()
        Meeting.objects.all().delete()


def test_a_moved_meeting_is_one_and_both_days_lead_to_it(client: Client) -> None:
    put_in(paper())
    put_in(paper(day=OTHER_DAY, notes=[MOVED]))
    meeting = Meeting.objects.get()
    assert (meeting.date, meeting.moved_from, meeting.status) == (OTHER_DAY, [DAY], "moved")
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "Flyttet fra 6. marts 2031" in page
    assert "EventRescheduled" in page
    assert client.get("/kkr-fjordland/2031-03-06/")["Location"] == meeting.get_absolute_url()
    assert client.get("/kkr-fjordland/2031-03-06/1-2/")["Location"] == f"{meeting.get_absolute_url()}1-2/"


def test_another_meeting_on_the_old_day_has_that_address(client: Client) -> None:
    put_in(paper())
    put_in(paper(day=OTHER_DAY, notes=[MOVED]))
    put_in(paper(matters=[HARBOUR, Matter("Broens lys", "SAG-2031-00031")]))
    assert list(meetings_in_words()) == ["/kkr-fjordland/2031-03-06/", "/kkr-fjordland/2031-03-13/"]
    page = client.get("/kkr-fjordland/2031-03-06/").content.decode()
    assert HARBOUR.title in page
    assert "/kkr-fjordland/2031-03-13/" in page


def test_word_of_a_move_or_a_cancellation_needs_no_items(client: Client) -> None:
    put_in(paper())
    put_in(paper("AFLYSNING", [], notes=["Mødet er aflyst."]))
    assert Meeting.objects.get().is_cancelled
    assert list(meetings_in_words().values()) == [numbered(AGENDA)]
    assert "EventCancelled" in client.get("/kkr-fjordland/2031-03-06/").content.decode()


def test_minutes_of_a_cancelled_meeting_say_that_it_was_held() -> None:
    put_in(paper(notes=["Mødet er aflyst."]))
    put_in(paper("REFERAT"))
    assert Meeting.objects.get().status == ""


def test_a_cancelled_meeting_is_neither_next_nor_latest(client: Client) -> None:
    put_in(paper(notes=["Mødet er aflyst."]))
    assert "/kkr-fjordland/2031-03-06/" not in client.get("/").content.decode()
    assert "Aflyst" in client.get("/kkr-fjordland/").content.decode()


def test_a_supplement_that_counts_from_one_again_takes_no_number() -> None:
    put_in(paper())
    plan = put_in(paper("TILLÆGSDAGSORDEN", [HARBOUR]))
    assert plan.remarks == ("Punkt 1.1 i tillægget får nummer 1.4, da et andet punkt har nummeret.",)
    assert list(meetings_in_words().values()) == [numbered([*AGENDA, HARBOUR])]


def test_an_agenda_that_does_not_say_that_it_is_the_later_tells_what_it_lacks() -> None:
    put_in(paper())
    plan = put_in(paper(matters=AGENDA[:2]), "igen.txt")
    assert plan.remarks == (
        "Et andet dokument til mødet har også punkt 1.3 »Grusgraven ved åsen«. Det bliver stående; "
        "er det taget af dagsordenen, så markér det som udgået.",
    )
    assert list(meetings_in_words().values()) == [numbered(AGENDA)]


@pytest.mark.parametrize("heading", ["REVIDERET DAGSORDEN", "TILLÆGSDAGSORDEN", "REFERAT", "UDDRAG AF REFERAT"])
def test_what_withdraws_items_or_is_only_a_part_says_nothing_of_what_it_lacks(heading: str) -> None:
    put_in(paper())
    assert put_in(paper(heading, AGENDA[:2], notes=[heading.capitalize()]), "igen.txt").remarks == ()


def test_each_document_is_named_as_what_it_is(client: Client) -> None:
    for heading in ("DAGSORDEN", "REVIDERET DAGSORDEN", "TILLÆGSDAGSORDEN", "REFERAT", "UDDRAG AF REFERAT"):
        put_in(paper(heading, [HARBOUR] if heading == "TILLÆGSDAGSORDEN" else AGENDA, notes=[heading.capitalize()]))
    titles = {document.title for document in Document.objects.all()}
    assert titles == {"Dagsorden", "Revideret dagsorden", "Tillægsdagsorden", "Referat", "Uddrag af referat"}


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(paper("REFERAT").replace("\n", "\r\n").encode(), id="line ends"),
        pytest.param(paper("REFERAT").encode("latin-1"), id="latin-1"),
        pytest.param(paper("REFERAT").encode("utf-8-sig"), id="a byte order mark"),
        pytest.param(paper("REFERAT").encode("utf-16"), id="utf-16"),
        pytest.param((paper("REFERAT") + "\n\n \n").encode(), id="empty lines"),
    ],
)
def test_a_copy_is_told_as_the_same_text(content: bytes) -> None:
    put_in(paper("REFERAT"), "referat.txt")
    plan = import_file(read(SourceFile("kopi.txt", content)))
    assert (plan.action, plan.same_text) == ("unchanged", "Samme tekst som »referat.txt«, der allerede er i arkivet.")
    assert Document.objects.count() == 1


def test_a_figure_that_was_corrected_is_no_copy() -> None:
    text = paper("REFERAT", [Matter("Tilskud", "SAG-2031-00040", "Tilskuddet er 15 mio. kr.")])
    put_in(text)
    assert put_in(text.replace("15 mio", "1,5 mio")).action == "updated"
    assert source_file(text).sha256 in set(Document.objects.values_list("sha256", flat=True))


def test_a_joint_meeting_is_found_under_both_councils(client: Client) -> None:
    put_in(paper("REFERAT", council="KKR Fjordland og KKR Ålandet", notes=["Fællesmøde"]))
    assert Meeting.objects.count() == 1
    for slug in ("kkr-fjordland", "kkr-aalandet"):
        assert "/kkr-fjordland/2031-03-06/" in client.get(f"/{slug}/").content.decode()
    assert client.get("/kkr-aalandet/2031-03-06/")["Location"] == "/kkr-fjordland/2031-03-06/"


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        pytest.param(paper(day=date(2099, 3, 6), present=["Rie Strøm (A), Skive Kommune"]), 0, id="to come"),
        pytest.param(paper(day=date(2021, 3, 6), present=["Rie Strøm (A), Skive Kommune"]), 0, id="an agenda's list"),
        pytest.param(paper("REFERAT", day=date(2021, 3, 6)), 1, id="minutes"),
    ],
)
def test_only_who_was_at_a_meeting_that_was_held_counts(client: Client, text: str, counts: int) -> None:
    put_in(text)
    assert Participant.objects.count() == 1
    pages = [Meeting.objects.get().get_absolute_url(), "/personer/rie-stroem/", "/kommuner/skive/"]
    shown = ["Til stede" in client.get(page).content.decode() for page in pages]
    assert shown == [bool(counts)] * 3
