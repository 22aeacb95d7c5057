"""Uploading in the admin: choose files, read what would happen, let them in or discard them."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.importing import uploads
from meetings.models import AgendaItem, Document, Meeting, Upload
from meetings.models.choices import UploadState
from meetings.parsing.parser import PARSER_VERSION
from meetings.tests.documents import ITEMS, Item, document_text, import_text
from meetings.tests.editing import admin_address, open_page
from meetings.tests.reading import Page

pytestmark = pytest.mark.django_db

ADD = "/admin/meetings/upload/add/"
LIST = "/admin/meetings/upload/"
POSTPONED = [ITEMS[0], Item("2.1", ITEMS[1].title, decision="Sagen udsættes til næste møde."), ITEMS[2]]


def send(client: Client, **texts: str) -> Any:
    """Upload files with these texts; a name's `_` stands for a dot. Gives the page that is shown then."""
    files = [SimpleUploadedFile(name.replace("_", "."), text.encode()) for name, text in texts.items()]
    return client.post(ADD, {"documents": files}, follow=True)


def act(client: Client, action: str, *chosen: Upload) -> Any:
    return client.post(LIST, {"action": action, "_selected_action": [upload.pk for upload in chosen]}, follow=True)


def messages_of(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is uploaded is too much for a request."""
    monkeypatch.setattr(uploads, "SMALL_BYTES", 10)


class TestChoosing:
    """The page »Indlæs dokumenter«."""

    def test_it_says_what_may_be_chosen_and_how_much(self, admin_client: Client) -> None:
        html = open_page(admin_client, ADD)
        assert "<h1>Indlæs dokumenter</h1>" in html
        assert "højst 100 filer ad gangen og højst 50 MB i hver" in html
        assert 'name="documents"' in html
        assert " multiple" in html
        assert "style" not in Page(html).attributes

    def test_one_file_leads_to_its_plan(self, admin_client: Client) -> None:
        response = send(admin_client, referat_txt=document_text())
        upload = Upload.objects.get()
        assert response.redirect_chain[-1][0] == admin_address(Upload, "change", upload.pk)
        assert upload.uploaded_by == User.objects.get(username="admin")
        assert not Meeting.objects.exists()

    def test_several_lead_to_a_list_of_them_alone(self, admin_client: Client) -> None:
        send(admin_client, foer_txt=document_text(council="KKR Før"))
        response = send(admin_client, a_txt=document_text(), b_txt=document_text("agenda"))
        listed = {upload.source_name for upload in response.context["cl"].result_list}
        assert listed == {"a.txt", "b.txt"}
        html = response.content.decode()
        assert "Nyt møde: KKR Prøveby, 14. marts 2025: 2 afsnit, 3 punkter" in html
        assert "»a.txt« er fra samme møde. De bliver til ét møde." in html

    def test_a_refused_one_does_not_stop_the_others(self, admin_client: Client) -> None:
        response = send(admin_client, tom_txt="", b_txt=document_text())
        assert "»tom.txt« er afvist. Filen er tom." in messages_of(response)
        states = dict(Upload.objects.values_list("source_name", "state"))
        assert states == {"tom.txt": UploadState.REFUSED, "b.txt": UploadState.PLANNED}

    def test_the_same_file_twice_is_told(self, admin_client: Client) -> None:
        response = send(admin_client, a_txt=document_text(), b_txt=document_text())
        assert "»b.txt« er den samme fil som »a.txt«, der allerede ligger til indlæsning." in messages_of(response)
        assert Upload.objects.count() == 1

    def test_only_files_that_lie_there_already_lead_to_the_list(self, admin_client: Client) -> None:
        send(admin_client, a_txt=document_text())
        response = send(admin_client, b_txt=document_text())
        assert response.redirect_chain[-1][0] == LIST

    def test_no_file_is_a_sentence(self, admin_client: Client) -> None:
        response = admin_client.post(ADD, {})
        assert response.status_code == 200
        assert "Vælg en eller flere filer." in response.content.decode()

    def test_too_many_files_are_a_sentence(self, admin_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("meetings.admin.uploads.MAX_FILES", 1)
        response = send(admin_client, a_txt=document_text(), b_txt=document_text("agenda"))
        assert "Vælg højst 1 filer ad gangen. Du valgte 2." in response.content.decode()
        assert not Upload.objects.exists()

    def test_the_file_lies_under_a_name_that_nobody_chose(self, admin_client: Client, settings: Any) -> None:
        send(admin_client, **{"../../ond_txt": document_text()})
        stored = Path(Upload.objects.get().file.path)
        assert stored.parent == Path(settings.MEDIA_ROOT) / "indlaesninger"
        assert "ond" not in stored.name

    def test_it_is_not_served(self, admin_client: Client) -> None:
        send(admin_client, a_txt=document_text())
        name = Upload.objects.get().file.name
        for address in (f"/{name}", f"/media/{name}", f"/static/{name}"):
            assert admin_client.get(address).status_code == 404


class TestPage:
    """The page of one upload: the whole plan, and the buttons."""

    def test_it_shows_old_and_new_and_the_warnings(self, admin_client: Client) -> None:
        import_text(document_text())
        changed = document_text(present=[]).replace("har drøftet sagen", "er enige")
        html = send(admin_client, referat_txt=changed).content.decode()
        assert "Ændres: punkt 2.1" in html
        assert "I arkivet: Kommunerne har drøftet sagen med Aalborg Kommune.</div>" in html
        assert "I dokumentet: Kommunerne er enige med Aalborg Kommune.</div>" in html
        assert '<ol id="advarsler"><li>Side 1, linje 1: ' in html

    def test_a_long_text_that_is_overwritten_is_compared_word_by_word(self, admin_client: Client) -> None:
        import_text(document_text())
        long = "har drøftet sagen grundigt og længe, og sagen tages op igen til efteråret sammen"
        import_text(document_text().replace("har drøftet sagen", long), replace=True)
        newer = document_text().replace("har drøftet sagen", f"{long} igen")
        html = send(admin_client, referat_txt=newer).content.decode()
        assert "<ins>igen </ins>" in html
        assert re.search(r"<li>Ændres: \d+ post(er)?</li>", html)

    def test_what_a_document_says_is_shown_and_never_run(self, admin_client: Client) -> None:
        item = Item("1.1", "<script>alert(1)</script>")
        html = send(admin_client, referat_txt=document_text(items=[item])).content.decode()
        assert "&lt;script&gt;alert(1)" in html
        assert "<script>alert" not in html

    def test_an_edit_that_is_kept_is_marked(self, admin_client: Client) -> None:
        import_text(document_text())
        item = AgendaItem.objects.get(number="2.1")
        item.presentation = "Rettet."
        item.save()
        changed = document_text().replace("har drøftet sagen", "er enige")
        assert (
            "sagsfremstilling (rettet i arkivet; rettelsen bevares)"
            in send(admin_client, a_txt=changed).content.decode()
        )

    def test_its_button_imports_and_the_page_says_so(self, admin_client: Client) -> None:
        send(admin_client, referat_txt=document_text())
        upload = Upload.objects.get()
        response = admin_client.post(admin_address(Upload, "change", upload.pk), {"_apply": "Indlæs"}, follow=True)
        assert messages_of(response)[0].startswith("»referat.txt«: indlæst. Nyt møde: KKR Prøveby")
        assert admin_address(Document, "change", Document.objects.get().pk) in response.content.decode()
        assert 'name="_apply"' not in response.content.decode()
        assert Meeting.objects.count() == 1

    def test_its_button_twice_changes_nothing(self, admin_client: Client) -> None:
        send(admin_client, referat_txt=document_text())
        address = admin_address(Upload, "change", Upload.objects.get().pk)
        admin_client.post(address, {"_apply": "Indlæs"})
        AgendaItem.objects.filter(number="2.1").update(presentation="Rettet.")
        response = admin_client.post(address, {"_apply": "Indlæs"}, follow=True)
        assert messages_of(response)[-1] == "1 fil kan ikke blive valgt til indlæsning nu. Se tilstanden i listen."
        assert AgendaItem.objects.get(number="2.1").presentation == "Rettet."

    def test_a_document_that_contradicts_another_can_be_made_to_win(self, admin_client: Client) -> None:
        import_text(document_text(items=POSTPONED), "andet.txt")
        response = send(admin_client, referat_txt=document_text())
        assert "siger noget andet om punkt 2.1" in messages_of(response)[0]
        address = admin_address(Upload, "change", Upload.objects.get().pk)
        admin_client.post(address, {"_replace": "Indlæs"})
        assert AgendaItem.objects.get(number="2.1").decision.outcome == "approved"

    def test_its_button_discards(self, admin_client: Client) -> None:
        send(admin_client, referat_txt=document_text())
        upload = Upload.objects.get()
        admin_client.post(admin_address(Upload, "change", upload.pk), {"_withdraw": "Kassér"})
        upload.refresh_from_db()
        assert (upload.state, upload.file.name) == (UploadState.WITHDRAWN, "")
        html = open_page(admin_client, admin_address(Upload, "change", upload.pk))
        assert 'type="submit" name="_' not in html

    def test_what_was_done_is_remembered_with_its_name(self, admin_client: Client) -> None:
        send(admin_client, referat_txt=document_text())
        upload = Upload.objects.get()
        admin_client.post(admin_address(Upload, "change", upload.pk), {"_apply": "Indlæs"})
        assert "Valgt til indlæsning." in open_page(admin_client, admin_address(Upload, "history", upload.pk))

    def test_one_that_is_not_there_is_told(self, admin_client: Client) -> None:
        response = admin_client.get(admin_address(Upload, "change", 404), follow=True)
        assert response.redirect_chain[-1][0] == reverse("admin:index")


class TestList:
    """The list of uploads, where several are decided at once."""

    def test_the_chosen_ones_are_imported(self, admin_client: Client) -> None:
        send(admin_client, a_txt=document_text("agenda"), b_txt=document_text(), c_txt=document_text(council="KKR C"))
        agenda, minutes, other = Upload.objects.order_by("pk")
        act(admin_client, "apply", agenda, minutes)
        other.refresh_from_db()
        assert other.state == UploadState.PLANNED
        assert Meeting.objects.get().documents.count() == 2

    def test_of_two_that_contradict_one_another_the_second_is_refused(self, admin_client: Client) -> None:
        response = send(admin_client, a_txt=document_text(), b_txt=document_text(items=POSTPONED))
        told = "»a.txt« er fra samme møde og siger noget andet om punkt 2.1. Kun ét af dem kan gælde."
        assert told in response.content.decode()
        response = act(admin_client, "apply", *Upload.objects.order_by("pk"))
        assert messages_of(response)[1].startswith("»b.txt« er afvist. Mødet har allerede et dokument af samme art")
        assert Document.objects.get().source_name == "a.txt"

    def test_the_chosen_ones_win_where_asked(self, admin_client: Client) -> None:
        import_text(document_text(items=POSTPONED), "andet.txt")
        send(admin_client, a_txt=document_text())
        act(admin_client, "apply_replacing", Upload.objects.get())
        assert Upload.objects.get().state == UploadState.APPLIED

    def test_the_chosen_ones_are_discarded(self, admin_client: Client) -> None:
        send(admin_client, a_txt=document_text(), b_txt=document_text("agenda"))
        response = act(admin_client, "withdraw", *Upload.objects.all())
        assert messages_of(response) == ["2 filer kasseret."]
        assert set(Upload.objects.values_list("state", flat=True)) == {UploadState.WITHDRAWN}

    def test_it_asks_the_database_as_often_for_many(self, admin_client: Client) -> None:
        def queries() -> int:
            with CaptureQueriesContext(connection) as found:
                open_page(admin_client, LIST)
            return len(found)

        send(admin_client, a_txt=document_text(), b_txt=document_text("agenda"))
        few = queries()
        for number in range(6):
            send(admin_client, a_txt=document_text(council=f"KKR {number}"), b_txt=document_text("agenda", cover="x"))
        assert queries() == few <= 16

    def test_deleting_one_takes_its_file_along(
        self, admin_client: Client, django_capture_on_commit_callbacks: Any
    ) -> None:
        send(admin_client, a_txt=document_text())
        upload = Upload.objects.get()
        stored = Path(upload.file.path)
        with django_capture_on_commit_callbacks(execute=True):
            admin_client.post(admin_address(Upload, "delete", upload.pk), {"post": "yes"})
        assert not Upload.objects.exists()
        assert not stored.exists()


class TestOutsideTheRequest:
    """What is too much for a request waits for a worker."""

    def test_a_large_upload_waits_and_a_worker_is_started(
        self,
        admin_client: Client,
        monkeypatch: pytest.MonkeyPatch,
        starts: list[object],
        django_capture_on_commit_callbacks: Any,
    ) -> None:
        large(monkeypatch)
        with django_capture_on_commit_callbacks(execute=True):
            admin_client.post(ADD, {"documents": [SimpleUploadedFile("a.txt", document_text().encode())]})
        assert len(starts) == 1
        assert Upload.objects.get().state == UploadState.WAITING

    def test_many_files_wait_too(self, admin_client: Client) -> None:
        names = [f"fil{number}_txt" for number in range(uploads.SMALL_FILES + 1)]
        send(admin_client, **{name: document_text(council=f"KKR {name}") for name in names})
        assert set(Upload.objects.values_list("state", flat=True)) == {UploadState.WAITING}

    def test_the_pages_say_how_far_it_is_and_fetch_themselves(
        self, admin_client: Client, monkeypatch: pytest.MonkeyPatch, starts: list[object]
    ) -> None:
        large(monkeypatch)
        send(admin_client, a_txt=document_text(), b_txt=document_text("agenda"))
        uploads.process_upload(Upload.objects.latest("pk").pk)
        waiting = Upload.objects.get(state=UploadState.WAITING)
        starts.clear()
        for address in (LIST, admin_address(Upload, "change", waiting.pk)):
            html = open_page(admin_client, address)
            assert '<meta http-equiv="refresh" content="5">' in html
            assert "1 af 2 filer er færdige." in html
        assert len(starts) == 2  # a worker that died would be replaced by the next look
        uploads.process_upload(waiting.pk)
        html = open_page(admin_client, LIST)
        assert "http-equiv" not in html
        assert "færdige" not in html
        assert len(starts) == 2

    def test_a_large_import_waits_too(self, admin_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        send(admin_client, a_txt=document_text())
        large(monkeypatch)
        response = act(admin_client, "apply", Upload.objects.get())
        assert messages_of(response) == ["1 fil er modtaget. Du kan gå fra siden imens."]
        assert Upload.objects.get().state == UploadState.ACCEPTED
        assert not Meeting.objects.exists()
        uploads.process_next_upload()
        assert Meeting.objects.exists()


class TestReadingAgain:
    """»Læs de valgte igen« in the list of documents."""

    ACTION = {"action": "reread"}

    def reread(self, client: Client) -> Any:
        chosen = list(Document.objects.values_list("pk", flat=True))
        return client.post(
            admin_address(Document, "changelist"), {**self.ACTION, "_selected_action": chosen}, follow=True
        )

    def test_a_chosen_document_is_read_at_once(self, admin_client: Client) -> None:
        import_text(document_text())
        Document.objects.update(parser_version=PARSER_VERSION - 1)
        response = self.reread(admin_client)
        assert response.redirect_chain[-1][0] == admin_address(Upload, "change", Upload.objects.get().pk)
        assert Document.objects.get().parser_version == PARSER_VERSION

    def test_many_wait_for_a_worker(self, admin_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        large(monkeypatch)
        import_text(document_text())
        import_text(document_text("agenda"), "dagsorden.txt")
        response = self.reread(admin_client)
        assert messages_of(response) == ["2 filer er modtaget. Du kan gå fra siden imens."]
        assert set(Upload.objects.values_list("state", flat=True)) == {UploadState.ACCEPTED}

    def test_a_missing_file_is_a_sentence(self, admin_client: Client) -> None:
        import_text(document_text())
        Path(Document.objects.get().file.path).unlink()
        assert "Dokumentets fil mangler i arkivet." in messages_of(self.reread(admin_client))[0]

    @pytest.mark.parametrize(("choice", "names"), [("aeldre", ["a.txt"]), ("nyeste", ["b.txt"])])
    def test_what_an_older_version_read_is_found(self, admin_client: Client, choice: str, names: list[str]) -> None:
        import_text(document_text("agenda"), "a.txt")
        Document.objects.update(parser_version=PARSER_VERSION - 1)
        import_text(document_text(), "b.txt")
        response = admin_client.get(admin_address(Document, "changelist"), {"version": choice})
        assert [document.source_name for document in response.context["cl"].result_list] == names
