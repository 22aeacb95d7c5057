"""Topics in the admin: an editor chooses on an item's page, and changes rules knowing what they find."""

from typing import Any

import pytest
from django.test import Client

from meetings.importing import conflicts
from meetings.models import AgendaItem, Conflict, Decision, Table, Topic, TopicChoice
from meetings.search.topics import assign_topics, choose_topics
from meetings.tests import factories
from meetings.tests.documents import ITEMS, Item, document_text, import_text
from meetings.tests.editing import admin_address, error_messages, form_values, open_page, save

pytestmark = pytest.mark.django_db

BROER, KAJER = "Broer", "Kajer"


@pytest.fixture(autouse=True)
def own_topics() -> None:
    """Topics of our own instead of those that an archive starts out with."""
    Topic.objects.all().delete()
    Topic.objects.create(name=BROER, slug="broer", rule="bro")
    Topic.objects.create(name=KAJER, slug="kajer", rule="kaj")


def topic(name: str) -> Topic:
    return Topic.objects.get(name=name)


def make_item(title: str, number: str = "1.1", **values: Any) -> AgendaItem:
    """An item with the topics that the rules give it."""
    item = factories.make_item(title, number, **values)
    assign_topics([item.pk])
    return item


def keys(*chosen: str) -> list[int]:
    return [topic(name).pk for name in chosen]


def names(item: AgendaItem) -> list[str]:
    return sorted(item.topics.values_list("name", flat=True))


def choices(item: AgendaItem) -> dict[str, bool]:
    return dict(item.topic_choices.values_list("topic__name", "is_assigned"))


def messages_of(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]]


class TestTheItemsPage:
    """The usual widget; only what the editor changes there is her choice."""

    @pytest.mark.parametrize(
        ("chosen", "choice"),
        [
            pytest.param([BROER], {}, id="left as it was"),
            pytest.param([BROER, KAJER], {KAJER: True}, id="one added"),
            pytest.param([], {BROER: False}, id="one removed"),
            pytest.param([KAJER], {BROER: False, KAJER: True}, id="one for another"),
        ],
    )
    def test_what_differs_from_the_rules_becomes_a_choice(
        self, admin_client: Client, chosen: list[str], choice: dict[str, bool]
    ) -> None:
        item = make_item("Ny bro")
        assert error_messages(save(admin_client, item, topics=keys(*chosen))) == []
        assert names(item) == sorted(chosen)
        assert choices(item) == choice

    def test_going_back_to_what_the_rules_say_ends_the_choice(self, admin_client: Client) -> None:
        item = make_item("Ny bro")
        save(admin_client, item, topics=keys(KAJER))
        save(admin_client, item, topics=keys(BROER))
        assert names(item) == [BROER]
        assert not TopicChoice.objects.exists()

    def test_a_rule_that_changed_while_the_page_was_open_is_no_choice_of_the_editors(
        self, admin_client: Client
    ) -> None:
        item = make_item("Ny bro")
        address = admin_address(AgendaItem, "change", item.pk)
        fields = {**form_values(admin_client.get(address)), "title": "Nyere bro"}
        save(admin_client, topic(BROER), rule="tunnel")
        save(admin_client, topic(KAJER), rule="bro")
        assert error_messages(admin_client.post(address, fields)) == []
        assert names(item) == [KAJER]
        assert not TopicChoice.objects.exists()

    def test_an_item_that_is_made_by_hand_has_what_the_rules_find_and_what_was_chosen(
        self, admin_client: Client
    ) -> None:
        fields = form_values(admin_client.get(admin_address(AgendaItem, "add")))
        fields |= {"meeting": factories.make_meeting().pk, "number": "4.1", "title": "Ny bro", "topics": keys(KAJER)}
        assert error_messages(admin_client.post(admin_address(AgendaItem, "add"), fields)) == []
        item = AgendaItem.objects.get()
        assert names(item) == [BROER, KAJER]
        assert choices(item) == {KAJER: True}

    def test_it_says_what_an_editor_chose(self, admin_client: Client) -> None:
        item = make_item("Ny bro")
        save(admin_client, item, topics=keys(KAJER))
        assert "Broer: fjernet, Kajer: tilføjet" in open_page(
            admin_client, admin_address(AgendaItem, "change", item.pk)
        )


