"""Abbreviations with their meanings: suggested by imports, never twice, and what search gets of them."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import AgendaItem, Synonym
from meetings.models.choices import SynonymOrigin, SynonymStatus
from meetings.models.synonyms import LONGEST_MEANING, LONGEST_WORD
from meetings.parsing.meaning import abbreviations
from meetings.search.archive_names import approved_synonyms
from meetings.search.synonym_suggestions import MAX_WORDING, suggest_synonyms
from meetings.search.synonyms import SynonymPair
from meetings.tests import factories
from meetings.tests.documents import Item, document_text, import_text
from meetings.tests.separate_archives import WAITING_FOR_LOCK, wait_for_others

pytestmark = pytest.mark.django_db

FIRST, SECOND = date(2025, 3, 14), date(2025, 6, 13)
EXPLAINED = "Sagen er drøftet. Danmarks Havneråd (DHR) støtter planen. Det er godt."
SENTENCE = "Danmarks Havneråd (DHR) støtter planen."


def import_explaining(*texts: str, day: date = FIRST, replace: bool = False) -> None:
    items = [Item(f"1.{number}", f"Sag {number}", presentation=text) for number, text in enumerate(texts, start=1)]
    import_text(document_text(day=day, items=items), replace=replace)


def read() -> list[tuple[str, str]]:
    """What documents were read to explain."""
    pairs = Synonym.objects.filter(origin=SynonymOrigin.DOCUMENT)
    return list(pairs.values_list("word", "meaning"))


def test_an_import_suggests_what_it_explains_and_says_where() -> None:
    import_explaining("Havnen er dyb.", EXPLAINED)
    synonym = Synonym.objects.get(word="DHR")
    assert (synonym.meaning, synonym.status, synonym.origin) == (
        "Danmarks Havneråd",
        SynonymStatus.SUGGESTED,
        SynonymOrigin.DOCUMENT,
    )
    assert synonym.item == AgendaItem.objects.get(number="1.2")
    assert synonym.wording == SENTENCE


@pytest.mark.parametrize(
    "item",
    [
        pytest.param(Item("1.1", "Danmarks Havneråd (DHR)"), id="title"),
        pytest.param(Item("1.1", "Sag", recommendation="Det indstilles, at DHR (Danmarks Havneråd) spørges."),
                     id="recommendation"),
        pytest.param(Item("1.1", "Sag", decision="KKR Prøveby godkendte, at DHR (Danmarks Havneråd) spørges."),
                     id="decision"),
    ],
)  # fmt: skip
def test_every_text_of_an_item_is_read(item: Item) -> None:
    import_text(document_text(items=[item]))
    assert read() == [("DHR", "Danmarks Havneråd")]


@pytest.mark.parametrize(
    ("later", "pairs"),
    [
        pytest.param("DHR (Danmarks Havneråd) kom.", 1, id="the same"),
        pytest.param("DHR (DANMARKS HAVNERÅD) kom.", 1, id="in capitals"),
        pytest.param("Det drøftes med Danmarks Havnerådet (DHR).", 1, id="inflected"),
        pytest.param("DHR (Det Hele Regionsråd) kom.", 2, id="another meaning"),
        pytest.param("DaHR (Danmarks Havneråd) kom.", 2, id="another abbreviation"),
    ],
)
def test_what_is_known_is_not_suggested_again(later: str, pairs: int) -> None:
    import_explaining(EXPLAINED)
    import_explaining(later, day=SECOND)
    assert len(read()) == pairs


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"status": SynonymStatus.DISMISSED}, id="dismissed"),
        pytest.param({"status": SynonymStatus.APPROVED}, id="approved"),
        pytest.param({"meaning": "Danske Havneråd"}, id="its meaning corrected"),
        pytest.param({"word": "D.H.R."}, id="its word corrected"),
    ],
)
def test_what_an_editor_decided_stays(change: dict[str, str]) -> None:
    import_explaining(EXPLAINED)
    Synonym.objects.filter(word="DHR").update(**change)
    before = list(Synonym.objects.values())
    import_explaining(EXPLAINED, day=SECOND)
    suggest_synonyms(AgendaItem.objects.values_list("pk", flat=True))
    assert list(Synonym.objects.values()) == before


def test_what_the_archive_knew_from_the_start_is_not_suggested() -> None:
    import_explaining("Fra Danmarks Erhvervsfremmebestyrelse (DEB) kom støtte.")
    assert read() == []
    assert Synonym.objects.get(word="DEB").status == SynonymStatus.APPROVED


def test_only_the_items_that_an_import_touches_are_read() -> None:
    import_explaining("NH (Nordens Havne) er dyb.", EXPLAINED)
    Synonym.objects.all().delete()
    import_explaining("NH (Nordens Havne) er ikke dyb.", EXPLAINED, replace=True)
    assert read() == [("NH", "Nordens Havne")]


def test_a_synonym_outlives_its_item() -> None:
    import_explaining(EXPLAINED)
    AgendaItem.objects.all().delete()
    assert Synonym.objects.get(word="DHR").item is None


def test_of_a_long_sentence_what_stands_around_is_kept() -> None:
    item = factories.make_item(presentation=f"{'først ' * 200}Danmarks Havneråd (DHR){' siden' * 200}.")
    suggest_synonyms([item.pk])
    wording = Synonym.objects.get(word="DHR").wording
    assert "Danmarks Havneråd (DHR)" in wording
    assert wording.startswith("… ")
    assert wording.endswith(" …")
    assert len(wording) <= MAX_WORDING + 4


def test_items_that_were_there_before_are_read_by_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    factories.make_item(presentation=EXPLAINED)
    call_command("suggest_synonyms")
    assert read() == [("DHR", "Danmarks Havneråd")]
    call_command("suggest_synonyms")
    assert capsys.readouterr().out == "1 forkortelse foreslået.\n0 forkortelser foreslået.\n"


@pytest.mark.parametrize(
    ("texts", "questions"),
    [
        pytest.param(["Havnen er dyb."] * 9, 1, id="nothing explained"),
        pytest.param([EXPLAINED], 3, id="one item"),
        pytest.param([f"{EXPLAINED} NH (Nordens Havne) også."] * 9, 3, id="several items"),
    ],
)
def test_the_number_of_questions_does_not_grow(texts: Sequence[str], questions: int) -> None:
    keys = [factories.make_item(number=f"1.{number}", presentation=text).pk for number, text in enumerate(texts)]
    with CaptureQueriesContext(connection) as queries:
        suggest_synonyms(keys)
    assert len(queries) == questions


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        pytest.param({"word": "dhr"}, "Ordet har allerede denne betydning.", id="known, in small letters"),
        pytest.param({"meaning": "DANMARKS HAVNERÅD"}, "Ordet har allerede denne betydning.", id="known, in capitals"),
        pytest.param({"word": " "}, "Skriv både et ord og en betydning.", id="no word"),
        pytest.param({"meaning": "\t"}, "Skriv både et ord og en betydning.", id="no meaning"),
        pytest.param({"word": "HAVN", "meaning": "havn"}, "Betydningen er den samme som ordet.", id="the same twice"),
    ],
)
def test_what_the_database_refuses(values: dict[str, Any], sentence: str) -> None:
    Synonym.objects.create(word="DHR", meaning="Danmarks Havneråd")
    synonym = Synonym(**{"word": "DHR", "meaning": "Danmarks Havneråd", **values})
    with pytest.raises(ValidationError, match=sentence):
        synonym.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        synonym.save()


def test_whatever_is_explained_has_room() -> None:
    assert abbreviations.LONGEST_MEANING <= LONGEST_MEANING
    assert abbreviations.LONGEST_MEANING // 2 >= LONGEST_WORD


def test_search_gets_what_is_approved_in_one_question() -> None:
    Synonym.objects.all().delete()
    for word, status in (("DHR", "approved"), ("BHR", "suggested"), ("AHR", "dismissed")):
        Synonym.objects.create(word=word, meaning=f"{word[0]}anmarks Havneråd", status=status)
    Synonym.objects.create(word="cancer", meaning="kræft", is_two_way=False)
    with CaptureQueriesContext(connection) as queries:
        pairs = approved_synonyms()
    assert pairs == (SynonymPair("cancer", "kræft", is_two_way=False), SynonymPair("DHR", "Danmarks Havneråd"))
    assert len(queries) == 1


def test_the_page_tells_what_an_abbreviation_means_in_one_sentence(client: Client) -> None:
    for word, meaning in (("DHR", "Danmarks Havneråd"), ("DHR", "Det Hvide Rum"), ("BHR", "Bådenes Havneråd")):
        Synonym.objects.create(word=word, meaning=meaning, status=SynonymStatus.APPROVED)
    page = " ".join(client.get("/soeg/", {"q": "DHR BHR"}).content.decode().split())
    assert "Der er også søgt efter »Danmarks Havneråd« og »Det Hvide Rum«, som »DHR« kan betyde." in page
    assert "Der er også søgt efter »Bådenes Havneråd«, fordi det betyder det samme som »BHR«." in page
    assert page.count("Der er også søgt efter") == 2


def test_the_archive_knows_some_from_the_start() -> None:
    known = Synonym.objects.filter(origin=SynonymOrigin.SEED)
    assert 15 <= known.count() <= 30
    assert set(known.values_list("status", flat=True)) == {SynonymStatus.APPROVED}
    assert SynonymPair("SOSU", "social- og sundhed") in approved_synonyms()


@pytest.mark.django_db(transaction=True)
def test_what_another_process_suggests_at_the_same_time_is_waited_for() -> None:
    text = f"{EXPLAINED} NH (Nordens Havne) også."
    one, other = (factories.make_item(number=number, presentation=text).pk for number in ("1.1", "1.2"))

    def suggest_in_another_session() -> None:
        try:
            suggest_synonyms([other])
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=1) as another:
        with transaction.atomic():
            suggest_synonyms([one])
            suggested = another.submit(suggest_in_another_session)
            wait_for_others(1, WAITING_FOR_LOCK)
        suggested.result()
    assert read() == [("DHR", "Danmarks Havneråd"), ("NH", "Nordens Havne")]


@pytest.mark.django_db(transaction=True)
def test_suggestions_are_stored_in_one_order_so_that_no_two_processes_wait_for_each_other() -> None:
    suggest_synonyms([factories.make_item(presentation=f"NH (Nordens Havne) og {EXPLAINED}").pk])
    assert list(Synonym.objects.order_by("pk").values_list("word", flat=True)) == ["DHR", "NH"]
