"""What is suggested to whoever types: words, names and titles, as JSON."""

import unicodedata
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from meetings.changes.recording import recording
from meetings.models import AgendaItem, Body, Person, SearchWord, TitleTail
from meetings.pages.suggestions import LONGEST_TYPED, SUGGESTED_AT_MOST
from meetings.search.rewriting import rewrite_items
from meetings.search.typeahead import MAX_TAILS, folded_text, words_beginning_with
from meetings.tests import factories
from meetings.tests.reading import query_count
from meetings.tests.searching import check_index

pytestmark = pytest.mark.django_db

URL = "/soeg/forslag/"


def suggested(client: Client, typed: str) -> list[tuple[str, str]]:
    """Kind and text of what is suggested."""
    response = client.get(URL, {"q": typed})
    assert response.status_code == 200
    return [(suggestion["kind"], suggestion["text"]) for suggestion in response.json()["suggestions"]]


def texts(client: Client, typed: str, kind: str) -> list[str]:
    return [text for found, text in suggested(client, typed) if found == kind]


# -- Folding -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Aalborg", "aalborg", id="capitals"),
        pytest.param("ÅLBORG", "aalborg", id="å"),
        pytest.param("A\u030alborg", "aalborg", id="å of two characters"),
        pytest.param("Læsø", "laesoe", id="æ and ø"),
        pytest.param("Schröder-Käte", "schroeder kaete", id="ö and ä, hyphen"),
        pytest.param("André Müller", "andre muller", id="accents"),
        pytest.param("  KKR/Beredskab,  (2026) ", "kkr beredskab 2026", id="signs between words"),
        pytest.param("kom\u00admune\u200b", "kommune", id="characters without width"),
        pytest.param("ﬁnans™", "finanstm", id="ligatures and signs of letters"),
        pytest.param("Ελλάδα", "ελλαδα", id="another script"),
        pytest.param("… – »«", "", id="signs alone"),
    ],
)
def test_folding(text: str, expected: str) -> None:
    assert folded_text(text) == expected


# -- Names -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("aal", ["Aalborg"], id="aa"),
        pytest.param("ål", ["Aalborg"], id="å for aa"),
        pytest.param("ÅL", ["Aalborg"], id="capitals"),
        pytest.param("lae", ["Læsø"], id="ae for æ"),
        pytest.param("læ", ["Læsø"], id="æ"),
        pytest.param("laesoe", ["Læsø"], id="whole"),
        pytest.param("ring", ["Ringkøbing-Skjern"], id="beginning of the first word"),
        pytest.param("skj", ["Ringkøbing-Skjern"], id="beginning of another word"),
        pytest.param("ringkøbing sk", ["Ringkøbing-Skjern"], id="a word and the beginning of the next"),
        pytest.param("kjern", [], id="middle of a word"),
        pytest.param("skjern ring", [], id="words in another order"),
        pytest.param("%", [], id="a sign with a meaning in patterns"),
        pytest.param("_", [], id="another such sign"),
    ],
)
def test_municipalities_are_found_by_how_a_word_begins(client: Client, typed: str, expected: list[str]) -> None:
    for name in ("Aalborg", "Læsø", "Ringkøbing-Skjern"):
        factories.make_municipality(name)
    assert texts(client, typed, "Kommune") == expected


def test_people_are_suggested_in_danish_order_with_their_pages(client: Client) -> None:
    for name in ("Åse Holm", "Bo Holm", "Holger Krag", "Ida Lind"):
        factories.make_person(name)
    assert texts(client, "hol", "Person") == ["Bo Holm", "Holger Krag", "Åse Holm"]
    (found,) = client.get(URL, {"q": "lin"}).json()["suggestions"]
    assert found == {"text": "Ida Lind", "kind": "Person", "url": "/personer/ida-lind/"}


def test_a_renamed_person_is_found_by_the_new_name_and_a_merged_one_not_at_all(client: Client) -> None:
    person, other = factories.make_person("Ida Lind"), factories.make_person("Ida Lindt")
    Person.objects.filter(pk=other.pk).update(merged_into=person)
    assert texts(client, "lin", "Person") == ["Ida Lind"]
    person.name = "Ida Bach"
    person.save()
    assert texts(client, "lin", "Person") == []
    assert texts(client, "bac", "Person") == ["Ida Bach"]


def test_topics_are_suggested_once_an_item_has_them(client: Client) -> None:
    topic = factories.make_topic("Sundhed")
    assert texts(client, "sund", "Emne") == []
    factories.make_item("En sag", topics=[topic])
    assert texts(client, "sund", "Emne") == ["Sundhed"]
    assert {"text": "Sundhed", "kind": "Emne", "url": "/emner/sundhed/"} in client.get(URL, {"q": "sund"}).json()[
        "suggestions"
    ]


