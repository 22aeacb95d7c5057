"""What the admin guards: documents as they came, what other records build on, and who may do what."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.files.base import ContentFile
from django.db.models import Model
from django.test import Client

from meetings.models import (
    AgendaItem,
    Appointment,
    Attachment,
    Decision,
    Document,
    Meeting,
    MeetingAttachment,
    Participant,
    Person,
    SearchRow,
    Section,
    Table,
)
from meetings.tests.editing import (
    ARCHIVE_MODELS,
    admin_address,
    error_messages,
    latest_record,
    make_meeting,
    open_page,
    save,
)
from meetings.tests.reading import text_of

pytestmark = pytest.mark.django_db

# What belongs to meetings: gone with them.
OF_MEETINGS: tuple[type[Model], ...] = (
    *(Meeting, Document, MeetingAttachment, Section, AgendaItem, Decision, Table, Attachment),
    *(Participant, Appointment, SearchRow),
)
NOTHING_OF_MEETINGS = dict.fromkeys((model.__name__ for model in OF_MEETINGS), 0)


def counts_of_meetings() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in OF_MEETINGS}


every_model = pytest.mark.parametrize("model", ARCHIVE_MODELS, ids=lambda model: model._meta.model_name)


class TestDocuments:
    """Documents come from importing. An editor looks at them, and may take one away."""

    @pytest.fixture
    def document(self, settings: Any, tmp_path: Path) -> Document:
        settings.MEDIA_ROOT = tmp_path
        document = make_meeting().documents.get()
        document.file.save("referat.txt", ContentFile(b"Referat"))
        return document

    def test_none_is_added_by_hand(self, admin_client: Client) -> None:
        assert admin_client.get(admin_address(Document, "add")).status_code == 403

    def test_none_is_changed_by_hand(self, admin_client: Client, document: Document) -> None:
        address = admin_address(Document, "change", document.pk)
        assert admin_client.post(address, {"source_name": "andet.txt"}).status_code == 403
        document.refresh_from_db()
        assert document.source_name == "referat-1.txt"

    def test_its_facts_and_warnings_can_be_read(self, admin_client: Client, document: Document) -> None:
        page = open_page(admin_client, admin_address(Document, "change", document.pk))
        for fact in (document.sha256, "Referat", "Hele referatets tekst.", document.get_absolute_url()):
            assert fact in page
        assert '<ol id="advarsler"><li>Side 3, linje 12: Linjen blev ikke forstået.</li></ol>' in page

    def test_one_without_warnings_says_so(self, admin_client: Client, document: Document) -> None:
        Document.objects.update(warnings=[])
        assert "Ingen." in open_page(admin_client, admin_address(Document, "change", document.pk))

    def test_lists_lead_to_its_warnings(self, admin_client: Client, document: Document) -> None:
        link = f'<a href="{admin_address(Document, "change", document.pk)}#advarsler">1</a>'
        assert link in open_page(admin_client, admin_address(Document, "changelist"))
        assert link in open_page(admin_client, admin_address(Meeting, "change", document.meeting.pk))

    def test_a_warning_is_text_whatever_it_quotes(self, admin_client: Client, document: Document) -> None:
        Document.objects.update(warnings=[{"page": 1, "line": 1, "message": "<script>"}])
        page = open_page(admin_client, admin_address(Document, "change", document.pk))
        assert "linje 1: &lt;script&gt;" in page

    def test_before_it_goes_its_page_names_what_goes_and_what_stays(
        self, admin_client: Client, document: Document
    ) -> None:
        page = text_of(admin_client, admin_address(Document, "delete", document.pk))
        gone, _, rest = page.partition("Det går")[2].partition("Det bliver")
        stays, _, edits = rest.partition("Det har redaktionen skrevet, og det går tabt")
        for record in (
            "dokumentet og dets fil",
            "mødet »KKR Prøve, 15. februar 2024«, som arkivet ikke har andre dokumenter fra",
            "afsnit 1",
            "punkt 1.2",
            "beslutning 1.2",
            "tabel 1.2",
            "bilag 1.2/0",
            "deltager Ditte Krogh 1",
            "udpegning 1.2/Ditte Krogh 1/Havnebestyrelsen 1",
        ):
            assert record in gone
        assert "by hand" not in page
        assert "Personer, kommuner og udvalg bliver" in stays
        assert "adresser siger, at mødet er fjernet" in stays
        assert "Mødet" not in gone
        assert "punkt 1.2: overskrift" in edits
        assert "afsnit 1 (skrevet af redaktionen)" in edits

    def test_of_a_meeting_that_has_others_it_takes_what_it_alone_said(
        self, admin_client: Client, document: Document
    ) -> None:
        other = Document.objects.create(
            meeting=document.meeting,
            kind="agenda",
            source_name="dagsorden.txt",
            sha256="f" * 64,
            size=1,
            pages=1,
            parser_version=1,
            file="dokumenter/dagsorden.txt",
        )
        page = text_of(admin_client, admin_address(Document, "delete", document.pk))
        gone, _, stays = page.partition("Det går")[2].partition("Det bliver")
        assert "mødet »" not in gone
        assert other.source_name not in gone
        assert "Mødet bliver, som dets andre dokumenter siger." in stays

    @pytest.mark.parametrize("answer", [{"post": "yes"}, {"confirm": "1"}], ids=["another page's", "without consent"])
    def test_it_stays_until_the_editor_lets_go_of_what_she_wrote(
        self, admin_client: Client, document: Document, answer: dict[str, str]
    ) -> None:
        before = counts_of_meetings()
        assert admin_client.post(admin_address(Document, "delete", document.pk), answer).status_code == 200
        assert counts_of_meetings() == before
        assert Path(document.file.path).exists()

    def test_its_file_goes_with_it_and_so_do_the_parts_of_its_meeting(
        self, admin_client: Client, document: Document, django_capture_on_commit_callbacks: Any
    ) -> None:
        address, stored = document.meeting.get_absolute_url(), Path(document.file.path)
        assert stored.exists()
        with django_capture_on_commit_callbacks(execute=True):
            admin_client.post(admin_address(Document, "delete", document.pk), {"confirm": "1", "discard": "1"})
        assert counts_of_meetings() == NOTHING_OF_MEETINGS
        assert not stored.exists()
        assert Person.objects.exists()
        assert admin_client.get(address).status_code == 410

    def test_from_the_list_one_that_nothing_was_read_from_goes_with_its_file(
        self, admin_client: Client, document: Document, django_capture_on_commit_callbacks: Any
    ) -> None:
        AgendaItem.objects.all().delete()
        Participant.objects.all().delete()
        stored = Path(document.file.path)
        with django_capture_on_commit_callbacks(execute=True):
            action = {"action": "delete_selected", "_selected_action": [document.pk], "confirm": "1", "discard": "1"}
            admin_client.post(admin_address(Document, "changelist"), action)
        assert not Document.objects.exists()
        assert not stored.exists()


class TestDeleting:
    """Before anything goes, the editor reads what goes with it."""

    def test_an_item_takes_its_decision_tables_and_appointments_along(self, admin_client: Client) -> None:
        item = make_meeting().items.get()
        page = open_page(admin_client, admin_address(AgendaItem, "delete", item.pk))
        for part in ("Beslutning:", "Tabel:", "Udpegning:"):
            assert part in page
        admin_client.post(admin_address(AgendaItem, "delete", item.pk), {"post": "yes"})
        assert not any(model._default_manager.exists() for model in (Decision, Table, Appointment, SearchRow))

    def test_the_machinery_is_not_mentioned(self, admin_client: Client) -> None:
        item = make_meeting().items.get()
        response = admin_client.get(admin_address(AgendaItem, "delete", item.pk))
        assert [str(name) for name, _ in response.context["model_count"]] == [
            "punkter",
            "beslutninger",
            "tabeller",
            "bilag",
            "udpegninger",
        ]
        assert "Søgerække" not in response.content.decode()
        assert "AgendaItem_" not in response.content.decode()

    def test_a_meeting_names_its_documents_and_parts_and_goes_with_them(
        self, admin_client: Client, settings: Any, tmp_path: Path, django_capture_on_commit_callbacks: Any
    ) -> None:
        settings.MEDIA_ROOT = tmp_path
        meeting = make_meeting()
        document = meeting.documents.get()
        document.file.save("referat.txt", ContentFile(b"Referat"))
        plan = MeetingAttachment(meeting=meeting, title="Mødeplan")
        plan.file.save("plan.pdf", ContentFile(b"%PDF"))
        address = admin_address(Meeting, "delete", meeting.pk)
        gone, _, stays = text_of(admin_client, address).partition("Det går")[2].partition("Det bliver")
        for record in (
            "dokumentet »referat-1.txt« og dets fil",
            "bilaget til mødet »Mødeplan« og dets fil",
            "punkt 1.2 Fælles havneplan 1",
            "1 deltager",
            "1 beslutning",
            "1 tabel",
            "1 bilag",
            "1 udpegning",
        ):
            assert record in gone
        assert "Personer, kommuner og udvalg bliver" in stays
        assert "adresser siger, at mødet er fjernet" in stays
        admin_client.post(address, {"confirm": "1"})
        assert Meeting.objects.exists()
        with django_capture_on_commit_callbacks(execute=True):
            admin_client.post(address, {"confirm": "1", "discard": "1"})
        assert counts_of_meetings() == NOTHING_OF_MEETINGS
        assert not any(Path(stored).exists() for stored in (document.file.path, plan.file.path))
        assert Person.objects.exists()
        assert admin_client.get(meeting.get_absolute_url()).status_code == 410

    def test_a_person_who_was_appointed_stays(self, admin_client: Client) -> None:
        make_meeting()
        person = Person.objects.get()
        assert "Havnebestyrelsen" in open_page(admin_client, admin_address(Person, "delete", person.pk))
        admin_client.post(admin_address(Person, "delete", person.pk), {"post": "yes"})
        assert Person.objects.exists()


class TestEditorsGroup:
    """The group that the guide describes: it may look, add and change, but not delete."""

    @pytest.fixture
    def editor(self, client: Client) -> Client:
        group = Group.objects.create(name="Redaktører")
        group.permissions.set(
            Permission.objects.filter(content_type__app_label="meetings").exclude(codename__startswith="delete_")
        )
        user = User.objects.create_user("sekretær", password="hemmelig", is_staff=True)
        user.groups.add(group)
        client.force_login(user)
        make_meeting()
        return client

    @every_model
    def test_opens_everything(self, editor: Client, model: type[Model]) -> None:
        open_page(editor, admin_address(model, "changelist"))
        open_page(editor, admin_address(model, "change", latest_record(model).pk))

    @every_model
    def test_deletes_nothing(self, editor: Client, model: type[Model]) -> None:
        record = latest_record(model)
        assert editor.post(admin_address(model, "delete", record.pk), {"post": "yes"}).status_code == 403
        assert "delete_selected" not in open_page(editor, admin_address(model, "changelist"))

    def test_deletes_no_part_of_an_item_either(self, editor: Client) -> None:
        item = AgendaItem.objects.get()
        save(editor, item, decision__0__DELETE="on", tables__0__DELETE="on", appointments__0__DELETE="on")
        assert Decision.objects.count() == Table.objects.count() == Appointment.objects.count() == 1

    def test_corrects_a_decision(self, editor: Client) -> None:
        postponed = {"decision__0__text": "Planen blev udsat.", "decision__0__outcome": "postponed"}
        assert error_messages(save(editor, AgendaItem.objects.get(), **postponed)) == []
        assert Decision.objects.get().text == "Planen blev udsat."

    def test_somebody_without_the_group_sees_nothing(self, client: Client) -> None:
        client.force_login(User.objects.create_user("gæst", is_staff=True))
        assert client.get(admin_address(Meeting, "changelist")).status_code == 403

    @every_model
    def test_somebody_who_may_only_look_is_offered_nothing_to_write(self, client: Client, model: type[Model]) -> None:
        make_meeting()
        user = User.objects.create_user("praktikant", is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
        client.force_login(user)
        page = open_page(client, admin_address(model, "change", latest_record(model).pk))
        assert "<textarea" not in page
        assert 'name="_save"' not in page
