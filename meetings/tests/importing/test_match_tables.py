"""Tables and attachments have no number: an editor's stay what they are where a document puts others before them."""

from dataclasses import replace

import pytest

from meetings.models import AgendaItem, Attachment, Conflict, Document, Table
from meetings.tests.documents import ITEMS, document_text, import_text

pytestmark = pytest.mark.django_db

MARKED = "Sagen er gammel.\n\n./. Kvoterne er vedlagt.\n\nDen er lang."
MARKED_TWICE = "./. Et nyt notat er vedlagt.\n\n" + MARKED
QUOTAS = "Kommune Antal Pct.\nAalborg Kommune 30 7\nRebild Kommune 12 3\nThisted Kommune 30 7\nI alt 72 17\n"
PRICES = "Kommune 2023 2024\nAalborg Kommune 130 107\nRebild Kommune 112 103\nThisted Kommune 130 107\nI alt 372 317\n"


def text(kind: str, presentation: str) -> str:
    return document_text(kind, items=[ITEMS[0], replace(ITEMS[1], presentation=presentation), ITEMS[2]])


def test_an_attachment_that_an_editor_named_stays_where_it_stands() -> None:
    import_text(text("agenda", MARKED), "dagsorden.txt")
    named = Attachment.objects.get()
    named.title = "Kvoter"
    named.save()
    import_text(text("minutes", MARKED_TWICE))
    found = sorted(Attachment.objects.values_list("after_block", "title", "pk"))
    assert [(block, title) for block, title, _ in found] == [(1, ""), (3, "Kvoter")]
    assert found[1][2] == named.pk


def test_a_deleted_attachment_stays_deleted_and_another_is_not_lost_for_it() -> None:
    import_text(text("agenda", MARKED), "dagsorden.txt")
    Attachment.objects.get().delete()
    import_text(text("minutes", MARKED_TWICE))
    assert [attachment.after_block for attachment in Attachment.objects.all()] == [1]


def test_an_edited_table_keeps_its_own_heading_and_place() -> None:
    import_text(text("agenda", f"Sagen i tal.\n\n{QUOTAS}\nSlut."), "dagsorden.txt")
    table = Table.objects.get()
    heading = table.columns
    table.rows = [["Rebild Kommune", "13", "9"]]
    table.save()
    import_text(text("minutes", f"Priserne først.\n\n{PRICES}\nSå kvoterne.\n\n{QUOTAS}\nSlut."))
    table.refresh_from_db()
    assert (table.columns, table.rows) == (heading, [["Rebild Kommune", "13", "9"]])
    other = Table.objects.exclude(pk=table.pk).get()
    assert other.columns == ["Kommune", "2023", "2024"]
    assert other.after_block < table.after_block


def test_reading_again_finds_the_same_parts() -> None:
    import_text(text("agenda", MARKED), "dagsorden.txt")
    import_text(text("minutes", MARKED_TWICE))
    before = sorted(Attachment.objects.values_list("pk", "position", "after_block"))
    Document.objects.update(parser_version=0)
    import_text(text("minutes", MARKED_TWICE))
    import_text(text("agenda", MARKED), "dagsorden.txt")
    assert sorted(Attachment.objects.values_list("pk", "position", "after_block")) == before


@pytest.mark.parametrize("before", [MARKED, "Sagen er gammel."], ids=["beside one that was read", "before one is read"])
def test_an_attachment_made_by_hand_is_none_of_the_documents(before: str) -> None:
    import_text(text("agenda", before), "dagsorden.txt")
    made = Attachment.objects.create(item=AgendaItem.objects.get(number="2.1"), title="Kort")
    import_text(text("minutes", MARKED))
    assert sorted(Attachment.objects.values_list("title", flat=True)) == ["", "Kort"]
    made.refresh_from_db()
    assert not made.imported
    assert not Conflict.objects.exists()
