"""What an editor writes in the admin: search finds it at once, what can't be right is refused."""

from typing import Any

import pytest
from django.db.models import Model
from django.test import Client

from meetings.changes.recording import recording
from meetings.models import (
    AgendaItem,
    Appointment,
    Council,
    Decision,
    Document,
    Meeting,
    Participant,
    Person,
    SearchRow,
    Section,
    Table,
    Topic,
)
from meetings.search.facets import FacetKind, facet_number
from meetings.tests import factories
from meetings.tests.editing import (
    ARCHIVE_MODELS,
    admin_address,
    error_messages,
    form_values,
    found_titles,
    latest_record,
    list_form_values,
    make_meeting,
    save,
    save_with,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def item() -> AgendaItem:
    return make_meeting().items.get()


def delete_from_page(client: Client, record: Model) -> None:
    client.post(admin_address(type(record), "delete", record.pk), {"post": "yes"})


def delete_from_list(client: Client, record: Model) -> None:
    action = {"action": "delete_selected", "_selected_action": [record.pk], "post": "yes"}
    client.post(admin_address(type(record), "changelist"), action)


class TestSearchFindsItAtOnce:
    @pytest.mark.parametrize(
        ("changes", "gone"),
        [
            pytest.param({"title": "Solcelleparken"}, "havneplan", id="title"),
            pytest.param({"background": "Solcelleparken er ny."}, "slidte", id="background"),
            pytest.param({"recommendation": "Solcelleparken indstilles."}, None, id="recommendation"),
            pytest.param({"case_number": "Solcelleparken"}, "00001", id="case number"),
            # What an item ended as is a word of it too.
            pytest.param(
                {"decision__0__text": "Solcelleparken.", "decision__0__outcome": "decided"}, "godkendt", id="decision"
            ),
            pytest.param({"tables__0__rows": "Solcelleparken;1"}, "Nabokøbing", id="cell of a table"),
            pytest.param({"tables__0__columns": "Solcelleparken;Kvote"}, None, id="heading of a table"),
        ],
    )
    def test_a_changed(self, admin_client: Client, item: AgendaItem, changes: dict[str, str], gone: str | None) -> None:
        assert not found_titles("solcelleparken")
        assert gone is None or found_titles(gone)
        assert error_messages(save(admin_client, item, **changes)) == []
        assert found_titles("solcelleparken") == [AgendaItem.objects.get().title]
        assert gone is None or not found_titles(gone)

    def test_an_item_by_the_municipality_that_it_is_given(self, admin_client: Client, item: AgendaItem) -> None:
        with recording():
            item.municipalities.clear()
        island = factories.make_municipality("Læsø")
        of_the_island = AgendaItem.objects.filter(
            search_row__facets__contains=[facet_number(FacetKind.MUNICIPALITY, island.pk)]
        )
        assert not of_the_island.exists()
        assert error_messages(save(admin_client, item, municipalities=[island.pk])) == []
        assert of_the_island.get() == item

    def test_an_added_decision(self, admin_client: Client, item: AgendaItem) -> None:
        Decision.objects.get().delete()
        new = {
            "decision__TOTAL_FORMS": 1,
            "decision__0__text": "Solcelleparken.",
            "decision__0__outcome": "decided",
        }
        assert error_messages(save(admin_client, item, **new)) == []
        assert found_titles("solcelleparken") == [item.title]

    def test_an_item_added_on_the_page_of_its_meeting(self, admin_client: Client, item: AgendaItem) -> None:
        new = {"number": "1.3", "position": 3, "title": "Solcelleparken", "case_type": "briefing"}
        changes = {"items__TOTAL_FORMS": 2, **{f"items__1__{name}": value for name, value in new.items()}}
        assert error_messages(save(admin_client, item.meeting, **changes)) == []
        assert found_titles("solcelleparken") == ["Solcelleparken"]

    @pytest.mark.parametrize("part", ["decision", "tables", "appointments"])
    def test_a_part_deleted_on_the_page_of_its_item(self, admin_client: Client, item: AgendaItem, part: str) -> None:
        words = {"decision": "godkendt", "tables": "nabokøbing", "appointments": "krogh"}[part]
        assert found_titles(words) == [item.title]
        assert error_messages(save(admin_client, item, **{f"{part}__0__DELETE": "on"})) == []
        assert found_titles(words) == []

    @pytest.mark.parametrize("delete", [delete_from_page, delete_from_list])
    @pytest.mark.parametrize(
        ("model", "words"), [(Decision, "godkendt"), (Table, "nabokøbing"), (Appointment, "krogh")]
    )
    def test_a_part_deleted_in_its_own_list(
        self, admin_client: Client, item: AgendaItem, delete: Any, model: Any, words: str
    ) -> None:
        assert found_titles(words) == [item.title]
        delete(admin_client, model.objects.get())
        assert not model.objects.exists()
        assert found_titles(words) == []

    @pytest.mark.parametrize("delete", [delete_from_page, delete_from_list])
    def test_an_item_that_is_deleted(self, admin_client: Client, item: AgendaItem, delete: Any) -> None:
        delete(admin_client, item)
        assert found_titles("havneplan") == []
        assert not SearchRow.objects.exists()

    def test_somebody_else_who_is_appointed(self, admin_client: Client, item: AgendaItem) -> None:
        other = Person.objects.create(name="Villads Quist", slug="villads-quist")
        assert error_messages(save(admin_client, Appointment.objects.get(), person=other.pk)) == []
        assert found_titles("quist") == [item.title]
        assert found_titles("krogh") == []

    def test_a_person_with_a_new_name(self, admin_client: Client, item: AgendaItem) -> None:
        assert error_messages(save(admin_client, Person.objects.get(), name="Ditte Quist")) == []
        assert found_titles("quist") == [item.title]
        assert found_titles("krogh") == []

    def test_the_new_date_of_a_meeting(self, admin_client: Client, item: AgendaItem) -> None:
        assert error_messages(save(admin_client, item.meeting, date="2023-05-05")) == []
        assert SearchRow.objects.get().date.isoformat() == "2023-05-05"

    def test_a_decision_corrected_in_the_list_keeps_its_wording(self, admin_client: Client, item: AgendaItem) -> None:
        address = admin_address(Decision, "changelist")
        fields = {**list_form_values(admin_client.get(address)), "form-0-outcome": "decided"}
        admin_client.post(address, fields)
        assert Decision.objects.get().outcome == "decided"
        assert found_titles("godkendt") == [item.title]


class TestRefused:
    """One sentence says what is wrong, and nothing is written."""

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            pytest.param({"number": "punkt 3"}, "Skriv nummeret som »3.6«.", id="number with a word"),
            pytest.param({"number": "3."}, "Skriv nummeret som »3.6«.", id="number with a dot at its end"),
            pytest.param(
                {"decision__0__outcome": "noted", "decision__0__further_outcomes": ["approved"]},
                "Når en beslutning er både »Godkendt« og »Taget til efterretning«, er udfaldet »Godkendt«. "
                "»Taget til efterretning« hører til under andre udfald.",
                id="outcomes in the wrong order",
            ),
            pytest.param(
                {"decision__0__further_outcomes": ["approved"]},
                "»Godkendt« står også under andre udfald. Vælg det kun ét sted.",
                id="an outcome twice",
            ),
            pytest.param(
                {"decision__0__outcome": "none", "decision__0__further_outcomes": ["noted"]},
                "»Ingen beslutning« kan ikke stå sammen med andre udfald.",
                id="no decision and an outcome",
            ),
            pytest.param(
                {"tables__0__rows": "Prøveby;12\nNabokøbing"},
                "Række 2 har 1 celle, men overskriften har 2.",
                id="row with a cell too few",
            ),
            pytest.param(
                {"tables__0__columns": None, "tables__0__rows": "Prøveby;12\nNabokøbing;7;3"},
                "Række 2 har 3 celler, men den første række har 2.",
                id="rows of different lengths without headings",
            ),
            pytest.param({"tables__0__rows": "\n"}, "Skriv mindst én række.", id="table without rows"),
            pytest.param(
                {"tables__0__rows": 'Prøveby;"12'},
                "En celle, der begynder med et anførselstegn, skal også slutte med et.",
                id="quotation mark without its mate",
            ),
        ],
    )
    def test_an_item(self, admin_client: Client, item: AgendaItem, changes: dict[str, Any], sentence: str) -> None:
        response = save(admin_client, item, **changes)
        assert error_messages(response) == [sentence]
        assert AgendaItem.objects.get().number == "1.2"
        assert Decision.objects.get().outcome == "approved"
        assert Table.objects.get().rows == [["Prøveby", "12"], ["Nabokøbing", "7"]]

    def test_a_day_that_is_not_among_the_meetings_referred_to(self, admin_client: Client, item: AgendaItem) -> None:
        response = save(admin_client, item, references="20.06.2025, 31.02.2025")
        assert error_messages(response) == ["Dato nr. 2: Indtast en gyldig dato."]

    def test_a_second_item_with_the_same_number(self, admin_client: Client, item: AgendaItem) -> None:
        other = AgendaItem.objects.create(meeting=item.meeting, number="1.3", title="Eventuelt")
        assert error_messages(save(admin_client, other, number="1.2")) == [
            "Mødet har allerede et punkt med dette nummer."
        ]

    @pytest.mark.parametrize(
        ("taken", "said", "slug"),
        [
            pytest.param({}, {}, None, id="nothing"),
            pytest.param({"start_time": "09:30"}, {}, None, id="nothing, of a day whose meeting has a start"),
            pytest.param({}, {"place": "Havnekontoret"}, None, id="another place"),
            pytest.param({}, {"status": "moved"}, None, id="that it was moved"),
            pytest.param({}, {"start_time": "14:30"}, "kl-1430", id="its start"),
            pytest.param({}, {"is_extraordinary": "on"}, "ekstraordinaert", id="that it is extraordinary"),
            pytest.param(
                {"is_extraordinary": True},
                {"is_extraordinary": "on"},
                "ekstraordinaert",
                id="that it is extraordinary as well",
            ),
            pytest.param(
                {"is_extraordinary": True}, {}, "ordinaert", id="that it is not extraordinary as the other is"
            ),
        ],
    )
    def test_a_second_meeting_of_the_council_on_that_date_that_does_not_say_which_it_is(
        self, admin_client: Client, item: AgendaItem, taken: dict[str, Any], said: dict[str, Any], slug: str | None
    ) -> None:
        first = item.meeting
        Meeting.objects.filter(pk=first.pk).update(**taken)
        other = Meeting.objects.create(council=Council.objects.get(), date="2030-01-01")
        response = save(admin_client, other, date=first.date.isoformat(), **said)
        other.refresh_from_db()
        if slug is None:
            assert error_messages(response) == [
                "Rådet har allerede et møde på denne dato. Skriv, hvilket af dagens møder det er: "
                "hvornår det begynder, eller at det er ekstraordinært."
            ]
            assert other.get_absolute_url() == "/kkr-proeve/2030-01-01/"
        else:
            assert error_messages(response) == []
            assert other.get_absolute_url() == f"{first.get_absolute_url()}{slug}/"

    def test_a_new_meeting_on_a_day_that_has_one_and_nothing_else_of_the_day(
        self, admin_client: Client, item: AgendaItem
    ) -> None:
        address = admin_address(Meeting, "add")
        fields = {**form_values(admin_client.get(address)), "council": item.meeting.council_id, "date": "2024-02-15"}
        (sentence,) = error_messages(admin_client.post(address, fields))
        assert sentence.startswith("Rådet har allerede et møde på denne dato.")
        assert error_messages(admin_client.post(address, {**fields, "date": "2024-02-16"})) == []
        assert error_messages(admin_client.post(address, {**fields, "start_time": "14:30"})) == []
        addresses = {meeting.get_absolute_url() for meeting in Meeting.objects.all()}
        assert addresses == {f"/kkr-proeve/{day}/" for day in ("2024-02-15", "2024-02-16", "2024-02-15/kl-1430")}

    def test_a_meeting_that_stays_on_its_day_beside_another_is_corrected_freely(
        self, admin_client: Client, item: AgendaItem
    ) -> None:
        other = Meeting.objects.create(council=Council.objects.get(), date=item.meeting.date, slug="ordinaert")
        assert error_messages(save(admin_client, other, place="Havnekontoret")) == []
        other.refresh_from_db()
        assert (other.place, other.slug) == ("Havnekontoret", "ordinaert")

    def test_a_participant_twice(self, admin_client: Client, item: AgendaItem) -> None:
        new = Participant.objects.create(meeting=item.meeting, person=Person.objects.create(name="Asta", slug="asta"))
        response = save(admin_client, new, person=Participant.objects.earliest("pk").person.pk)
        assert error_messages(response) == ["Personen står allerede på mødets deltagerliste."]

    @pytest.mark.parametrize(
        ("page", "sentence"),
        [
            pytest.param(0, "Sider tælles fra 1.", id="before the first page"),
            pytest.param(10, "Dokumentet har kun 9 sider.", id="after the last page"),
        ],
    )
    def test_a_page_that_is_not_there(self, admin_client: Client, item: AgendaItem, page: int, sentence: str) -> None:
        by_hand = AgendaItem.objects.create(meeting=item.meeting, number="9", title="Eventuelt")
        response = save(admin_client, by_hand, document=item.document_id, page=page)
        assert error_messages(response) == [sentence]

    def test_the_document_of_another_meeting(self, admin_client: Client, item: AgendaItem) -> None:
        by_hand = AgendaItem.objects.create(meeting=make_meeting(2), number="9", title="Eventuelt")
        response = save(admin_client, by_hand, document=item.document_id, page=1)
        assert error_messages(response) == ["Dokumentet hører til et andet møde."]

    def test_the_document_of_another_meeting_for_a_decision(self, admin_client: Client, item: AgendaItem) -> None:
        other = AgendaItem.objects.create(meeting=make_meeting(2), number="9", title="Eventuelt")
        by_hand = Decision.objects.create(item=other, text="Drøftet.")
        response = save(admin_client, by_hand, document=item.document_id)
        assert error_messages(response) == ["Dokumentet hører til et andet møde."]

    def test_the_section_of_the_meeting_that_an_item_is_moved_away_from(
        self, admin_client: Client, item: AgendaItem
    ) -> None:
        other = make_meeting(2)
        AgendaItem.objects.filter(meeting=other).delete()
        (sentence,) = error_messages(save(admin_client, item, meeting=other.pk))
        assert sentence.startswith("Afsnittet hører til et andet møde.")
        assert error_messages(save(admin_client, item, meeting=other.pk, section=None)) == []
        assert Section.objects.count() == 2

    def test_an_outcome_in_the_list_that_its_further_outcomes_go_before(
        self, admin_client: Client, item: AgendaItem
    ) -> None:
        Decision.objects.update(further_outcomes=["discussed"])
        address = admin_address(Decision, "changelist")
        fields = {**list_form_values(admin_client.get(address)), "form-0-outcome": "noted"}
        response = admin_client.post(address, fields)
        assert "er udfaldet »Drøftet«" in response.content.decode()
        assert Decision.objects.get().outcome == "approved"

    @pytest.mark.parametrize(
        ("rule", "sentences"),
        [
            pytest.param("og", ["Reglen har ingen ord at søge efter."], id="stop words only"),
            pytest.param("havn eller kaj", [], id="two words"),
            pytest.param("", [], id="no rule"),
        ],
    )
    def test_a_topic_whose_rule_finds_nothing(
        self, admin_client: Client, item: AgendaItem, rule: str, sentences: list[str]
    ) -> None:
        assert error_messages(save(admin_client, latest_record(Topic), rule=rule)) == sentences


