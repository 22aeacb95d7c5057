"""The models that hold content: what `meetings.models` gives, their tables in the database, and their fields."""

import pytest

from meetings import models

# The table and the fields, many-to-many relations last, of each model.
MODELS = {
    "Council": ("meetings_council", "id former_names name slug is_sample"),
    "Meeting": (
        "meetings_meeting",
        "id imported council date start_time place participants_complete written",
    ),
    "Section": ("meetings_section", "id imported meeting number key title position"),
    "AgendaItem": (
        "meetings_agendaitem",
        "id imported document page line meeting section number key position withdrawn title case_number initials "
        "case_type background recommendation presentation places references item_references distant_items "
        "case_references municipalities topics",
    ),
    "Decision": (
        "meetings_decision",
        "id imported document page line item text outcome further_outcomes deciding_sentence votes",
    ),
    "Table": (
        "meetings_table",
        "id imported document page line item title columns rows field after_block position municipalities",
    ),
    "Attachment": (
        "meetings_attachment",
        "id imported document page line item title file field after_block position",
    ),
    "Participant": (
        "meetings_participant",
        "id imported document page line meeting person party municipality status role position",
    ),
    "Appointment": (
        "meetings_appointment",
        "id imported document page line item person vacancy_number party municipality body role replaces starts",
    ),
    "Person": (
        "meetings_person",
        "id former_names sort_key name unique_name slug merged_into identity_check decided_places folded_name",
    ),
    "Municipality": ("meetings_municipality", "id former_names sort_key name slug folded_name"),
    "Party": ("meetings_party", "id letter name"),
    "Body": ("meetings_body", "id former_names sort_key name slug folded_name"),
    "Topic": ("meetings_topic", "id sort_key name slug rule folded_name"),
    "CaseThread": ("meetings_casethread", "id title slug former_slugs state is_edited made_at items"),
    "Synonym": (
        "meetings_synonym",
        "id word meaning is_two_way status origin item wording word_read meaning_read",
    ),
    "Document": (
        "meetings_document",
        "id meeting kind is_draft file source_name sha256 size pages text parser_version said warnings imported_at",
    ),
    "Upload": (
        "meetings_upload",
        "id source_name file sha256 size batch state replaces attempts sentence summary reading plan warnings document "
        "uploaded_by uploaded_at changed_at",
    ),
}


@pytest.mark.parametrize("name", MODELS)
def test_a_model_keeps_its_name_its_table_and_its_fields(name: str) -> None:
    table, fields = MODELS[name]
    assert name in models.__all__
    options = getattr(models, name)._meta
    assert options.label == f"meetings.{name}"
    assert options.db_table == table
    assert {field.name for field in (*options.concrete_fields, *options.many_to_many)} >= set(fields.split())