# -- Words -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("sund", ["sundhed", "sundhedshus", "sundhedsreform"], id="shortest first"),
        pytest.param("SUND", ["sundhed", "sundhedshus", "sundhedsreform"], id="capitals"),
        pytest.param("sundhed", ["sundhedshus", "sundhedsreform"], id="not what stands there already"),
        pytest.param("laer", ["læreplads"], id="ae for æ"),
        pytest.param("Ny  bro sundhedsr", ["Ny  bro sundhedsreform"], id="what stands before is kept"),
        pytest.param('"ny sundhedsr', ['"ny sundhedsreform'], id="in a phrase"),
        pytest.param("bro -sundhedsr", ["bro -sundhedsreform"], id="an excluded word"),
        pytest.param("eu-kul", ["eu-kulturhovedstad"], id="a hyphenated word"),
        pytest.param("reform", [], id="the middle of a word"),
        pytest.param("sund.", [], id="a word that has ended"),
        pytest.param("zebra", [], id="a word that nobody used"),
    ],
)
def test_words_of_the_archive(client: Client, typed: str, expected: list[str]) -> None:
    SearchWord.objects.add(["sundhedsreform", "sundhed", "sundhedshus", "læreplads", "eu-kulturhovedstad", "uden"])
    factories.make_item("Punkt", "1", presentation="Ny bro og ny sundhedsreform.")
    factories.make_item("Punkt", "2", presentation="En bro.")
    assert texts(client, typed, "Ord") == expected


def test_a_word_leads_to_its_search(client: Client) -> None:
    factories.make_item("Drøftelse", presentation="Om læreplads & vej.")
    (found,) = client.get(URL, {"q": "vej lære"}).json()["suggestions"]
    assert found == {"text": "vej læreplads", "kind": "Ord", "url": "/soeg/?q=vej+l%C3%A6replads"}
    assert client.get(found["url"]).status_code == 200


def test_words_that_many_titles_have_come_first(client: Client) -> None:
    SearchWord.objects.add(["havn", "havne", "havnen", "havnefoged"])
    factories.make_item("Havnefoged", "1.1")
    factories.make_item("Ny havnefoged", "1.2")
    factories.make_item("Den gamle havne-foged", "1.3")
    assert texts(client, "hav", "Ord") == ["havnefoged", "havne", "havne-foged", "havn", "havnen"]


def test_of_many_words_only_so_many_are_given() -> None:
    SearchWord.objects.add([f"skole{letter}" for letter in "abcdefgh"] + ["skoler"])
    assert words_beginning_with("skole", 3) == ["skolea", "skoleb", "skolec"]


@pytest.mark.parametrize("typed", ["erhv", "Erhvervshus N", "nordj"])
def test_bodies_are_found_that_somebody_was_appointed_to(client: Client, typed: str) -> None:
    item = factories.make_item("Udpegning")
    factories.make_appointment(item, body="erhvervshus Nordjylland")
    Body.objects.create(name="Erhvervshus Nordsjælland", slug="erhvervshus-nordsjaelland")
    assert texts(client, typed, "Hverv") == ["Erhvervshus Nordjylland"]


def test_a_name_is_written_as_its_owner_does(client: Client) -> None:
    factories.make_person("von Holst")
    assert texts(client, "von", "Person") == ["von Holst"]


def test_after_a_whole_word_a_name_comes_before_other_words(client: Client) -> None:
    SearchWord.objects.add(["borgere", "budget"])
    factories.make_person("Per Bach")
    factories.make_item("Punkt", "1", presentation="Borgere og budget, siger Per.")
    assert suggested(client, "per b") == [("Person", "Per Bach"), ("Ord", "per budget"), ("Ord", "per borgere")]
    assert suggested(client, "b")[0] == ("Ord", "budget")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("00098", ["SAG-2024-00098"], id="the end of a number"),
        pytest.param("2024-00098", ["SAG-2024-00098"], id="year and number"),
        pytest.param("SAG-2024-0009", ["SAG-2024-00098", "SAG-2024-00099"], id="the beginning"),
        pytest.param("sag 2024-00", ["SAG-2024-00098", "SAG-2024-00099"], id="a short beginning"),
        pytest.param("sag nr. 2024-00098", ["SAG-2024-00098"], id="after what it is"),
        pytest.param("SAG-2024", [], id="too little of it"),
        pytest.param("2024-2025", [], id="two years"),
        pytest.param("99999", [], id="a number that no case has"),
    ],
)
def test_cases_are_found_by_a_part_of_their_number(client: Client, typed: str, expected: list[str]) -> None:
    for place, number in enumerate(["SAG-2024-00099", "SAG-2024-00098", "SAG-2024-00098", ""]):
        factories.make_item("En sag", f"1.{place}", case_number=number)
    assert texts(client, typed, "Sag") == expected


