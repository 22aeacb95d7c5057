"""After words were taken out, no address shows them and no column of the database holds them; nor do they come back."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from meetings.changes.actors import act_as_user
from meetings.changes.change_pass import run_pass
from meetings.changes.recording import recording
from meetings.importing.apply import import_file
from meetings.importing.files import read, stored_source
from meetings.importing.replay import replay
from meetings.importing.source_files import SourceFile
from meetings.importing.upload_receiving import receive_files
from meetings.importing.uploads import process_upload
from meetings.models import AgendaItem, Attachment, Council, Decision, Document, Meeting, Person, Redaction, Upload
from meetings.models.choices import RedactionScope
from meetings.privacy.redacted_words import search_pattern
from meetings.privacy.redacting import ReasonHoldsWords, Redacted, redact, redact_again
from meetings.search.indexing import write_search_rows
from meetings.tests.documents import Item, document_text, import_text
from meetings.tests.parsing.test_extract import pdf
from meetings.tests.privacy.public_texts import public_texts

pytestmark = pytest.mark.django_db

NAME = "Bo Lind"
ITEMS = (
    Item("1.1", "Godkendelse af dagsorden"),
    Item("2.1", "Klage fra Bo Lind over larm", presentation="Naboen til Bo\nLinds gård har klaget. BO LIND svarede."),
    Item("2.2", "Ny bro over fjorden", decision="Bo Lind fik ret. Sagen udsættes til næste møde."),
)
TEXT = document_text(items=ITEMS)
# Another meeting's, with the words too.
LATER_DAY = date(2025, 6, 13)


def tables_with(words: str) -> set[str]:
    """The tables that hold the words in whatever writing, as far as SQL sees."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            # A table's name, as the database itself tells it, is no value that could be handed over.
            cursor.execute(
                f'SELECT count(*) FROM "{table}" AS t WHERE normalize(t::text, NFKD) ~ %s', [search_pattern([words])]
            )
            if cursor.fetchone()[0]:
                found.add(table)
    return found


def addresses_with(client: Client, words: str) -> set[str]:
    """The public addresses that show the words; what somebody searched for is not counted, as it is hers."""
    plain = words.lower()
    return {
        address
        for address, text in public_texts(client, words).items()
        if "?q=" not in address and plain in text.lower().replace("\n", " ").replace("-", " ")
    }


def redact_everywhere(*phrases: str, keeps_originals: bool = False) -> Redacted:
    done = redact(
        Redaction(scope=RedactionScope.ARCHIVE, reason="Efter anmodning"), phrases, keeps_originals=keeps_originals
    )
    run_pass()
    return done


def assert_is_gone(client: Client) -> None:
    """Of the public addresses the ones that hold most are read; all of them are in the test that follows links."""
    assert tables_with(NAME) == set()
    records = (*Meeting.objects.all(), *AgendaItem.objects.all(), *Person.objects.all())
    documents = [f"/dokumenter/{document.pk}/tekst/" for document in Document.objects.all()]
    for address in (*(record.get_absolute_url() for record in records), *documents):
        assert NAME not in client.get(address).content.decode(), address


def test_no_address_and_no_column_has_the_words(client: Client) -> None:
    import_text(TEXT, "klage-bo-lind.txt")
    assert {"meetings_person", "meetings_document", "meetings_agendaitem"} <= tables_with(NAME)
    assert addresses_with(client, NAME)
    redact_everywhere(NAME)
    assert tables_with(NAME) == set()
    assert addresses_with(client, NAME) == set()
    item = AgendaItem.objects.get(number="2.1")
    assert item.title == "Klage fra [udeladt] over larm"
    assert "[udeladt]" in client.get(item.get_absolute_url()).content.decode()


def import_same_file() -> None:
    import_text(TEXT, "klage-bo-lind.txt")


def import_later_document() -> None:
    import_text(document_text(items=(*ITEMS, Item("2.3", "Tak til Bo Lind"))), "revideret.txt", replace=True)


