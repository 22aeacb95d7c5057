"""What an editor sees in the admin: every kind of record, listed, found and opened."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.text import capfirst

from meetings.models import (
    AgendaItem,
    AnalyzedWords,
    Appointment,
    ArchiveChange,
    Body,
    CaseThread,
    Change,
    ClearedFinding,
    Conflict,
    Council,
    Decision,
    Document,
    HistoryEntry,
    MatterSignature,
    Meeting,
    MeetingAttachment,
    Municipality,
    Objection,
    Participant,
    Party,
    Person,
    PersonMerge,
    RedactedAddress,
    RedactedPhrase,
    Redaction,
    RemovedMeeting,
    SameCasePair,
    SearchRow,
    SearchWord,
    Section,
    Synonym,
    Table,
    ThreadItem,
    TitleTail,
    Topic,
    TopicChoice,
    Upload,
    Withholding,
)
from meetings.tests.editing import (
    ARCHIVE_MODELS,
    admin_address,
    error_messages,
    latest_record,
    list_form_values,
    make_meeting,
    open_page,
    save,
)

pytestmark = pytest.mark.django_db

MOST_QUERIES_OF_A_LIST = 16

every_model = pytest.mark.parametrize("model", ARCHIVE_MODELS, ids=lambda model: model._meta.model_name)


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        open_page(client, address)
    return len(queries)


def test_the_admin_has_every_record_of_the_archive_and_none_of_the_machinery() -> None:
    registered = {model for model in admin.site._registry if model._meta.app_label == "meetings"}
    machinery: set[type[Model]] = {
        *(AnalyzedWords, SearchRow, SearchWord, TopicChoice, MatterSignature, SameCasePair, TitleTail),
        *(ArchiveChange, Change, RemovedMeeting, HistoryEntry, ClearedFinding, RedactedAddress, RedactedPhrase),
    }
    assert registered == set(apps.get_app_config("meetings").get_models()) - machinery - {ThreadItem, MeetingAttachment}
    # An item's place in a thread is seen on the thread's page, a meeting's attachment on the meeting's. What an editor
    # does with the last eight has tests apart.
    of_their_own = {Conflict, PersonMerge, Synonym, Upload, CaseThread, Redaction, Withholding, Objection}
    assert registered == {*ARCHIVE_MODELS, *of_their_own}


def test_the_front_page_is_in_danish_and_says_where_one_is(admin_client: Client) -> None:
    page = open_page(admin_client, reverse("admin:index"))
    assert 'lang="da"' in page
    assert "KKR-arkivet – redaktion" in page
    for model in ARCHIVE_MODELS:
        assert capfirst(str(model._meta.verbose_name_plural)) in page


@every_model
def test_the_list_shows_the_records(admin_client: Client, model: type[Model]) -> None:
    make_meeting()
    page = open_page(admin_client, admin_address(model, "changelist"))
    assert admin_address(model, "change", latest_record(model).pk) in page


@every_model
def test_a_record_can_be_opened_under_its_danish_name(admin_client: Client, model: type[Model]) -> None:
    make_meeting()
    record = latest_record(model)
    page = open_page(admin_client, admin_address(model, "change", record.pk))
    assert str(model._meta.verbose_name) in page
    assert str(record) in page


@pytest.mark.parametrize(
    "model",
    [model for model in ARCHIVE_MODELS if model is not Document],
    ids=lambda model: model._meta.model_name,
)
def test_a_record_can_be_added(admin_client: Client, model: type[Model]) -> None:
    page = open_page(admin_client, admin_address(model, "add"))
    assert f"Tilføj {model._meta.verbose_name}" in page


@every_model
def test_every_field_that_an_editor_meets_has_a_danish_name(admin_client: Client, model: type[Model]) -> None:
    same_in_danish = {"person"}
    for field in (*model._meta.fields, *model._meta.many_to_many):
        if field.editable and not field.auto_created and field.name not in same_in_danish:
            assert field.verbose_name != field.name.replace("_", " ")


@every_model
def test_a_list_asks_the_database_as_often_for_a_dozen_records_as_for_two(
    admin_client: Client, model: type[Model]
) -> None:
    make_meeting(1)
    make_meeting(2)
    few = queries_of(admin_client, admin_address(model, "changelist"))
    for number in range(3, 13):
        make_meeting(number)
    assert queries_of(admin_client, admin_address(model, "changelist")) == few <= MOST_QUERIES_OF_A_LIST


@pytest.mark.parametrize(
    ("model", "words", "count"),
    [
        pytest.param(Council, "prøve", 1, id="council by name"),
        pytest.param(Meeting, "2024-03", 1, id="meeting by month"),
        pytest.param(Meeting, "rådhuset", 2, id="meeting by place"),
        pytest.param(Document, "referat-2", 1, id="document by file name"),
        pytest.param(Section, "drøftelse", 2, id="section by title"),
        pytest.param(AgendaItem, "fælles plan", 2, id="item by parts of its title"),
        pytest.param(AgendaItem, "neplan", 2, id="item by a part of a word in its title"),
        pytest.param(AgendaItem, "godkendt", 2, id="item by its decision, as on the site"),
        pytest.param(AgendaItem, "00002", 1, id="item by a part of its case number"),
        pytest.param(AgendaItem, "og", 0, id="item by nothing but a stop word"),
        pytest.param(Decision, "godkendt", 2, id="decision by wording"),
        pytest.param(Decision, "SAG-2024-00001", 1, id="decision by case number"),
        pytest.param(Table, "kvoter", 2, id="table by title"),
        pytest.param(Topic, "havne 1", 1, id="topic by name"),
        pytest.param(Person, "krogh 2", 1, id="person by surname"),
        pytest.param(Party, "prøvepartiet", 2, id="party by name"),
        pytest.param(Municipality, "prøveby 1", 1, id="municipality by name"),
        pytest.param(Body, "bestyrelsen", 2, id="body by a part of its name"),
        pytest.param(Participant, "ditte", 2, id="participant by first name"),
        pytest.param(Appointment, "havnebestyrelsen", 2, id="appointment by body"),
        pytest.param(Appointment, "ingen af dem", 0, id="appointment that is not there"),
    ],
)
def test_a_list_is_searched(admin_client: Client, model: type[Model], words: str, count: int) -> None:
    make_meeting(1)
    make_meeting(2)
    response = admin_client.get(admin_address(model, "changelist"), {"q": words})
    assert response.context["cl"].result_count == count


@pytest.mark.parametrize(
    ("model", "choice", "count"),
    [
        pytest.param(Document, {"advarsler": "ja"}, 1, id="documents with warnings"),
        pytest.param(Document, {"advarsler": "nej"}, 0, id="documents without warnings"),
        pytest.param(AgendaItem, {"case_type__exact": "decision"}, 1, id="items by case type"),
        pytest.param(AgendaItem, {"decision__outcome__exact": "rejected"}, 0, id="items by outcome"),
        pytest.param(AgendaItem, {"meeting__date__year": "2024"}, 1, id="items by year"),
        pytest.param(Participant, {"status__exact": "absent"}, 0, id="participants by attendance"),
    ],
)
def test_a_list_is_filtered(admin_client: Client, model: type[Model], choice: dict[str, str], count: int) -> None:
    make_meeting()
    response = admin_client.get(admin_address(model, "changelist"), choice)
    assert response.context["cl"].result_count == count


@pytest.mark.parametrize("model", [Person, Municipality, Topic, Body], ids=lambda model: model._meta.model_name)
def test_names_stand_in_danish_order(admin_client: Client, model: Any) -> None:
    for number, name in enumerate(["Aalborg", "Åse", "Zeuthen", "Ærø", "Ølgod", "Anders"]):
        model.objects.create(name=name, slug=f"navn-{number}")
    response = admin_client.get(admin_address(model, "changelist"))
    listed = [record.name for record in response.context["cl"].result_list if record.slug.startswith("navn-")]
    assert listed == [
        "Anders",
        "Zeuthen",
        "Ærø",
        "Ølgod",
        "Aalborg",
        "Åse",
    ]


def test_participants_of_a_meeting_stand_in_danish_order(admin_client: Client) -> None:
    meeting = make_meeting()
    for number, name in enumerate(["Åse Holm", "Østen Dal"]):
        person = Person.objects.create(name=name, slug=f"person-{number}")
        Participant.objects.create(meeting=meeting, person=person)
    response = admin_client.get(admin_address(Participant, "changelist"))
    names = [participant.person.name for participant in response.context["cl"].result_list]
    assert names == ["Ditte Krogh 1", "Østen Dal", "Åse Holm"]


@pytest.mark.parametrize(
    "model",
    [Meeting, AgendaItem, Decision, Table, Participant, Appointment],
    ids=lambda model: model._meta.model_name,
)
def test_other_records_are_chosen_by_typing_a_part_of_their_name(admin_client: Client, model: type[Model]) -> None:
    page = admin_client.get(admin_address(model, "add"))
    chosen = {
        field.name
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.is_relation and field.name in page.context["adminform"].form.fields
    }
    for name in chosen - {"section"}:
        answer = admin_client.get(
            reverse("admin:autocomplete"),
            {"term": "a", "app_label": "meetings", "model_name": model.__name__.lower(), "field_name": name},
        )
        assert answer.status_code == 200
        widget = page.context["adminform"].form.fields[name].widget
        assert "admin-autocomplete" in widget.widget.build_attrs({})["class"]


def test_an_item_is_put_into_a_section_of_its_own_meeting(admin_client: Client) -> None:
    meeting, other = make_meeting(1), make_meeting(2)
    page = admin_client.get(admin_address(AgendaItem, "change", meeting.items.get().pk))
    offered = page.context["adminform"].form.fields["section"].queryset
    assert list(offered) == list(meeting.sections.all())
    assert other.sections.get() not in offered


@every_model
def test_what_the_archive_keeps_for_itself_can_not_be_written(admin_client: Client, model: type[Model]) -> None:
    make_meeting()
    page = admin_client.get(admin_address(model, "change", latest_record(model).pk))
    forms = [page.context["adminform"].form]
    forms += [form for inline in page.context["inline_admin_formsets"] for form in inline.formset.forms]
    for form in forms:
        assert not {"imported", "sort_key", "sha256", "text_vector", "warnings"}.intersection(form.fields)


@pytest.mark.parametrize(
    "model", [AgendaItem, Decision, Participant, Appointment], ids=lambda model: model._meta.model_name
)
def test_where_an_import_read_a_record_is_a_fact(admin_client: Client, model: type[Model]) -> None:
    make_meeting()
    form = admin_client.get(admin_address(model, "change", latest_record(model).pk)).context["adminform"].form
    assert not {"document", "page"}.intersection(form.fields)


def test_what_the_import_read_is_shown_in_words_where_it_was_changed(admin_client: Client) -> None:
    item = make_meeting().items.get()
    page = open_page(admin_client, admin_address(AgendaItem, "change", item.pk))
    assert '<div class="wording">Fælles havneplan</div>' in page
    assert '<div class="wording">Orientering</div>' in page
    Meeting.objects.update(participants_complete=False)
    meeting = open_page(admin_client, admin_address(Meeting, "change", item.meeting.pk))
    assert '<div class="wording">Ja</div>' in meeting
    Table.objects.update(rows=[])
    table = open_page(admin_client, admin_address(Table, "change", item.tables.get().pk))
    assert '<div class="wording">Prøveby | 12\nNabokøbing | 7</div>' in table


def test_a_record_made_by_hand_says_so_and_can_be_given_its_source(admin_client: Client) -> None:
    meeting = make_meeting()
    item = AgendaItem.objects.create(meeting=meeting, number="9", title="Eventuelt")
    assert "Skrevet af en redaktør" in open_page(admin_client, admin_address(AgendaItem, "change", item.pk))
    document = meeting.documents.get()
    assert error_messages(save(admin_client, item, document=document.pk, page=9)) == []
    item.refresh_from_db()
    assert (item.document, item.page) == (document, 9)


@pytest.mark.parametrize(
    "model", [Council, Person, Municipality, Topic, Body], ids=lambda model: model._meta.model_name
)
def test_an_address_is_made_from_the_name_and_then_stands(admin_client: Client, model: Any) -> None:
    make_meeting()
    added = admin_client.get(admin_address(model, "add")).context["adminform"]
    assert [field["field"].name for field in added.prepopulated_fields] == ["slug"]
    record = latest_record(model)
    changed = admin_client.get(admin_address(model, "change", record.pk)).context["adminform"]
    assert "slug" not in changed.form.fields
    assert error_messages(save(admin_client, record, name="Et nyt navn")) == []
    assert latest_record(model).slug == record.slug


@pytest.mark.parametrize(
    "model",
    [Meeting, Section, AgendaItem, Decision, Table, Participant, Appointment, Person, Municipality, Topic],
    ids=lambda model: model._meta.model_name,
)
def test_a_record_leads_to_its_page_on_the_site(admin_client: Client, model: type[Model]) -> None:
    make_meeting()
    record = latest_record(model)
    link = admin_client.get(admin_address(model, "change", record.pk)).context["absolute_url"]
    shown_by = {
        Section: "meeting",
        Decision: "item",
        Table: "item",
        Participant: "meeting",
        Appointment: "item",
    }
    shown = getattr(record, shown_by[model]) if model in shown_by else record
    assert (admin_client.get(link)["Location"] if "/r/" in link else link).endswith(shown.get_absolute_url())


def test_case_type_outcome_and_attendance_are_corrected_in_the_lists(admin_client: Client) -> None:
    make_meeting()
    for model, field, value in [
        (AgendaItem, "case_type", "theme"),
        (Decision, "outcome", "noted"),
        (Participant, "status", "absent"),
    ]:
        address = admin_address(model, "changelist")
        fields = {**list_form_values(admin_client.get(address)), f"form-0-{field}": value}
        assert admin_client.post(address, fields).status_code == 302
        assert getattr(latest_record(model), field) == value