# -- Titles ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        pytest.param("kvo", True, id="beginning of a word"),
        pytest.param("ny fordeling af kv", True, id="from the first word on"),
        pytest.param("kvoter ti", True, id="words that follow each other"),
        pytest.param("LAESOE", True, id="folded"),
        pytest.param("til l", False, id="no title is found by a function word"),
        pytest.param("fordeling kvoter", False, id="words that do not follow each other"),
        pytest.param("voter", False, id="middle of a word"),
    ],
)
def test_titles_are_found_by_how_a_word_begins(client: Client, typed: str, found: bool) -> None:
    factories.make_item("Ny fordeling af kvoter til Læsø")
    assert texts(client, typed, "Overskrift") == ["Ny fordeling af kvoter til Læsø"] * found


def test_a_title_leads_to_its_newest_item(client: Client) -> None:
    for year in (2024, 2026, 2025):
        factories.make_item("Kvoter for fiskeri", "3.6", date(year, 6, 19))
    (found,) = [s for s in client.get(URL, {"q": "fisk"}).json()["suggestions"] if s["kind"] == "Overskrift"]
    assert found["url"] == "/kkr-proeve/2026-06-19/3-6/"


def test_a_title_of_very_many_items_hides_no_other(client: Client) -> None:
    meeting = factories.make_meeting()
    items = [AgendaItem(meeting=meeting, number=f"1.{place}", title="Sager om havne") for place in range(3 * MAX_TAILS)]
    with recording():
        AgendaItem.objects.bulk_create(items)
    factories.make_item("Sager om veje", day=date(1999, 1, 1))
    assert texts(client, "sager", "Overskrift") == ["Sager om havne", "Sager om veje"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [pytest.param("gammel", [], id="old title"), pytest.param("tunnel", ["Ny tunnel"], id="new title")],
)
def test_an_edited_title_is_followed(client: Client, typed: str, expected: list[str]) -> None:
    item = factories.make_item("Gammel bro over fjorden")
    item.title = "Ny tunnel"
    with recording():
        item.save()
    assert texts(client, typed, "Overskrift") == expected


def test_a_deleted_item_is_suggested_no_more(client: Client) -> None:
    item = factories.make_item("Bro over fjorden")
    kept = factories.make_item("Færge over fjorden", "1.2")
    item.delete()
    assert texts(client, "fjord", "Overskrift") == ["Færge over fjorden"]
    assert set(TitleTail.objects.values_list("item", flat=True)) == {kept.pk}


def test_a_moved_meeting_moves_its_titles(client: Client) -> None:
    meeting = factories.make_item("Bro over fjorden").meeting
    meeting.date = date(2031, 3, 21)
    with recording():
        meeting.save()
    assert set(TitleTail.objects.values_list("date", flat=True)) == {date(2031, 3, 21)}


def test_what_is_written_twice_is_written_once() -> None:
    item = factories.make_item("Bro over fjorden")
    rows = list(TitleTail.objects.values_list("position", "words").order_by("position"))
    assert rows == [(1, "bro over fjorden"), (3, "fjorden")]
    rewrite_items([item.pk, item.pk])
    assert list(TitleTail.objects.values_list("position", "words").order_by("position")) == rows


@pytest.mark.parametrize(
    "drift",
    [
        pytest.param("UPDATE meetings_titletail SET words = 'x' WHERE item_id = %s AND position = 1", id="other words"),
        pytest.param("UPDATE meetings_titletail SET date = '1999-01-01' WHERE item_id = %s", id="another date"),
        pytest.param("DELETE FROM meetings_titletail WHERE item_id = %s AND position = 1", id="a tail is missing"),
        pytest.param("INSERT INTO meetings_titletail VALUES (%s, 9, 'x', '2024-06-21')", id="a tail too many"),
    ],
)
def test_drift_is_found_and_mended(drift: str) -> None:
    with recording():
        item = factories.make_item("Bro over fjorden")
        factories.make_item("Havnen", "1.2")
    assert check_index() == (0, "2 punkter: 0 venter, 0 afviger.\n")
    with connection.cursor() as cursor:
        cursor.execute(drift, [item.pk])
    assert check_index() == (1, f"Afviger: {item}\n2 punkter: 0 venter, 1 afviger.\n")
    call_command("search_index", stdout=StringIO())
    assert check_index()[0] == 0