def import_other_meeting() -> None:
    import_text(document_text(items=ITEMS, day=LATER_DAY), "bo_lind_juni.txt")


def read_again() -> None:
    import_file(read(stored_source(Document.objects.get())), again=True)


def plan_meeting_anew() -> None:
    with recording():
        replay(Meeting.objects.get())


def index_anew() -> None:
    write_search_rows(AgendaItem.objects.values_list("pk", flat=True))


LATER = {
    "the same file": import_same_file,
    "a later document of the meeting": import_later_document,
    "another meeting's document": import_other_meeting,
    "the document is read again": read_again,
    "the meeting is planned anew": plan_meeting_anew,
    "the items are indexed anew": index_anew,
}


@pytest.mark.parametrize("later", LATER.values(), ids=LATER)
def test_the_words_do_not_come_back(later: Callable[[], None], client: Client) -> None:
    import_same_file()
    redact_everywhere(NAME)
    later()
    run_pass()
    assert_is_gone(client)
    first = Meeting.objects.earliest("date")
    assert first.participants.count() == 3
    assert first.participants.get(person__name="[udeladt]").status == "present"


def test_a_document_that_is_read_again_changes_nothing() -> None:
    import_same_file()
    redact_everywhere(NAME)
    assert import_file(read(stored_source(Document.objects.get())), again=True).action == "unchanged"


def test_the_same_words_in_another_file_are_known() -> None:
    import_same_file()
    redact_everywhere(NAME)
    copy = SourceFile("kopi.txt", TEXT.replace("\n", "\r\n").encode("utf-16"))
    assert import_file(read(copy)).action == "unchanged"
    assert Document.objects.count() == 1


def test_an_editors_correction_loses_the_words_and_is_a_correction_still() -> None:
    import_same_file()
    editor = User.objects.create_user("eva")
    with recording():
        act_as_user(editor.pk)
        Decision.objects.filter(item__number="2.1").update(text="Bo Lind fik afslag.")
    redact_everywhere(NAME)
    assert tables_with(NAME) == set()
    import_later_document()
    assert Decision.objects.get(item__number="2.1").text == "[udeladt] fik afslag."


def test_what_was_deleted_comes_back_without_the_words() -> None:
    import_same_file()
    AgendaItem.objects.get(number="2.1").delete()
    redact_everywhere(NAME)
    assert tables_with(NAME) == set()


def test_an_address_with_the_words_leads_on(client: Client) -> None:
    import_same_file()
    old = Person.objects.get(name=NAME).get_absolute_url()
    redact_everywhere(NAME)
    response = client.get(old)
    assert response.status_code == 301
    assert response["Location"] == Person.objects.get(name="[udeladt]").get_absolute_url() == "/personer/udeladt/"


def test_the_addresses_below_a_councils_lead_on_too(client: Client) -> None:
    import_same_file()
    Council.objects.update(slug="bo-lind-raadet")
    old = AgendaItem.objects.get(number="2.2").get_absolute_url()
    redact_everywhere(NAME)
    response = client.get(old)
    assert response.status_code == 301
    assert response["Location"] == AgendaItem.objects.get(number="2.2").get_absolute_url()


def test_the_pages_of_a_pdf_are_pictures_where_the_words_stood(client: Client) -> None:
    content = pdf(*TEXT.split("\n\n1.1")[:1], "1.1" + TEXT.split("\n\n1.1")[1], "Eventuelt")
    import_file(read(SourceFile("referat.pdf", content)))
    document = Document.objects.get()
    old_path = document.file.path
    redact_everywhere(NAME)
    document.refresh_from_db()
    stored = client.get(f"/dokumenter/{document.pk}/").getvalue()
    assert document.file.path != old_path
    assert b"Image" in stored
    assert_is_gone(client)
    assert document.sha256 != document.redacted_sha256 != ""


