"""Two who change one record at a time: a page that was opened before does not wipe out what the other wrote since."""

from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import (
    AgendaItem,
    Appointment,
    Decision,
    Meeting,
    Municipality,
    Participant,
    Person,
    Section,
    Table,
)
from meetings.models.base import is_edited
from meetings.tests.editing import (
    admin_address,
    error_messages,
    form_values,
    list_form_values,
    make_meeting,
    save,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def item() -> AgendaItem:
    return make_meeting().items.get()


class OpenPage:
    """A page of the admin that somebody has opened, and sends later."""

    def __init__(self, client: Client, record: Model) -> None:
        self.client, self.address = client, admin_address(type(record), "change", record.pk)
        self.values = form_values(client.get(self.address))

    def send(self, **changes: Any) -> Any:
        """Sends the page as it was opened, with these changes; a name's two underscores stand for a hyphen."""
        fields = {**self.values, **{name.replace("__", "-"): value for name, value in changes.items()}}
        return self.client.post(self.address, {name: value for name, value in fields.items() if value is not None})


def asked_about(response: Any) -> dict[str, str]:
    """The names of the fields that the editor is asked about, with the digest that an answer must name."""
    forms = [response.context["adminform"].form]
    forms += [form for inline in response.context["inline_admin_formsets"] for form in inline.formset.forms]
    return {
        form[name].html_name: form.stored_digest(name)
        for form in forms
        for name, errors in form.errors.as_data().items()
        if any(error.code == "overwritten" for error in errors)
    }


# What the other changes, what we change in the page that was open: fields of the item's page.
CHANGES = [
    pytest.param("title", "Havneplan B", "Havneplan C", id="a line"),
    pytest.param("presentation", "Planen er ny.\n\n– kajer", "Planen er vores.", id="a text of several paragraphs"),
    pytest.param("case_type", "briefing", "decision", id="a choice"),
    pytest.param("initials", ["xyz"], "def, ghi", id="a list"),
    pytest.param("withdrawn", True, None, id="a box to tick"),
]


@pytest.mark.parametrize(("field", "theirs", "ours"), CHANGES)
def test_a_field_that_was_left_alone_stays_as_the_other_wrote_it(
    admin_client: Client, item: AgendaItem, field: str, theirs: Any, ours: Any
) -> None:
    page = OpenPage(admin_client, item)
    AgendaItem.objects.filter(pk=item.pk).update(**{field: theirs})
    other = "case_number" if field != "case_number" else "title"
    assert error_messages(page.send(**{other: "SAG-2025-777"})) == []
    item.refresh_from_db()
    assert (getattr(item, field), getattr(item, other)) == (theirs, "SAG-2025-777")


@pytest.mark.parametrize(("field", "theirs", "ours"), CHANGES[:4])
@pytest.mark.parametrize("answer", ["own", "stored"])
def test_a_field_that_both_changed_is_asked_about_and_the_answer_stands(
    admin_client: Client, item: AgendaItem, field: str, theirs: Any, ours: Any, answer: str
) -> None:
    if field == "case_type":
        AgendaItem.objects.filter(pk=item.pk).update(case_type="discussion")
    page = OpenPage(admin_client, item)
    AgendaItem.objects.filter(pk=item.pk).update(**{field: theirs})
    refused = page.send(**{field: ours})
    assert [*asked_about(refused)] == [field]
    item.refresh_from_db()
    assert getattr(item, field) == theirs
    answered = {f"_answer-{field}": f"{answer}:{asked_about(refused)[field]}"}
    assert error_messages(page.send(**{field: ours}, **answered)) == []
    item.refresh_from_db()
    own = ["def", "ghi"] if field == "initials" else ours
    assert getattr(item, field) == (own if answer == "own" else theirs)


def test_the_question_shows_both_wordings_and_keeps_what_was_typed(admin_client: Client, item: AgendaItem) -> None:
    page = OpenPage(admin_client, item)
    AgendaItem.objects.filter(pk=item.pk).update(title="Havneplan <B>")
    text = page.send(title="Havneplan C").content.decode()
    assert "Nu står der »Havneplan &lt;B&gt;«. Du har skrevet »Havneplan C«." in text
    assert 'value="Havneplan C"' in text


def test_an_answer_holds_for_what_was_shown_alone(admin_client: Client, item: AgendaItem) -> None:
    page = OpenPage(admin_client, item)
    AgendaItem.objects.filter(pk=item.pk).update(title="Havneplan B")
    digest = asked_about(page.send(title="Havneplan C"))["title"]
    AgendaItem.objects.filter(pk=item.pk).update(title="Havneplan D")
    refused = page.send(title="Havneplan C", **{"_answer-title": f"own:{digest}"})
    assert [*asked_about(refused)] == ["title"]
    item.refresh_from_db()
    assert item.title == "Havneplan D"


def test_both_who_write_the_same_are_not_asked(admin_client: Client, item: AgendaItem) -> None:
    page = OpenPage(admin_client, item)
    AgendaItem.objects.filter(pk=item.pk).update(title="Havneplan B")
    assert error_messages(page.send(title="Havneplan B ")) == []


def test_what_the_form_did_not_touch_counts_as_no_correction(admin_client: Client, item: AgendaItem) -> None:
    """As an import does it: the new wording in the field, and in what the import wrote last."""
    page = OpenPage(admin_client, item)
    item.presentation = "Referatets ordlyd."
    item.imported = {**item.imported, "presentation": "Referatets ordlyd."}
    item.save()
    assert error_messages(page.send(title="Nyt badeland")) == []
    item.refresh_from_db()
    assert (item.title, item.presentation) == ("Nyt badeland", "Referatets ordlyd.")
    assert (is_edited(item, "title"), is_edited(item, "presentation")) == (True, False)


def test_relations_are_asked_about_too(admin_client: Client, item: AgendaItem) -> None:
    islands = [Municipality.objects.create(name=name, slug=name.lower()) for name in ("Fur", "Mors")]
    page = OpenPage(admin_client, item)
    item.municipalities.add(islands[0])
    assert error_messages(page.send(title="Kun overskriften")) == []
    assert islands[0] in item.municipalities.all()
    page = OpenPage(admin_client, item)
    item.municipalities.remove(islands[0])
    refused = page.send(municipalities=[islands[1].pk])
    assert [*asked_about(refused)] == ["municipalities"]
    assert islands[1] not in item.municipalities.all()


class TestRowsOfAPage:
    def test_a_row_that_the_other_changed_is_left_alone_or_asked_about(
        self, admin_client: Client, item: AgendaItem
    ) -> None:
        page = OpenPage(admin_client, item)
        Decision.objects.update(text="Planen blev udsat.", outcome="postponed")
        assert error_messages(page.send(title="Kun overskriften")) == []
        assert Decision.objects.get().outcome == "postponed"
        refused = page.send(decision__0__text="Planen blev forkastet.")
        assert [*asked_about(refused)] == ["decision-0-text"]
        assert Decision.objects.get().text == "Planen blev udsat."

    def test_tables_go_by_cell(self, admin_client: Client, item: AgendaItem) -> None:
        page = OpenPage(admin_client, item)
        Table.objects.update(rows=[["Prøveby", "13"], ["Nabokøbing", "7"]])
        assert error_messages(page.send(tables__0__title="Nye kvoter")) == []
        assert Table.objects.get().rows[0] == ["Prøveby", "13"]
        assert [*asked_about(page.send(tables__0__rows="Prøveby;14"))] == ["tables-0-rows"]

    def test_rows_go_by_their_key_when_others_came_before_them(self, admin_client: Client, item: AgendaItem) -> None:
        meeting = item.meeting
        page = OpenPage(admin_client, meeting)
        earlier = AgendaItem.objects.create(meeting=meeting, number="1.1", position=0, title="Kommet til")
        assert error_messages(page.send(items__0__title="Ny overskrift")) == []
        item.refresh_from_db()
        earlier.refresh_from_db()
        assert (item.title, earlier.title) == ("Ny overskrift", "Kommet til")

    def test_a_row_that_is_gone_and_was_not_touched_stays_gone(self, admin_client: Client, item: AgendaItem) -> None:
        page = OpenPage(admin_client, item)
        Table.objects.all().delete()
        assert error_messages(page.send(title="Kun overskriften")) == []
        assert not Table.objects.exists()

    @pytest.mark.parametrize(("answer", "left"), [("own", ["Nye kvoter"]), ("stored", [])])
    def test_a_row_that_is_gone_and_was_written_in_is_a_question(
        self, admin_client: Client, item: AgendaItem, answer: str, left: list[str]
    ) -> None:
        page = OpenPage(admin_client, item)
        Table.objects.all().delete()
        refused = page.send(tables__0__title="Nye kvoter")
        assert "slettet af en anden" in refused.content.decode()
        assert "Nye kvoter" in refused.content.decode()
        assert not Table.objects.exists()
        answered = page.send(tables__0__title="Nye kvoter", **{"_answer-tables__0": answer})
        assert error_messages(answered) == []
        assert [table.title for table in Table.objects.all()] == left

    def test_deleting_a_row_that_the_other_changed_is_a_question(self, admin_client: Client, item: AgendaItem) -> None:
        page = OpenPage(admin_client, item)
        Decision.objects.update(text="Planen blev udsat.")
        refused = page.send(decision__0__DELETE="on")
        assert "ændret af en anden" in refused.content.decode()
        assert Decision.objects.exists()
        answers = refused.context["inline_admin_formsets"][0].formset.forms[0]
        answer = "own:" + answers.stored_digest("text")
        assert error_messages(page.send(decision__0__DELETE="on", **{"_answer-decision__0": answer})) == []
        assert not Decision.objects.exists()

    def test_a_refused_page_shows_each_row_beside_its_own_form(self, admin_client: Client, item: AgendaItem) -> None:
        for number in (2, 3):
            Section.objects.create(meeting=item.meeting, number=str(number), title=f"Afsnit {number}", position=number)
        page = OpenPage(admin_client, item.meeting)
        Section.objects.filter(number="2").delete()
        Section.objects.create(meeting=item.meeting, number="0", title="Kommet til", position=0)
        refused = page.send(sections__2__title="")
        rows = [row for inline in refused.context["inline_admin_formsets"] for row in inline if row.original]
        assert rows
        assert all(row.original == row.form.instance for row in rows)


def test_a_record_that_is_gone_leaves_what_was_written_to_be_copied(admin_client: Client, item: AgendaItem) -> None:
    page = OpenPage(admin_client, item)
    item.delete()
    response = page.send(presentation="Lang og omhyggelig tekst.")
    assert response.status_code == 409
    assert "Lang og omhyggelig tekst." in response.content.decode()


class TestListsEditedInPlace:
    def open(self, client: Client, model: type[Model]) -> dict[str, Any]:
        return list_form_values(client.get(admin_address(model, "changelist")))

    def test_a_row_that_was_left_alone_stays_as_the_other_wrote_it(
        self, admin_client: Client, item: AgendaItem
    ) -> None:
        make_meeting(2)
        values = self.open(admin_client, Participant)
        first, second = (Participant.objects.get(pk=values[f"form-{nth}-id"]) for nth in (0, 1))
        Participant.objects.filter(pk=first.pk).update(status="absent")
        admin_client.post(admin_address(Participant, "changelist"), {**values, "form-1-status": "absent"})
        assert [Participant.objects.get(pk=one.pk).status for one in (first, second)] == ["absent", "absent"]

    def test_a_row_that_both_changed_is_asked_about(self, admin_client: Client, item: AgendaItem) -> None:
        values = self.open(admin_client, AgendaItem)
        AgendaItem.objects.update(case_type="briefing")
        response = admin_client.post(
            admin_address(AgendaItem, "changelist"), {**values, "form-0-case_type": "discussion"}
        )
        assert "ændret af en anden" in response.content.decode()
        assert AgendaItem.objects.get().case_type == "briefing"

    def test_a_row_that_is_gone_does_not_stop_the_others(self, admin_client: Client, item: AgendaItem) -> None:
        make_meeting(2)
        values = self.open(admin_client, Participant)
        Participant.objects.get(pk=values["form-0-id"]).delete()
        admin_client.post(admin_address(Participant, "changelist"), {**values, "form-1-status": "absent"})
        assert Participant.objects.get().status == "absent"


class TestWhatIsSaved:
    def test_only_what_was_changed_is_written(self, admin_client: Client, item: AgendaItem) -> None:
        with CaptureQueriesContext(connection) as statements:
            assert error_messages(save(admin_client, item, title="Kun overskriften")) == []
        updates = [query["sql"] for query in statements if query["sql"].startswith('UPDATE "meetings_agendaitem"')]
        assert len(updates) == 1
        assert '"title"' in updates[0]
        assert '"presentation"' not in updates[0]

    def test_a_page_with_a_token_of_another_record_is_refused(self, admin_client: Client, item: AgendaItem) -> None:
        other = make_meeting(2).items.get()
        token = OpenPage(admin_client, other).values["opened_values"]
        response = OpenPage(admin_client, item).send(opened_values=token, title="Smuglet")
        assert response.status_code == 200
        item.refresh_from_db()
        assert item.title != "Smuglet"

    def test_three_hundred_items_fit_into_one_page(self, admin_client: Client, item: AgendaItem) -> None:
        meeting = item.meeting
        AgendaItem.objects.bulk_create(
            AgendaItem(meeting=meeting, number=f"9.{nth}", position=nth, title=f"Punkt {nth}") for nth in range(10, 310)
        )
        page = OpenPage(admin_client, meeting)
        assert len(page.values) < 2500
        token = next(value for name, value in page.values.items() if name == "items-opened_values")
        assert len(token) < 20_000
        assert error_messages(page.send(items__5__title="Nyt")) == []

    @pytest.mark.parametrize("model", [Meeting, Appointment, Person])
    def test_a_page_that_was_only_opened_and_sent_changes_nothing(
        self, admin_client: Client, item: AgendaItem, model: Any
    ) -> None:
        record = model.objects.first()
        before = model.objects.filter(pk=record.pk).values().get()
        assert error_messages(OpenPage(admin_client, record).send()) == []
        assert model.objects.filter(pk=record.pk).values().get() == before