# -- The answer --------------------------------------------------------------------------------------------------------


def test_the_answer_is_json_that_may_be_kept_a_minute(client: Client) -> None:
    factories.make_municipality("Læsø")
    response = client.get(URL, {"q": "læs"})
    assert response["Content-Type"] == "application/json"
    assert set(response["Cache-Control"].split(", ")) == {"public", "max-age=5"}
    assert "Læsø" in response.content.decode()


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("", id="nothing"),
        pytest.param("   ", id="spaces"),
        pytest.param('"', id="a sign"),
        pytest.param("\r\n\t\x7f\x1b", id="control characters"),
        pytest.param("\u200b\u00ad\u0301", id="characters without width"),
        pytest.param("a" * (LONGEST_TYPED + 1), id="too long"),
    ],
)
def test_nothing_is_suggested_for(client: Client, typed: str) -> None:
    factories.make_person("A" * (LONGEST_TYPED + 10))
    assert client.get(URL, {"q": typed}).json() == {"suggestions": []}


def test_without_a_parameter_nothing_is_suggested(client: Client) -> None:
    assert client.get(URL).json() == {"suggestions": []}


def test_the_longest_that_is_looked_for(client: Client) -> None:
    factories.make_person("A" * (LONGEST_TYPED + 10))
    assert texts(client, "a" * LONGEST_TYPED, "Person") == ["A" * (LONGEST_TYPED + 10)]


def test_control_characters_are_dropped(client: Client) -> None:
    factories.make_municipality("Læsø")
    assert texts(client, "l\x07æ\u200bs", "Kommune") == ["Læsø"]


@pytest.mark.parametrize("query", [pytest.param("q=a%00b", id="NUL"), pytest.param("q=a&q=b", id="given twice")])
def test_what_means_nothing_is_refused_in_danish(client: Client, query: str) -> None:
    response = client.get(f"{URL}?{query}")
    assert response.status_code == 400
    assert response.json()["error"].startswith("Feltet søgeord (q) kan ikke være »a")


def test_what_is_suggested_is_read_and_not_written_to(client: Client) -> None:
    assert client.post(URL).status_code == 405
    assert client.head(URL).status_code == 200


def test_no_kind_crowds_out_the_others(client: Client) -> None:
    SearchWord.objects.add([f"holm{letter}" for letter in "abcdefghijkl"])
    for letter in "abcdefghijkl":
        factories.make_person(f"Holm {letter}")
    factories.make_municipality("Holmby")
    found = [kind for kind, _ in suggested(client, "holm")]
    assert found == ["Ord"] * 5 + ["Kommune"] + ["Person"] * 4
    assert len(found) == SUGGESTED_AT_MOST


def test_markup_is_data(client: Client) -> None:
    factories.make_item("<script>alert(1)</script>")
    response = client.get(URL, {"q": "script"})
    assert response["X-Content-Type-Options"] == "nosniff"
    assert ("Overskrift", "<script>alert(1)</script>") in suggested(client, "script")


def test_the_same_few_questions_of_a_large_archive(client: Client) -> None:
    factories.make_archive([0])
    small = query_count(client, f"{URL}?q=p")
    factories.make_archive(range(1, 5))
    assert query_count(client, f"{URL}?q=p") == small
    assert small <= 7


class WhateverIsTyped(TestCase):
    """Each example in a transaction of its own."""

    @given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=130))
    def test_it_is_answered_and_every_suggestion_begins_so(self, typed: str) -> None:
        for name in ("Læsø", "Aalborg", "Ærø", "Åbenrå-Ø"):
            factories.make_municipality(name)
        answer: dict[str, Any] = Client().get(URL, {"q": typed}).json()
        assert len(answer["suggestions"]) <= SUGGESTED_AT_MOST
        for suggestion in answer["suggestions"]:
            begun = folded_text("".join(letter for letter in typed if unicodedata.category(letter)[0] != "C"))
            assert f" {begun}" in f" {folded_text(suggestion['text'])}"

    @given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60))
    def test_what_is_folded_stays_as_it_is(self, text: str) -> None:
        assert folded_text(folded_text(text)) == folded_text(text)

    @given(st.text(st.sampled_from("aåæøeo ÅÆØlL-"), min_size=1, max_size=4))
    def test_names_of_the_few_letters_that_matter(self, typed: str) -> None:
        factories.make_municipality("Lål-Æø aal")
        found = Client().get(URL, {"q": typed}).json()["suggestions"]
        begun = folded_text(typed)
        assert bool(found) == (begun != "" and f" {begun}" in f" {folded_text('Lål-Æø aal')}")