class TestAnotherText:
    """The topics that nobody chose follow what the item and its parts say."""

    def test_of_the_item(self, admin_client: Client) -> None:
        item = make_item("Ny bro")
        save(admin_client, item, title="Ny kaj")
        assert names(item) == [KAJER]

    def test_of_a_part_on_the_items_page(self, admin_client: Client) -> None:
        item = make_item("Ny vej", decision="Godkendt.")
        save(admin_client, item, decision__0__text="Der bygges en bro.")
        assert names(item) == [BROER]

    def test_of_a_part_on_its_own_page(self, admin_client: Client) -> None:
        item = make_item("Ny vej", decision="Godkendt.")
        save(admin_client, Decision.objects.get(), text="Der bygges en bro.")
        assert names(item) == [BROER]

    @pytest.mark.parametrize("at_once", [pytest.param(False, id="one"), pytest.param(True, id="those chosen")])
    def test_of_a_part_that_is_deleted(self, admin_client: Client, at_once: bool) -> None:
        item = make_item("Ny vej")
        table = factories.make_table(item, title="En bro")
        assign_topics([item.pk])
        assert names(item) == [BROER]
        if at_once:
            chosen = {"action": "delete_selected", "_selected_action": table.pk, "post": "yes"}
            admin_client.post(admin_address(Table, "changelist"), chosen)
        else:
            admin_client.post(admin_address(Table, "delete", table.pk), {"post": "yes"})
        assert not Table.objects.exists()
        assert names(item) == []

    def test_that_is_taken_over_from_a_document(self) -> None:
        import_text(document_text("agenda"), "dagsorden.txt")
        item = AgendaItem.objects.get(number="2.1")
        item.presentation = "Rettet."
        item.save()
        import_text(document_text(items=[ITEMS[0], Item("2.1", ITEMS[1].title, presentation="Ved en kaj."), ITEMS[2]]))
        assert names(item) == []
        conflicts.accept_document_value(Conflict.objects.get())
        assert names(item) == [KAJER]


