"""The admin's addresses, and the names of the fields in its forms."""

import pytest
from django.test import Client
from django.urls import reverse

from meetings.tests.editing import make_meeting
from meetings.tests.reading import Page, html_of

# The fields of each model's add page. Those of records that are added on its page stand as prefix-__prefix__-field, as
# the template of a new row has them. None: the admin adds no such record, as documents come by import.
FORM_FIELDS = {
    "council": "name slug former_names is_sample",
    "meeting": "council date start_time place participants_complete "
    "sections-__prefix__-number sections-__prefix__-title sections-__prefix__-position "
    "items-__prefix__-number items-__prefix__-title items-__prefix__-case_type items-__prefix__-position "
    "participants-__prefix__-person participants-__prefix__-party participants-__prefix__-municipality "
    "participants-__prefix__-status participants-__prefix__-role participants-__prefix__-position",
    "section": "meeting number title position",
    "agendaitem": "meeting number withdrawn position section title case_number initials case_type "
    "municipalities topics background recommendation presentation references item_references distant_items "
    "case_references document page "
    "decision-__prefix__-text decision-__prefix__-outcome decision-__prefix__-further_outcomes "
    "decision-__prefix__-deciding_sentence decision-__prefix__-votes "
    "appointments-__prefix__-person appointments-__prefix__-party appointments-__prefix__-municipality "
    "appointments-__prefix__-body appointments-__prefix__-role appointments-__prefix__-replaces "
    "appointments-__prefix__-starts "
    "tables-__prefix__-title tables-__prefix__-columns tables-__prefix__-rows tables-__prefix__-field "
    "tables-__prefix__-after_block tables-__prefix__-position "
    "attachments-__prefix__-title attachments-__prefix__-file attachments-__prefix__-field "
    "attachments-__prefix__-after_block attachments-__prefix__-position",
    "decision": "item text outcome further_outcomes deciding_sentence votes document page",
    "table": "item title columns rows field after_block position document page",
    "attachment": "item title file field after_block position document page",
    "participant": "meeting person status role party municipality position document page",
    "appointment": "item person body role party municipality replaces starts document page",
    "person": "name slug former_names",
    "municipality": "name slug former_names",
    "party": "letter name",
    "body": "name slug former_names",
    "topic": "name slug rule _try",
    "casethread": "title slug places-__prefix__-item",
    "synonym": "word meaning is_two_way status",
    "document": None,
    "upload": "documents",
}


def form_fields(client: Client, address: str) -> set[str]:
    return Page(html_of(client, address)).field_names


@pytest.mark.django_db
def test_lists_and_forms_have_their_addresses_and_their_fields(admin_client: Client) -> None:
    missing = {}
    for model, fields in FORM_FIELDS.items():
        page = f"/admin/meetings/{model}/"
        assert reverse(f"admin:meetings_{model}_changelist") == page
        assert reverse(f"admin:meetings_{model}_add") == f"{page}add/"
        assert reverse(f"admin:meetings_{model}_change", args=(7,)) == f"{page}7/change/"
        assert admin_client.get(page).status_code == 200, page
        if fields is not None:
            missing[model] = set(fields.split()) - form_fields(admin_client, f"{page}add/")
    assert not any(missing.values()), missing


@pytest.mark.django_db
def test_the_form_of_a_record_has_the_fields_that_an_editor_corrects(admin_client: Client) -> None:
    item = make_meeting().items.get()
    fields = form_fields(admin_client, f"/admin/meetings/agendaitem/{item.pk}/change/")
    assert fields >= {"title", "number", "topics", "decision-0-text", "decision-0-outcome", "tables-0-rows"}
