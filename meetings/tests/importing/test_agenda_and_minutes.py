"""An agenda, a draft of the minutes and the minutes of one meeting are one meeting, whatever was renumbered."""

from dataclasses import replace

import pytest
from django.test import Client

from meetings.models import AgendaItem, Attachment, Decision, Document, Meeting, Participant, Section, Table
from meetings.tests.documents import ITEMS, Item, document_text, import_text

pytestmark = pytest.mark.django_db

FORMALITIES = Item("1.1", "Godkendelse af dagsorden", case="SAG-2025-00001 abc")


def item(number: str, title: str, **texts: str) -> Item:
    return Item(number, title, case=f"SAG-2025-{len(title):05} abc", **texts)


VETS, BRIDGE, FERRY = "Fælles vagtordning for dyrlæger", "Ny bro over fjorden", "Drift af færgen mod øen"
AGENDA = document_text("agenda", items=[FORMALITIES, item("2.1", VETS), item("2.2", BRIDGE)])
WITH_ONE_MORE = document_text(items=[FORMALITIES, item("2.1", FERRY), item("2.2", VETS), item("2.3", BRIDGE)])
WITHOUT_VETS = document_text(items=[FORMALITIES, item("2.1", BRIDGE)])


def numbers() -> dict[str, str]:
    """The items' numbers by title, those withdrawn in brackets."""
    items = AgendaItem.objects.exclude(title=FORMALITIES.title)
    return {item.title: f"({item.number})" if item.withdrawn else item.number for item in items}


@pytest.mark.parametrize("order", [(AGENDA, WITH_ONE_MORE), (WITH_ONE_MORE, AGENDA)], ids=["agenda first", "last"])
def test_items_that_the_minutes_renumber_stay_the_same_items(order: tuple[str, str]) -> None:
    for text in order:
        import_text(text, f"{len(text)}.txt")
    assert numbers() == {FERRY: "2.1", VETS: "2.2", BRIDGE: "2.3"}
    assert Meeting.objects.count() == 1


def test_an_edit_follows_its_item_to_a_new_number() -> None:
    import_text(AGENDA)
    vets = AgendaItem.objects.get(title=VETS)
    vets.presentation = "Rettet."
    vets.save()
    import_text(WITH_ONE_MORE, "referat.txt")
    assert {known.title: known.presentation for known in AgendaItem.objects.filter(presentation="Rettet.")} == {
        VETS: "Rettet."
    }
    assert AgendaItem.objects.get(title=VETS).pk == vets.pk


def test_an_item_deleted_by_an_editor_stays_deleted_under_its_new_number() -> None:
    import_text(AGENDA)
    AgendaItem.objects.get(title=VETS).delete()
    import_text(WITH_ONE_MORE, "referat.txt")
    assert numbers() == {FERRY: "2.1", BRIDGE: "2.3"}


@pytest.mark.parametrize("order", [(AGENDA, WITHOUT_VETS), (WITHOUT_VETS, AGENDA)], ids=["agenda first", "last"])
def test_an_item_that_only_the_agenda_has_is_withdrawn_though_another_has_its_number(
    client: Client, order: tuple[str, str]
) -> None:
    for text in order:
        import_text(text, f"{len(text)}.txt")
    assert numbers() == {VETS: "(2.1)", BRIDGE: "2.1"}
    address = Meeting.objects.get().get_absolute_url()
    assert VETS in client.get(f"{address}2-1-udgaaet/").content.decode()
    assert BRIDGE in client.get(f"{address}2-1/").content.decode()
    assert AgendaItem.objects.get(title=VETS).document == Document.objects.get(kind="agenda")


def test_the_address_of_a_withdrawn_item_leads_on_where_no_other_took_it(client: Client) -> None:
    import_text(document_text("agenda", items=[FORMALITIES, item("2.1", BRIDGE), item("2.2", VETS)]))
    import_text(WITHOUT_VETS, "referat.txt")
    response = client.get(f"{Meeting.objects.get().get_absolute_url()}2-2/")
    assert response.status_code == 301
    assert response["Location"].endswith("/2-2-udgaaet/")


