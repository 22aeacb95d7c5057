"""An archive of a few records to edit, and an editor's way through the forms of the admin."""

import re
from datetime import date
from typing import Any

from django.db.models import Model
from django.db.models.fields.files import FieldFile
from django.test import Client
from django.urls import reverse

from meetings.changes.recording import recording
from meetings.models import (
    AgendaItem,
    Appointment,
    Attachment,
    Body,
    Council,
    Decision,
    Document,
    Meeting,
    Municipality,
    Participant,
    Party,
    Person,
    Section,
    Table,
    Topic,
)
from meetings.models.choices import CaseType, DocumentKind, FieldName, Outcome
from meetings.search.items import find_items
from meetings.search.query import parse_query

ARCHIVE_MODELS: tuple[type[Model], ...] = (
    Council,
    Meeting,
    Document,
    Section,
    AgendaItem,
    Decision,
    Table,
    Attachment,
    Topic,
    Person,
    Party,
    Municipality,
    Body,
    Participant,
    Appointment,
)


@recording()
def make_meeting(number: int = 1) -> Meeting:
    """A meeting of »KKR Prøve« with one record of every kind, its names and date made from `number`."""
    council, _ = Council.objects.get_or_create(name="KKR Prøve", slug="kkr-proeve")
    meeting = Meeting.objects.create(
        council=council,
        date=date(2024 + number // 12, number % 12 + 1, 15),
        place="Rådhuset",
        imported={"participants_complete": True, "place": "Rådhuset"},
    )
    document = Document.objects.create(
        meeting=meeting,
        kind=DocumentKind.MINUTES,
        file=f"dokumenter/referat-{number}.txt",
        source_name=f"referat-{number}.txt",
        sha256=f"{number:064x}",
        size=2048,
        pages=9,
        text="Hele referatets tekst.",
        parser_version=1,
        warnings=[{"page": 3, "line": 12, "message": "Linjen blev ikke forstået."}],
    )
    section = Section.objects.create(meeting=meeting, number="1", title="Til drøftelse", position=1)
    item = AgendaItem.objects.create(
        meeting=meeting,
        section=section,
        document=document,
        page=4,
        number="1.2",
        position=2,
        title=f"Fælles havneplan {number}",
        case_number=f"SAG-2024-{number:05}",
        initials=["abc"],
        case_type=CaseType.DECISION,
        background="Havnene er slidte.",
        presentation="Planen har to dele:\n\n– kajer\n– moler",
        imported={
            "title": "Fælles havneplan",
            "case_type": "briefing",
            "initials": ["abc"],
            "recommendation": "",
            "presentation": "Planen har to dele:\n\n– kajer\n– moler",
        },
    )
    municipality = Municipality.objects.create(name=f"Prøveby {number}", slug=f"proeveby-{number}")
    topic = Topic.objects.create(name=f"Havne {number}", slug=f"havne-{number}", rule="havn")
    item.municipalities.add(municipality)
    item.topics.add(topic)
    Decision.objects.create(
        item=item,
        document=document,
        page=5,
        text="Planen blev godkendt.",
        outcome=Outcome.APPROVED,
        imported={"text": "Planen blev godkendt."},
    )
    Table.objects.create(
        item=item,
        title="Kvoter",
        columns=["Kommune", "Kvote"],
        rows=[["Prøveby", "12"], ["Nabokøbing", "7"]],
        field=FieldName.PRESENTATION,
        imported={"rows": [["Prøveby", "12"], ["Nabokøbing", "7"]]},
    )
    Attachment.objects.create(item=item, title=f"Havnekort {number}", imported={"title": "", "position": 0})
    person = Person.objects.create(name=f"Ditte Krogh {number}", slug=f"ditte-krogh-{number}")
    party = Party.objects.create(letter=f"A{number}", name="Prøvepartiet")
    body = Body.objects.create(name=f"Havnebestyrelsen {number}", slug=f"havnebestyrelsen-{number}")
    where = {"document": document, "page": 2, "imported": {"role": ""}}
    Participant.objects.create(meeting=meeting, person=person, party=party, municipality=municipality, **where)
    Appointment.objects.create(item=item, person=person, party=party, municipality=municipality, body=body, **where)
    return meeting


def admin_address(model: type[Model], page: str, *args: object) -> str:
    """The address of one of the admin's pages of `model`: changelist, add, change, delete."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def latest_record(model: type[Model]) -> Any:
    """The record of `model` that was made last."""
    return model._default_manager.latest("pk")


def found_titles(words: str) -> list[str]:
    """The titles of the items that the public search finds."""
    return list(find_items(parse_query(words)).values_list("title", flat=True))


def open_page(client: Client, address: str) -> str:
    """The page at `address`, which must be there."""
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def form_values(response: Any) -> dict[str, Any]:
    """What a browser would send back from a page of the admin, if nobody changed anything; lines end in CR LF."""
    formsets = [inline.formset for inline in response.context["inline_admin_formsets"]]
    forms = [response.context["adminform"].form]
    forms += [form for formset in formsets for form in (formset.management_form, *formset.forms)]
    return _values(forms)


def list_form_values(response: Any) -> dict[str, Any]:
    """The same of a list whose columns can be edited."""
    formset = response.context["cl"].formset
    return {"_save": "Gem", **_values([formset.management_form, *formset.forms])}


def _values(forms: list[Any]) -> dict[str, Any]:
    fields = [field for form in forms for field in form]
    values = {field.html_name: field.value() for field in fields}
    values |= {field.html_initial_name: field.value() for field in fields if field.html_name == "topics"}
    sent = {name: value for name, value in values.items() if not isinstance(value, FieldFile)}
    return {name: _as_browser_sends(value) for name, value in sent.items() if value is not None and value is not False}


def _as_browser_sends(value: Any) -> Any:
    return value.replace("\n", "\r\n") if isinstance(value, str) else value


def save(client: Client, record: Model, **changes: Any) -> Any:
    """Open the record's page, change these fields, save; None empties a field. Gives the response."""
    address = admin_address(type(record), "change", record.pk)
    fields = {**form_values(client.get(address)), **{name.replace("__", "-"): v for name, v in changes.items()}}
    return client.post(address, {name: value for name, value in fields.items() if value is not None})


def decide(client: Client, address: str, **fields: Any) -> Any:
    """Send these fields from the list of conflicts, or from the page of one, at `address`, with what it showed."""
    return client.post(address, {**seen_conflicts(client, address), **fields}, follow=True)


def seen_conflicts(client: Client, address: str) -> dict[str, str]:
    """What the list of conflicts, or the page of one, carries for those that it shows."""
    return dict(re.findall(r'name="(seen-\d+)" value="([^"]+)"', open_page(client, address)))


def error_messages(response: Any) -> list[str]:
    """The sentences with which a page of the admin was refused; empty where it was saved."""
    if response.status_code == 302:
        return []
    return [str(sentence) for errors in response.context["errors"] for sentence in errors]


def answers(response: Any) -> dict[str, list[str]]:
    """The answers that a refused page offers, by their names."""
    offered: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="radio" name="(_[^"]+)" value="([^"]+)"', response.content.decode()):
        offered.setdefault(name, []).append(value)
    return offered


def save_with(client: Client, record: Any, answer: str, **changes: Any) -> Any:
    """Save these changes, and answer every question that is asked with »yes« or »no«."""
    refused = save(client, record, **changes)
    assert refused.status_code == 200
    chosen = {name: value for name, values in answers(refused).items() for value in values if value.startswith(answer)}
    return save(client, record, **changes, **chosen)
