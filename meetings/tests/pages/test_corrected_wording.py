"""What a reader is told of an editor's correction: that it is one, and where the document's words are."""

import pytest
from django.test import Client

from meetings.models import AgendaItem, Decision, Document
from meetings.pages import corrections
from meetings.tests import factories
from meetings.tests.documents import Item, document_text, import_text
from meetings.tests.reading import query_count, text_of

pytestmark = pytest.mark.django_db

PRINTED = "Kajen er <b>slidt</b>."
HARBOUR = Item("1.1", "Havnens kaj", recommendation="Det indstilles, at kajen males.", presentation=PRINTED)
MARK = "Rettet af redaktionen"


@pytest.fixture
def item() -> AgendaItem:
    import_text(document_text(items=[HARBOUR]))
    return AgendaItem.objects.select_related("decision").get(number="1.1")


def edit(record: AgendaItem | Decision, **values: str) -> None:
    for field, value in values.items():
        setattr(record, field, value)
    record.save()


def page(client: Client, item: AgendaItem) -> str:
    return text_of(client, AgendaItem.objects.get(pk=item.pk).get_absolute_url())


def test_what_nobody_edited_is_not_said_to_be_corrected(client: Client, item: AgendaItem) -> None:
    text = page(client, item)
    assert "redaktionen" not in text


@pytest.mark.parametrize(
    ("field", "part"),
    [
        pytest.param("recommendation", "indstilling", id="recommendation"),
        pytest.param("presentation", "sagsfremstilling", id="presentation"),
    ],
)
def test_a_corrected_text_is_said_to_be_so_beside_its_source(
    client: Client, item: AgendaItem, field: str, part: str
) -> None:
    edit(item, **{field: "Skibene ligger godt."})
    line = item.places[field]["line"]
    cited = f"Skibene ligger godt. Kilde: referat, side 3 ({part}), linje {line} ({part}) {MARK}"
    assert cited in page(client, item)


def test_a_corrected_decision_is_said_to_be_so(client: Client, item: AgendaItem) -> None:
    edit(item.decision, text="KKR Prøveby afviste forslaget.")
    text = page(client, item)
    assert "KKR Prøveby afviste forslaget. Kilde: referat" in text
    assert text.count(MARK) == 1


def test_what_an_editor_took_out_is_not_shown_again(client: Client, item: AgendaItem) -> None:
    edit(item, presentation="Kajen er ny.", title="Kajen")
    text = page(client, item)
    assert "slidt" not in text
    assert HARBOUR.title not in text


def test_a_corrected_title_and_outcome_are_told_under_the_title(client: Client, item: AgendaItem) -> None:
    edit(item, title="Havnens lange kaj")
    edit(item.decision, outcome="rejected")
    text = page(client, item)
    assert "Overskriften er rettet af redaktionen." in text
    assert "Udfaldet er rettet af redaktionen. Arkivet havde læst det som »Godkendt«." in text


def test_a_text_that_the_document_lacks_has_no_place_in_it(client: Client, item: AgendaItem) -> None:
    edit(item, background="Kajen er fra 1890.")
    text = page(client, item)
    assert "Kajen er fra 1890. Skrevet af redaktionen. Teksten står ikke i dokumentet." in text
    assert "(baggrund)" not in text


def test_a_text_that_was_taken_out_leaves_its_source(client: Client, item: AgendaItem) -> None:
    edit(item, recommendation="")
    text = page(client, item)
    assert "Indstilling Kilde: referat, side 3" in text
    assert "Redaktionen har taget teksten ud" in text
    assert HARBOUR.recommendation not in text


def test_a_citation_tells_of_corrected_words_and_not_of_an_outcome(client: Client, item: AgendaItem) -> None:
    cited = "KKR Prøveby, referat 14. marts 2025, pkt. 1.1, s. 3"
    edit(item.decision, outcome="rejected")
    assert "(rettet af redaktionen)" not in page(client, item)
    edit(item, presentation="Kajen er ny.")
    assert f"{cited} (rettet af redaktionen)" in page(client, item)


def test_what_is_set_back_is_no_correction(client: Client, item: AgendaItem) -> None:
    edit(item, title="Kajen")
    edit(item, title="Havnens kaj")
    assert "redaktionen" not in page(client, item)


def test_the_words_are_those_of_the_document_that_leads_and_not_of_the_agenda(client: Client) -> None:
    import_text(document_text("agenda", items=[HARBOUR]), "dagsorden.txt")
    item = AgendaItem.objects.get()
    edit(item, recommendation="Det indstilles, at kajen rives ned.")
    later = Item("1.1", "Havnens kaj", recommendation="Det indstilles, at kajen sælges.", presentation=PRINTED)
    import_text(document_text(items=[later]))
    assert corrections.corrections_of(AgendaItem.objects.get(), corrections.statements_of(item)) == {
        "recommendation": corrections.Correction("Det indstilles, at kajen rives ned.", later.recommendation)
    }


def test_a_correction_that_a_later_document_bears_out_is_none(client: Client) -> None:
    import_text(document_text("agenda", items=[HARBOUR]), "dagsorden.txt")
    item = AgendaItem.objects.get()
    edit(item, recommendation="Det indstilles, at kajen sælges.")
    later = Item("1.1", "Havnens kaj", recommendation="Det indstilles, at kajen sælges.", presentation=PRINTED)
    import_text(document_text(items=[later]))
    assert "redaktionen" not in page(client, item)


def test_where_a_document_no_longer_knows_what_it_said_the_imported_words_stand_in(
    client: Client, item: AgendaItem
) -> None:
    edit(item, title="Kajen")
    Document.objects.update(said={})
    assert corrections.corrections_of(item, corrections.statements_of(item))["title"].printed == "Havnens kaj"


def test_an_item_made_by_hand_has_neither_source_nor_correction(client: Client, item: AgendaItem) -> None:
    made = factories.make_item("Skibe", "9.9", meeting=item.meeting, presentation="Skrevet her.", decision="Godkendt.")
    text = page(client, made)
    assert "Kilde" not in text
    assert "redaktionen" not in text
    empty = page(client, factories.make_item("Både", "9.8", meeting=item.meeting))
    assert "Punktet har ingen tekst." in empty
    assert "i dokumentet" not in empty


def test_a_decision_made_by_hand_does_not_borrow_the_items_source(client: Client) -> None:
    import_text(document_text("agenda", items=[HARBOUR]), "dagsorden.txt")
    item = AgendaItem.objects.get()
    Decision.objects.create(item=item, text="Rådet godkendte.", outcome="approved")
    text = page(client, item)
    assert "(beslutning)" not in text
    assert "redaktionen" not in text


def test_a_corrected_item_asks_no_more_questions(client: Client, item: AgendaItem) -> None:
    before = query_count(client, item.get_absolute_url())
    edit(item, presentation="Kajen er ny.")
    assert query_count(client, item.get_absolute_url()) == before


def test_corrections_are_known_by_the_field(item: AgendaItem) -> None:
    edit(item, background="Loven.", title="Kajen")
    found = corrections.corrections_of(item, corrections.statements_of(item))
    assert found == {
        "title": corrections.Correction("Kajen", "Havnens kaj"),
        "background": corrections.Correction("Loven.", ""),
    }
