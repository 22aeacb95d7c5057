"""A page that shows one council stays as it is while another is imported, and is new when what it shows is."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings import urls
from meetings.caching.shown_councils import shown_council
from meetings.changes.watched_tables import LOGGED_TABLES, OF_NO_COUNCIL
from meetings.models import (
    AgendaItem,
    Attachment,
    Council,
    Decision,
    Document,
    Meeting,
    MeetingAttachment,
    Municipality,
    Participant,
    Party,
    Person,
    Section,
)
from meetings.models.archive_changes import ArchiveVersion
from meetings.tests import factories
from meetings.tests.documents import DAY, ITEMS, Item, document_text, import_text

SHOWN = "KKR Prøveby"
OTHER = "KKR Andetsteds"
RENAMED = "KKR Prøveby og Omegn"

# What the pages read, all of it of the council itself but councils, municipalities, parties and people. A page that
# comes to read another table has to be looked at: whether that table's changes make it new (changes/watched_tables.py).
EVERY_PAGE = {"meetings_council"}
DOCUMENT = EVERY_PAGE | {"meetings_document", "meetings_meeting"}
COMPARISON = DOCUMENT | {"meetings_agendaitem", "meetings_decision"}
JOINT = {"meetings_meeting_joint_councils"}
PARTICIPANTS = {"meetings_participant", "meetings_person", "meetings_party", "meetings_municipality"}
READ = {
    # Its seats are those of its own meetings' lists.
    "council": DOCUMENT | JOINT | PARTICIPANTS | {"meetings_agendaitem"},
    "meeting": COMPARISON | JOINT | PARTICIPANTS | {"meetings_section", "meetings_meetingattachment"},
    "since_agenda": COMPARISON,
    "document": DOCUMENT,
    "document_text": DOCUMENT | JOINT,
    "attachment": {"meetings_attachment", "meetings_agendaitem"},
    "meeting_attachment": {"meetings_meetingattachment"},
}
PAGES = [pytest.param(name, id=name) for name in READ]


def fill_archive() -> None:
    """A council's meeting with an agenda, minutes and an attachment, and another council that has met before."""
    for council in (SHOWN, OTHER):
        import_text(document_text("agenda", council=council, cover="DAGSORDEN"), "dagsorden.txt")
        import_text(document_text(council=council), "referat.txt")
    item = AgendaItem.objects.filter(meeting__council__name=SHOWN)[0]
    attachment = Attachment(item=item, title="Kort")
    attachment.file.save("kort.txt", ContentFile(b"Et kort"))
    of_meeting = MeetingAttachment(meeting=item.meeting, title="Invitation")
    of_meeting.file.save("invitation.txt", ContentFile(b"Velkommen"))


def addresses() -> dict[str, str]:
    meeting = Meeting.objects.get(council__name__in=(SHOWN, RENAMED), date=DAY)
    document = meeting.documents.order_by("pk")[0]
    return {
        "council": f"/{meeting.council.slug}/",
        "meeting": meeting.get_absolute_url(),
        "since_agenda": f"{meeting.get_absolute_url()}siden-dagsordenen/",
        "document": document.get_absolute_url(),
        "document_text": f"{document.get_absolute_url()}tekst/",
        "attachment": Attachment.objects.get().get_absolute_url(),
        "meeting_attachment": MeetingAttachment.objects.get().get_absolute_url(),
    }


def pages(client: Client) -> dict[str, tuple[str, bytes]]:
    """Each page's ETag and content."""
    found = {}
    for name, address in addresses().items():
        response = client.get(address)
        assert response.status_code == 200, name
        found[name] = response.headers["ETag"], b"".join(response)
    return found


def test_the_pages_that_show_one_council_are_these() -> None:
    assert {str(page.name) for page in urls.urlpatterns if shown_council(page.callback)} == set(READ)


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_no_table_whose_changes_leave_it_as_it_is(client: Client, name: str) -> None:
    fill_archive()
    address = addresses()[name]
    with CaptureQueriesContext(connection) as queries:
        b"".join(client.get(address))
    asked = [query["sql"] for query in queries if "meetings_archivechange" not in query["sql"]]
    read = {table for question in asked for table in re.findall(r"meetings_[a-z_]+", question)}
    models = apps.get_app_config("meetings").get_models(include_auto_created=True)
    assert read & {model._meta.db_table for model in models} == READ[name]
    assert not read & {table.name for table in LOGGED_TABLES if table.version == OF_NO_COUNCIL}