def test_an_editor_may_say_that_an_item_was_not_withdrawn() -> None:
    import_text(document_text("agenda", items=[FORMALITIES, item("2.1", BRIDGE), item("2.2", VETS)]))
    import_text(WITHOUT_VETS, "referat.txt")
    AgendaItem.objects.filter(title=VETS).update(withdrawn=False)
    import_text(WITHOUT_VETS + "\n", "referat-igen.txt")
    assert numbers()[VETS] == "2.2"


@pytest.mark.parametrize(
    ("kind", "items"),
    [
        pytest.param("agenda", [item("3.1", FERRY)], id="a supplement to the agenda"),
        pytest.param("minutes", [item("2.1", VETS)], id="an extract of the minutes"),
    ],
)
def test_a_document_of_few_items_withdraws_nothing(kind: str, items: list[Item]) -> None:
    import_text(AGENDA)
    import_text(document_text(kind, items=items), "uddrag.txt")
    assert numbers() | {FERRY: "3.1"} == {VETS: "2.1", BRIDGE: "2.2", FERRY: "3.1"}


def test_a_document_takes_nothing_from_what_it_does_not_speak_of() -> None:
    quotas = "Fordelingen er:\nAalborg Kommune 12\nRebild Kommune 7\nLæsø Kommune 1\nI alt 20"
    import_text(document_text(items=[FORMALITIES, item("2.1", VETS, presentation=quotas), item("2.2", BRIDGE)]))
    extract = document_text(items=[item("2.2", BRIDGE)], present=[], absent=[])
    import_text(extract, "uddrag.txt")
    assert Table.objects.get().item.title == VETS
    assert Participant.objects.count() == 3


def test_each_document_keeps_what_it_said() -> None:
    import_text(AGENDA)
    import_text(WITH_ONE_MORE, "referat.txt")
    agenda, minutes = Document.objects.order_by("kind")
    assert (agenda.said["item 2.1"]["number"], minutes.said["item 2.1"]["number"]) == ("2.1", "2.2")
    assert (agenda.said["item 2.1"]["title"], minutes.said["item 2.1"]["title"]) == (VETS, VETS)


DRAFT = document_text(cover="Udkast til referat", items=[FORMALITIES, item("2.1", VETS, decision="Udsat.")])
FINAL = document_text(items=[FORMALITIES, item("2.1", VETS, decision="Godkendt.")])


class TestSections:
    """Sections are known by title too: »2. Sager« is »3. Sager« where the minutes put another before it."""

    BEFORE = document_text("agenda", items=[FORMALITIES, item("2.1", VETS)]).replace("2. Sager", "2. Sager til valg")
    AFTER = (
        document_text(items=[FORMALITIES, item("2.1", FERRY), item("3.1", VETS)])
        .replace(" 3. Sager", " 3. Sager til valg")
        .replace(" 2. Sager", " 2. Siden sidst")
    )

    def titles(self) -> dict[str, str]:
        return {section.number: section.title for section in Section.objects.all()}

    def test_an_edit_follows_its_section(self) -> None:
        import_text(self.BEFORE)
        Section.objects.filter(number="2").update(title="Drøftelser")
        import_text(self.AFTER, "referat.txt")
        assert self.titles() == {"1": "Godkendelse", "2": "Siden sidst", "3": "Drøftelser"}
        assert str(AgendaItem.objects.get(title=VETS).section) == "3. Drøftelser"

    def test_one_that_was_deleted_takes_no_other_with_it(self) -> None:
        import_text(self.BEFORE)
        Section.objects.filter(number="2").delete()
        import_text(self.AFTER, "referat.txt")
        assert self.titles() == {"1": "Godkendelse", "2": "Siden sidst"}

    @pytest.mark.parametrize("order", [(AFTER, BEFORE), (BEFORE, AFTER)], ids=["minutes first", "last"])
    def test_the_order_of_documents_makes_no_difference(self, order: tuple[str, str]) -> None:
        for text in order:
            import_text(text, f"{len(text)}.txt")
        assert self.titles() == {"1": "Godkendelse", "2": "Siden sidst", "3": "Sager til valg"}

    def test_one_that_the_minutes_have_no_more_goes(self) -> None:
        import_text(self.AFTER.replace("Beslutning", "Punktet"), "a.txt", replace=True)
        import_text(document_text(items=[FORMALITIES, item("2.1", VETS)]), "b.txt", replace=True)
        assert self.titles() == {"1": "Godkendelse", "2": "Sager"}


