"""Items and sections that a person made, beside those that documents number alike, and those that documents tell of."""

import pytest

from meetings.models import AgendaItem, Meeting
from meetings.tests.documents import ITEMS, Item, document_text, import_text

pytestmark = pytest.mark.django_db

ADDED = Item("2.1", "Lejrskoler på Læsø")
MINUTES = document_text()


def titles() -> dict[str, str]:
    """The title of each live item, by its number."""
    return dict(AgendaItem.objects.filter(withdrawn=False).values_list("number", "title"))


def make(number: str, title: str = "Fra hånden") -> AgendaItem:
    return AgendaItem.objects.create(meeting=Meeting.objects.get(), number=number, title=title)


def test_the_number_that_an_item_had_before_is_free_for_one_made_by_hand() -> None:
    numbered = [Item("2.1", "Lejrskoler på Læsø"), Item("2.2", ITEMS[1].title), Item("2.3", ITEMS[2].title)]
    import_text(document_text(items=[ITEMS[0], *numbered], cover="Udkast til referat"), "udkast.txt", replace=True)
    import_text(MINUTES)
    made = make("2.3")
    before = titles()
    import_text(document_text("agenda"), "dagsorden.txt", replace=True)
    import_text(MINUTES.replace("drøftet", "talt om"), "rettet.txt", replace=True)
    assert titles() == before
    assert AgendaItem.objects.get(pk=made.pk).title == "Fra hånden"


def test_what_a_document_tells_of_too_is_known_again_by_another_number_and_stays_deleted() -> None:
    import_text(MINUTES)
    made = make("2.3", ADDED.title)
    import_text(document_text(items=[*ITEMS, Item("2.3", ADDED.title)]), "med.txt", replace=True)
    import_text(document_text(items=[*ITEMS, Item("2.4", ADDED.title)]), "nyt nummer.txt", replace=True)
    assert AgendaItem.objects.get(title=ADDED.title) == AgendaItem.objects.get(pk=made.pk, number="2.4")
    import_text(document_text(items=[*ITEMS, Item("2.4", f"{ADDED.title} i år")]), "ny titel.txt", replace=True)
    AgendaItem.objects.get(pk=made.pk).delete()
    import_text(document_text(items=[*ITEMS, Item("2.5", ADDED.title)]), "igen.txt", replace=True)
    assert "2.5" not in titles()


def test_an_item_that_had_the_number_of_one_made_by_hand_is_known_again_with_its_correction() -> None:
    numbered = [ADDED, Item("2.2", ITEMS[1].title), Item("2.3", ITEMS[2].title)]
    import_text(document_text(items=[ITEMS[0], *numbered], cover="Udkast til referat"), "udkast.txt", replace=True)
    import_text(MINUTES)
    make("2.3")
    corrected = AgendaItem.objects.get(title=ITEMS[2].title)
    corrected.presentation = "Rettet."
    corrected.save()
    import_text(MINUTES.replace("drøftet", "talt om"), "rettet.txt", replace=True)
    [known] = AgendaItem.objects.filter(title=ITEMS[2].title)
    assert (known.pk, known.number, known.presentation) == (corrected.pk, "2.2", "Rettet.")