@pytest.mark.django_db(transaction=True)
def test_an_import_for_one_council_leaves_the_pages_of_another(client: Client) -> None:
    """It has people whom the archive knows and others, an item of the same title, and a new meeting."""
    fill_archive()
    before = pages(client)
    front, people = (client.get(address).headers["ETag"] for address in ("/", "/personer/"))
    items = (Item("1.1", "Ny bro over fjorden"), Item("1.2", "Noget helt andet", decision="Udpeget blev Ida Berg."))
    present = ("Anna Holm (A), Aalborg Kommune", "Ida Berg (F), Læsø Kommune")
    import_text(document_text(council=OTHER, day=date(2025, 6, 13), items=items, present=present), "juni.txt")
    corrected = [replace(item, decision="Rådet sagde nej.") for item in ITEMS]
    import_text(document_text(council=OTHER, items=corrected, present=present), "rettet.txt", replace=True)
    assert Decision.objects.filter(text="Rådet sagde nej.").exists()
    assert Person.objects.filter(name="Ida Berg").exists()
    assert pages(client) == before
    for name, address in addresses().items():
        assert client.get(address, headers={"if-none-match": before[name][0]}).status_code == 304, name
    assert client.get("/").headers["ETag"] != front
    assert client.get("/personer/").headers["ETag"] != people


def of_shown(model: type[AgendaItem] | type[Section] | type[Participant]) -> int:
    return model._default_manager.filter(meeting__council__name=SHOWN)[0].pk


# What each page shows, and what changes it: also what other councils' pages show.
CHANGES: list[tuple[set[str], str, Callable[[], object]]] = [
    (set(READ), "a council that is invented", lambda: Council.objects.filter(name=OTHER).update(is_sample=True)),
    (set(READ), "the council's name", lambda: Council.objects.filter(name=SHOWN).update(name=RENAMED)),
    (set(READ), "a new council", lambda: factories.make_council("KKR Eksempel", is_sample=True)),
    ({"meeting"}, "a person's name", lambda: Person.objects.filter(name="Bo Lind").update(name="Bo Lund")),
    ({"meeting"}, "a municipality's name", lambda: Municipality.objects.filter(name="Rebild").update(name="Nyby")),
    ({"meeting"}, "a party's name", lambda: Party.objects.filter(letter="V").update(name="Et andet")),
    ({"meeting"}, "who was there", lambda: Participant.objects.filter(pk=of_shown(Participant)).update(role="vært")),
    ({"meeting"}, "a section", lambda: Section.objects.filter(pk=of_shown(Section)).update(title="Andet")),
    (
        {"meeting", "since_agenda", "council"},
        "an item",
        lambda: AgendaItem.objects.filter(pk=of_shown(AgendaItem)).update(title="Andet"),
    ),
    ({"meeting", "since_agenda"}, "a decision", lambda: Decision.objects.update(text="Udsat.")),
    (
        {"meeting", "council", "document_text"},
        "a document",
        lambda: Document.objects.filter(meeting__council__name=SHOWN).update(pages=7),
    ),
    (
        {"meeting"},
        "a meeting after it",
        lambda: factories.make_meeting(date(2026, 1, 9), council=Council.objects.get(name=SHOWN)),
    ),
    ({"attachment"}, "an attachment", lambda: Attachment.objects.update(title="Et andet")),
]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("names", "change"), [pytest.param(names, change, id=title) for names, title, change in CHANGES]
)
def test_what_a_page_shows_makes_it_new(client: Client, names: set[str], change: Callable[[], object]) -> None:
    fill_archive()
    before = pages(client)
    change()
    after = pages(client)
    assert not [name for name in names if after[name][0] == before[name][0]]
    # And no page that is another answers that it is as it was.
    assert not [name for name in READ if after[name][0] == before[name][0] and after[name][1] != before[name][1]]


@pytest.mark.django_db(transaction=True)
def test_a_council_shows_the_meetings_that_another_holds_together_with_it(client: Client) -> None:
    fill_archive()
    address = addresses()["council"]
    joint = Meeting.objects.get(council__name=OTHER)
    changes: list[Callable[[], object]] = [
        lambda: joint.joint_councils.add(Council.objects.get(name=SHOWN)),
        lambda: factories.make_item("Et punkt mere", "7.1", meeting=joint),
        lambda: joint.joint_councils.clear(),
    ]
    first = client.get(address)
    etags = [first.headers["ETag"]]
    for change in changes:
        change()
        last = client.get(address)
        etags.append(last.headers["ETag"])
    assert all(one != other for one, other in pairwise(etags))
    assert (last.headers["ETag"], last.content) == (first.headers["ETag"], first.content)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/kkr-findes-ikke/", "/dokumenter/0/", f"/dokumenter/{10**30}/tekst/"])
def test_what_the_archive_lacks_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_an_archive_that_was_never_changed_has_a_version() -> None:
    assert ArchiveVersion().changed_at is None
    assert ArchiveVersion().of_council(1) == ArchiveVersion()
