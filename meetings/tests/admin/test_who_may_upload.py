"""Who may upload in the admin, and what an editor says of a file that does not say it itself."""

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from meetings.models import Document, Upload
from meetings.models.choices import UploadState
from meetings.tests.admin.test_uploads import ADD, LIST, act, large, send
from meetings.tests.documents import document_text, import_text
from meetings.tests.editing import admin_address, open_page

pytestmark = pytest.mark.django_db


class TestWhoMay:
    """Only staff who may add uploads; only by a form of the site's own."""

    def user(self, client: Client, *permissions: str, is_staff: bool = True) -> Client:
        user = User.objects.create_user("ida", is_staff=is_staff)
        user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
        client.force_login(user)
        return client

    def test_nobody_who_is_not_logged_in(self, client: Client) -> None:
        for address in (ADD, LIST):
            assert client.get(address)["Location"].startswith("/admin/login/")
        assert client.post(ADD, {}).status_code == 302
        assert not Upload.objects.exists()

    def test_nobody_from_outside(self, client: Client) -> None:
        assert self.user(client, "add_upload", is_staff=False).get(ADD).status_code == 302

    @pytest.mark.parametrize("field", ["_apply", "_replace", "_withdraw"])
    def test_who_may_only_look_decides_nothing(self, client: Client, admin_client: Client, field: str) -> None:
        send(admin_client, a_txt=document_text())
        upload = Upload.objects.get()
        reader = self.user(client, "view_upload", "view_document")
        html = open_page(reader, admin_address(Upload, "change", upload.pk))
        assert "_apply" not in html
        assert reader.post(admin_address(Upload, "change", upload.pk), {field: "x"}).status_code == 403
        assert reader.get(ADD).status_code == reader.post(ADD, {}).status_code == 403
        act(reader, "apply", upload)
        upload.refresh_from_db()
        assert upload.state == UploadState.PLANNED

    def test_who_may_not_upload_does_not_have_documents_read_again(self, client: Client) -> None:
        import_text(document_text())
        address, chosen = admin_address(Document, "changelist"), Document.objects.get().pk
        reader = self.user(client, "view_upload", "view_document", "delete_document")
        assert "Læs de valgte igen" not in open_page(reader, address)
        reader.post(address, {"action": "reread", "_selected_action": [chosen]})
        assert not Upload.objects.exists()

    def test_who_may_neither_sees_nothing_and_starts_nothing(
        self, client: Client, admin_client: Client, monkeypatch: pytest.MonkeyPatch, starts: list[object]
    ) -> None:
        large(monkeypatch)
        send(admin_client, a_txt=document_text())
        starts.clear()
        stranger = self.user(client, "view_document")
        assert stranger.get(LIST).status_code == 403
        assert starts == []

    def test_an_editor_needs_no_more_than_to_add_and_to_look(self, client: Client) -> None:
        editor = self.user(client, "add_upload", "view_upload")
        send(editor, a_txt=document_text())
        act(editor, "apply", Upload.objects.get())
        assert Upload.objects.get().state == UploadState.APPLIED

    def test_a_form_from_elsewhere_is_refused(self, client: Client) -> None:
        strict = self.user(Client(enforce_csrf_checks=True), "add_upload", "view_upload")
        assert strict.post(ADD, {"documents": [SimpleUploadedFile("a.txt", b"x")]}).status_code == 403
        assert not Upload.objects.exists()

    def test_a_link_changes_nothing(self, admin_client: Client) -> None:
        send(admin_client, a_txt=document_text())
        upload = Upload.objects.get()
        admin_client.get(admin_address(Upload, "change", upload.pk), {"_apply": "Indlæs"})
        upload.refresh_from_db()
        assert upload.state == UploadState.PLANNED


class TestStatedFacts:
    """What the editor says of a file that does not say it itself."""

    NAMELESS = document_text().replace("KKR Prøveby  | 14-03-2025", "").replace("KKR Prøveby", "Gruppen")

    def test_the_form_offers_the_archives_councils_and_takes_what_is_said(self, admin_client: Client) -> None:
        import_text(document_text())
        assert '<option value="KKR Prøveby">' in admin_client.get(ADD).content.decode()
        file = SimpleUploadedFile("referat.txt", self.NAMELESS.encode())
        said = {"council": "KKR Prøveby", "date": "15. marts 2025", "kind": ""}
        admin_client.post(ADD, {"documents": [file], **said}, follow=True)
        upload = Upload.objects.get()
        assert upload.state == UploadState.PLANNED
        assert (upload.reading["council"], upload.reading["day"]) == ("KKR Prøveby", "2025-03-15")

    def test_what_is_said_is_of_one_file_and_a_day(self, admin_client: Client) -> None:
        files = [SimpleUploadedFile(f"{name}.txt", self.NAMELESS.encode()) for name in "ab"]
        several = admin_client.post(ADD, {"documents": files, "council": "KKR Prøveby"})
        assert "Råd, dato og art gælder én fil." in several.content.decode()
        file = SimpleUploadedFile("a.txt", self.NAMELESS.encode())
        no_day = admin_client.post(ADD, {"documents": [file], "date": "31-02-2025"})
        assert "ikke en dato, der findes" in no_day.content.decode()
        assert not Upload.objects.exists()