def test_what_is_taken_out_later_goes_from_pages_that_are_pictures_by_then() -> None:
    content = pdf(*TEXT.split("\n\n1.1")[:1], "1.1" + TEXT.split("\n\n1.1")[1])
    import_file(read(SourceFile("referat.pdf", content)))
    redact_everywhere(NAME)
    before = Document.objects.get()
    redact_everywhere("fjorden")
    after = Document.objects.get()
    assert after.redacted_sha256 != before.redacted_sha256
    assert after.size < before.size / 2  # the page that had the word is blank


def test_an_attachment_loses_the_words_too(client: Client) -> None:
    import_same_file()
    item = AgendaItem.objects.get(number="2.1")
    attachment = Attachment(item=item, title="Brev fra Bo Lind", field="presentation")
    attachment.file.save("brev-bo-lind.pdf", ContentFile(pdf("Kære råd", "Hilsen Bo Lind")))
    other = Attachment(item=item, title="Tegning", field="presentation")
    other.file.save("tegning.dwg", ContentFile(b"AC1032"))
    done = redact_everywhere(NAME)
    assert_is_gone(client)
    assert done.files.unread == ["Tegning"]


def test_an_upload_on_its_way_is_planned_without_the_words() -> None:
    received = receive_files([SimpleUploadedFile("bo-lind.txt", TEXT.encode())])
    process_upload(received.uploads[0].pk)
    assert "meetings_upload" in tables_with(NAME)
    redact_everywhere(NAME)
    assert tables_with(NAME) == set()
    upload = Upload.objects.get()
    Upload.objects.update(state="accepted")
    process_upload(upload.pk)
    assert Meeting.objects.count() == 1
    assert tables_with(NAME) == set()


def test_of_one_meeting_others_keep_the_words() -> None:
    import_same_file()
    import_other_meeting()
    first = Meeting.objects.earliest("date")
    redact(
        Redaction(scope=RedactionScope.MEETING, council_name=first.council.name, date=first.date, reason="x"), [NAME]
    )
    run_pass()
    items = AgendaItem.objects.filter(number="2.1").order_by("meeting__date")
    assert [item.title for item in items] == ["Klage fra [udeladt] over larm", "Klage fra Bo Lind over larm"]
    assert Person.objects.filter(name=NAME).exists()


def test_of_one_document_others_keep_the_words() -> None:
    import_same_file()
    import_other_meeting()
    document = Document.objects.earliest("meeting__date")
    redact(
        Redaction(scope=RedactionScope.DOCUMENT, sha256=document.sha256, text_sha256=document.text_sha256, reason="x"),
        [NAME],
    )
    run_pass()
    texts = [document.text for document in Document.objects.order_by("meeting__date")]
    assert [NAME in text for text in texts] == [False, True]


def test_an_older_archive_is_redacted_again_by_digests_alone(client: Client) -> None:
    redact_everywhere(NAME)
    Document.objects.all().delete()
    redaction = Redaction.objects.get()
    Redaction.objects.filter(pk=redaction.pk).update(scope=RedactionScope.DOCUMENT, sha256="0")
    import_same_file()
    assert tables_with(NAME)
    Redaction.objects.filter(pk=redaction.pk).update(scope=RedactionScope.ARCHIVE, sha256="")
    redaction.refresh_from_db()
    redact_again(redaction)
    run_pass()
    assert_is_gone(client)


def test_the_original_is_kept_where_it_was_chosen() -> None:
    import_same_file()
    redact_everywhere(NAME, keeps_originals=True)
    document = Document.objects.get()
    assert Path(document.unredacted_file.path).read_text() == TEXT
    assert NAME not in Path(document.file.path).read_text()


def test_a_reason_with_the_words_is_refused() -> None:
    with pytest.raises(ReasonHoldsWords):
        redact(Redaction(scope=RedactionScope.ARCHIVE, reason="Bo Lind bad om det"), [NAME])
    assert not Redaction.objects.exists()