class TestDraft:
    def test_is_marked_as_one(self) -> None:
        import_text(DRAFT)
        assert str(Document.objects.get()) == "Udkast til referat: referat.txt"

    @pytest.mark.parametrize("order", [(DRAFT, FINAL), (FINAL, DRAFT)], ids=["draft first", "last"])
    def test_gives_way_to_the_minutes(self, order: tuple[str, str]) -> None:
        for text in order:
            import_text(text, f"{len(text)}.txt")
        assert Decision.objects.get(item__title=VETS).text == "Godkendt."
        assert Decision.objects.get(item__title=VETS).document == Document.objects.get(is_draft=False)
        assert Document.objects.count() == 2

    def test_goes_before_the_agenda(self) -> None:
        import_text(DRAFT)
        import_text(document_text("agenda", items=[FORMALITIES, item("2.1", VETS, presentation="Før mødet.")]), "d.txt")
        assert AgendaItem.objects.get(title=VETS).presentation != "Før mødet."

    def test_gives_way_to_a_newer_draft(self) -> None:
        import_text(DRAFT)
        import_text(DRAFT.replace("Udsat.", "Drøftet."), "udkast-2.txt")
        assert Decision.objects.get(item__title=VETS).outcome == "discussed"


def test_every_record_knows_document_page_and_line() -> None:
    text = document_text(items=[FORMALITIES, item("2.1", VETS, presentation="./. Kort over vagterne.")])
    import_text(text)
    lines = text.split("\n")
    vets = AgendaItem.objects.get(title=VETS)
    places = {name: lines[place["line"] - 1].strip() for name, place in vets.places.items()}
    assert places == {
        "title": f"2.1. {VETS}",
        "case_number": f"SAG-2025-{len(VETS):05} abc",
        "recommendation": "Indstilling",
        "presentation": "Sagsfremstilling",
    }
    (attachment,) = Attachment.objects.all()
    assert lines[(attachment.line or 0) - 1] == "./. Kort over vagterne."
    assert (attachment.field, attachment.after_block) == ("presentation", 1)
    assert {lines[(participant.line or 0) - 1] for participant in Participant.objects.all()} == {
        "Anna Holm (A), Aalborg Kommune",
        "Bo Lind (V), Rebild Kommune",
        "Carl Krag (F), Thisted Kommune",
    }
    assert lines[(Decision.objects.get(item=vets).line or 0) - 1] == "Beslutning"
    assert {participant.document for participant in Participant.objects.all()} == {Document.objects.get()}


def test_what_the_minutes_repeat_word_for_word_stands_in_the_minutes() -> None:
    import_text(AGENDA)
    import_text(WITH_ONE_MORE, "referat.txt")
    assert {known.document for known in AgendaItem.objects.all()} == {Document.objects.get(kind="minutes")}


def test_an_agenda_does_not_write_over_the_minutes_of_an_item_that_an_editor_marked_withdrawn() -> None:
    import_text(document_text(), "referat.txt")
    item = AgendaItem.objects.get(number="2.1")
    item.withdrawn = True
    item.save()
    changed = [ITEMS[0], replace(ITEMS[1], recommendation="Det indstilles at vente."), ITEMS[2]]
    import_text(document_text("agenda", items=changed), "dagsorden.txt")
    item.refresh_from_db()
    assert item.recommendation == ITEMS[1].recommendation
    assert item.document is not None
    assert item.document.kind == "minutes"