class TestTheTopicsPage:
    """A rule is tried out, saved and taken back."""

    @pytest.fixture(autouse=True)
    def items(self) -> None:
        for number, title in (("1.1", "Ny bro"), ("1.2", "Ny kaj"), ("1.3", "Bro ved en kaj")):
            make_item(title, number)

    def test_it_says_what_the_rule_finds_and_what_editors_chose(self, admin_client: Client) -> None:
        choose_topics(AgendaItem.objects.get(number="1.2").pk, added=keys(BROER))
        html = open_page(admin_client, admin_address(Topic, "change", topic(BROER).pk))
        assert "Reglen finder 2 punkter nu" in html
        assert "Tilføjet 1 punkt, fjernet fra 0 punkter." in html

    def test_a_rule_that_is_saved_is_followed_at_once(self, admin_client: Client) -> None:
        address = admin_address(Topic, "change", topic(BROER).pk)
        fields = {**form_values(admin_client.get(address)), "rule": "kaj"}
        response = admin_client.post(address, fields, follow=True)
        assert messages_of(response)[0] == "Reglen finder 2 punkter nu: 1 punkt fik emnet, og 1 punkt mistede det."
        assert [item.title for item in topic(BROER).items.order_by("number")] == ["Ny kaj", "Bro ved en kaj"]

    def test_a_new_topic_is_given_at_once(self, admin_client: Client) -> None:
        fields = {"name": "Alt nyt", "slug": "alt-nyt", "rule": "ny"}
        response = admin_client.post(admin_address(Topic, "add"), fields, follow=True)
        assert messages_of(response)[0] == "Reglen finder 2 punkter nu: 2 punkter fik emnet, og 0 punkter mistede det."
        assert topic("Alt nyt").items.count() == 2

    def test_another_name_says_nothing_of_rules(self, admin_client: Client) -> None:
        address = admin_address(Topic, "change", topic(BROER).pk)
        fields = {**form_values(admin_client.get(address)), "name": "Broer og tunneler"}
        assert len(messages_of(admin_client.post(address, fields, follow=True))) == 1

    def test_a_rule_can_be_tried_out(self, admin_client: Client) -> None:
        address = admin_address(Topic, "change", topic(BROER).pk)
        fields = {**form_values(admin_client.get(address)), "rule": "kaj", "_try": ""}
        html = admin_client.post(address, fields).content.decode()
        assert "Reglen finder 2 punkter nu" in html
        assert "Intet er gemt endnu." in html
        assert "1 punkt får emnet, når reglen gemmes:" in html
        assert "1.2 Ny kaj</a>" in html
        assert "1 punkt mister det, når reglen gemmes:" in html
        assert "errornote" not in html
        assert topic(BROER).rule == "bro"
        assert topic(BROER).items.count() == 2

    def test_the_rule_of_a_new_topic_can_be_tried_out(self, admin_client: Client) -> None:
        fields = {"name": "Alt nyt", "slug": "alt-nyt", "rule": "ny", "_try": ""}
        assert "2 punkter får emnet" in admin_client.post(admin_address(Topic, "add"), fields).content.decode()
        assert not Topic.objects.filter(slug="alt-nyt").exists()

    @pytest.mark.parametrize(
        ("rule", "sentence"),
        [
            pytest.param("og", "Reglen har ingen ord at søge efter.", id="stop words only"),
            pytest.param("!!", "Reglen har ingen ord at søge efter.", id="no words"),
            pytest.param('"kvoter havn', "Et anførselstegn er åbnet og ikke lukket.", id="an open quotation"),
            pytest.param(
                "-bro",
                "Reglen siger kun, hvad der ikke må stå. Skriv også, hvad der skal findes.",
                id="exclusions only",
            ),
            pytest.param(
                "bro eller " * 40, "Reglen er for lang til at blive læst helt. Gør den kortere.", id="too long"
            ),
        ],
    )
    @pytest.mark.parametrize("button", ["_save", "_try"])
    def test_a_rule_that_is_refused_changes_nothing(
        self, admin_client: Client, rule: str, sentence: str, button: str
    ) -> None:
        assert error_messages(save(admin_client, topic(BROER), rule=rule, **{button: "1"})) == [sentence]
        assert topic(BROER).rule == "bro"
        assert topic(BROER).items.count() == 2

    @pytest.mark.parametrize("at_once", [pytest.param(False, id="one"), pytest.param(True, id="those chosen")])
    def test_a_topic_that_is_deleted_goes_with_its_choices(self, admin_client: Client, at_once: bool) -> None:
        item = AgendaItem.objects.get(number="1.1")
        choose_topics(item.pk, removed=keys(BROER), added=keys(KAJER))
        key = topic(KAJER).pk
        if at_once:
            chosen = {"action": "delete_selected", "_selected_action": key}
            assert (
                "valg af" not in admin_client.post(admin_address(Topic, "changelist"), chosen).content.decode().lower()
            )
            admin_client.post(admin_address(Topic, "changelist"), {**chosen, "post": "yes"})
        else:
            assert "valg af" not in open_page(admin_client, admin_address(Topic, "delete", key)).lower()
            admin_client.post(admin_address(Topic, "delete", key), {"post": "yes"})
        assert [left.name for left in Topic.objects.all()] == [BROER]
        assert choices(item) == {BROER: False}
