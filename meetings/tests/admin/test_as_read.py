"""Beside each field of a form stands what the import read there, where it was changed since."""

import pytest
from django.test import Client

from meetings.models import AgendaItem, Participant, Table
from meetings.tests.editing import admin_address, make_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def item() -> AgendaItem:
    return make_meeting().items.get()


def help_texts(client: Client, record: object) -> dict[str, str]:
    """By the name of each field of the record's page, those of its parts too."""
    response = client.get(admin_address(type(record), "change", record.pk))  # type: ignore[arg-type, attr-defined]
    forms = [response.context["adminform"].form]
    forms += [form for inline in response.context["inline_admin_formsets"] for form in inline.formset.initial_forms]
    return {field.html_name: str(field.help_text) for form in forms for field in form}


def test_a_field_that_was_changed_says_what_was_read(admin_client: Client, item: AgendaItem) -> None:
    shown = help_texts(admin_client, item)
    assert '<div class="wording">Fælles havneplan</div>' in shown["title"]
    assert "Orientering" in shown["case_type"]


def test_paragraphs_are_kept(admin_client: Client, item: AgendaItem) -> None:
    AgendaItem.objects.update(presentation="Rettet.")
    assert "Planen har to dele:\n\n– kajer\n– moler" in help_texts(admin_client, item)["presentation"]


def test_one_that_was_not_says_so(admin_client: Client, item: AgendaItem) -> None:
    shown = help_texts(admin_client, item)
    assert "<details" not in shown["presentation"]
    assert "Som det blev læst." in shown["presentation"]
    assert "læst" not in shown["background"]


def test_decisions_and_tables_too(admin_client: Client, item: AgendaItem) -> None:
    item.decision.text = "Planen blev udsat."
    item.decision.save()
    Table.objects.update(rows=[["Prøveby", "13"]])
    shown = help_texts(admin_client, item)
    assert "Planen blev godkendt." in shown["decision-0-text"]
    assert "Prøveby | 12\nNabokøbing | 7" in shown["tables-0-rows"]


def test_what_was_read_is_escaped(admin_client: Client, item: AgendaItem) -> None:
    AgendaItem.objects.update(imported={"title": "<b>Bro</b>"})
    assert "&lt;b&gt;Bro&lt;/b&gt;" in help_texts(admin_client, item)["title"]


def test_a_record_made_by_hand_says_nothing(admin_client: Client, item: AgendaItem) -> None:
    participant = Participant.objects.get()
    participant.imported = {}
    participant.save()
    assert not [text for text in help_texts(admin_client, participant).values() if "læst" in text]
