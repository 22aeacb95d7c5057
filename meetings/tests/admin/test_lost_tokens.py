"""A page of the admin that comes without what it carried, or with something else: nothing is overwritten unasked."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from meetings.models import AgendaItem, Decision, Participant, Table
from meetings.tests.editing import (
    admin_address,
    error_messages,
    form_values,
    list_form_values,
    make_meeting,
)

pytestmark = pytest.mark.django_db

Values = dict[str, Any]


@pytest.fixture
def item() -> AgendaItem:
    return make_meeting().items.get()


def without(values: Values) -> Values:
    return {name: value for name, value in values.items() if "opened_values" not in name}


def emptied(values: Values) -> Values:
    return {name: "" if "opened_values" in name else value for name, value in values.items()}


def tampered(values: Values) -> Values:
    return {name: f"{value[:-1]}x" if "opened_values" in name else value for name, value in values.items()}


def garbled(values: Values) -> Values:
    return {name: "æ:ø:å" if "opened_values" in name else value for name, value in values.items()}


LOSSES = pytest.mark.parametrize("lose", [without, emptied, tampered, garbled])


def open_item(client: Client, item: AgendaItem) -> tuple[str, Values]:
    address = admin_address(AgendaItem, "change", item.pk)
    return address, form_values(client.get(address))


def answers(response: Any) -> dict[str, str]:
    """The answer »what I wrote« to each question of the page."""
    forms = [response.context["adminform"].form]
    forms += [form for inline in response.context["inline_admin_formsets"] for form in inline.formset.forms]
    return {
        f"_answer-{form[name].html_name}": f"own:{form.stored_digest(name)}"
        for form in forms
        for name, errors in form.errors.as_data().items()
        if any(error.code == "overwritten" for error in errors)
    }


@LOSSES
def test_each_field_that_differs_is_asked_about_with_both_wordings(
    admin_client: Client, item: AgendaItem, lose: Callable[[Values], Values]
) -> None:
    address, values = open_item(admin_client, item)
    AgendaItem.objects.update(background="En andens baggrund.")
    sent = {**lose(values), "title": "Min overskrift"}
    refused = admin_client.post(address, sent)
    page = refused.content.decode()
    assert "arkivet kan ikke se, hvad du har rettet" in page
    assert "Du har skrevet »Min overskrift«" in page
    assert "Nu står der »En andens baggrund.«" in page
    item.refresh_from_db()
    assert (item.title, item.background) == ("Fælles havneplan 1", "En andens baggrund.")
    assert answers(refused).keys() == {"_answer-title", "_answer-background"}
    chosen = {**answers(refused), "_answer-background": answers(refused)["_answer-background"].replace("own", "stored")}
    assert error_messages(admin_client.post(address, {**sent, **chosen})) == []
    item.refresh_from_db()
    assert (item.title, item.background) == ("Min overskrift", "En andens baggrund.")


@LOSSES
def test_a_page_that_says_what_the_archive_says_is_saved_and_changes_nothing(
    admin_client: Client, item: AgendaItem, lose: Callable[[Values], Values]
) -> None:
    address, values = open_item(admin_client, item)
    before = AgendaItem.objects.values().get()
    assert error_messages(admin_client.post(address, lose(values))) == []
    assert AgendaItem.objects.values().get() == before


def test_a_request_with_a_single_field_empties_no_other(admin_client: Client, item: AgendaItem) -> None:
    address, _ = open_item(admin_client, item)
    management = {f"{prefix}-{name}": 0 for prefix in PREFIXES for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    before = AgendaItem.objects.values().get()
    response = admin_client.post(address, {"title": "Kun den", **management})
    assert response.status_code == 200
    assert AgendaItem.objects.values().get() == before


PREFIXES = ("decision", "tables", "attachments", "appointments", "places")


@LOSSES
def test_rows_of_a_page_are_asked_about_too(
    admin_client: Client, item: AgendaItem, lose: Callable[[Values], Values]
) -> None:
    address, values = open_item(admin_client, item)
    Decision.objects.update(text="En andens beslutning.")
    refused = admin_client.post(address, {**lose(values), "tables-0-title": "Mine kvoter"})
    assert answers(refused).keys() == {"_answer-decision-0-text", "_answer-tables-0-title"}
    assert (Decision.objects.get().text, Table.objects.get().title) == ("En andens beslutning.", "Kvoter")


@LOSSES
def test_a_row_is_not_deleted_unasked(admin_client: Client, item: AgendaItem, lose: Callable[[Values], Values]) -> None:
    address, values = open_item(admin_client, item)
    refused = admin_client.post(address, {**lose(values), "tables-0-DELETE": "on"})
    assert "Slet den alligevel" in refused.content.decode()
    assert Table.objects.exists()


@LOSSES
def test_lists_that_are_edited_in_place_ask_too(
    admin_client: Client, item: AgendaItem, lose: Callable[[Values], Values]
) -> None:
    address = admin_address(Participant, "changelist")
    values = list_form_values(admin_client.get(address))
    refused = admin_client.post(address, {**lose(values), "form-0-status": "absent"})
    assert "arkivet kan ikke se, hvad du har rettet" in refused.content.decode()
    assert Participant.objects.get().status != "absent"