def test_outcomes_in_their_order_are_saved(admin_client: Client, item: AgendaItem) -> None:
    changes = {"decision__0__outcome": "decided", "decision__0__further_outcomes": ["approved", "noted"]}
    assert error_messages(save(admin_client, item, **changes)) == []
    assert Decision.objects.get().further_outcomes == ["approved", "noted"]


@pytest.mark.parametrize(
    "model", [model for model in ARCHIVE_MODELS if model is not Document], ids=lambda model: model._meta.model_name
)
def test_a_page_saved_as_it_was_changes_nothing(admin_client: Client, item: AgendaItem, model: type[Model]) -> None:
    before = {kind: list(kind._default_manager.values()) for kind in ARCHIVE_MODELS}
    assert error_messages(save(admin_client, latest_record(model))) == []
    assert before == {kind: list(kind._default_manager.values()) for kind in ARCHIVE_MODELS}


def test_a_table_that_came_crooked_does_not_stop_other_corrections(admin_client: Client, item: AgendaItem) -> None:
    crooked = [["Prøveby", "12"], ["I alt"]]
    Table.objects.update(rows=crooked)
    assert error_messages(save(admin_client, item, title="Ny havneplan")) == []
    assert Table.objects.get().rows == crooked


def test_rows_pasted_from_a_spreadsheet_become_cells(admin_client: Client, item: AgendaItem) -> None:
    pasted = "Prøveby\t12; heraf 3\r\n\r\nNabokøbing\t\r\n"
    assert error_messages(save(admin_client, Table.objects.get(), rows=pasted)) == []
    assert Table.objects.get().rows == [["Prøveby", "12; heraf 3"], ["Nabokøbing", ""]]


@pytest.mark.parametrize(
    ("text", "deciding"),
    [
        pytest.param("Rådet afviste planen. Pengene mangler.", "Pengene mangler.", id="one of two sentences is left"),
        pytest.param("Rådet afviste planen.", "", id="none is left"),
    ],
)
def test_a_new_wording_keeps_the_deciding_sentences_that_stand_in_it(
    admin_client: Client, item: AgendaItem, text: str, deciding: str
) -> None:
    before = "Rådet godkendte planen.\nPengene mangler."
    Decision.objects.update(text=before.replace("\n", " "), deciding_sentence=before)
    assert error_messages(save(admin_client, item, title="En anden overskrift")) == []
    assert Decision.objects.get().deciding_sentence == before
    assert error_messages(save_with(admin_client, item, "no", decision__0__text=text)) == []
    assert Decision.objects.get().deciding_sentence == deciding


def test_a_deciding_sentence_has_to_stand_in_the_wording(admin_client: Client, item: AgendaItem) -> None:
    response = save(admin_client, item, decision__0__deciding_sentence="Rådet sagde nej.")
    assert error_messages(response) == ["Sætningen står ikke i ordlyden. Skriv den, som den står dér."]
