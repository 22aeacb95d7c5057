"""What a reader sees of a decision: what was decided by which words, how the vote fell out, which seats are empty."""

from datetime import date

import pytest
from django.test import Client

from meetings.tests import factories
from meetings.tests.reading import html_of, text_of

pytestmark = pytest.mark.django_db


def test_the_deciding_sentence_is_marked_where_it_stands(client: Client) -> None:
    item = factories.make_item(
        decision="Lise indledte. Rådet godkendte <planen>.\n\n– Rådet udsatte resten.\n– Tak.",
        deciding_sentence="Rådet godkendte <planen>.\n– Rådet udsatte resten.",
        presentation="Rådet godkendte <planen>.",
    )
    html = html_of(client, item.get_absolute_url())
    assert '<p>Lise indledte. <mark class="deciding">Rådet godkendte &lt;planen&gt;.</mark></p>' in html
    assert '<li><mark class="deciding">Rådet udsatte resten.</mark></li>' in html
    assert html.count("<mark") == 2


def test_a_vote_stands_below_the_decision(client: Client) -> None:
    votes = [{"side": "for", "count": 20, "who": "A, V"}, {"side": "against", "count": None, "who": "Ø"}]
    item = factories.make_item(decision="Rådet godkendte planen.", votes=votes)
    assert "Rådet godkendte planen. Afstemning For 20 A, V Imod Ø" in text_of(client, item.get_absolute_url())
    without = factories.make_item(number="1.2", decision="Rådet godkendte planen.")
    assert "Afstemning" not in text_of(client, without.get_absolute_url())


def test_an_empty_seat_is_shown_as_one(client: Client) -> None:
    item = factories.make_item()
    factories.make_vacancy(item, "Havnerådet", role="suppleant", party=factories.make_party("V"))
    factories.make_appointment(item, factories.make_person("Bo Aa"), "Skolerådet", starts=date(2026, 1, 1))
    text = text_of(client, item.get_absolute_url())
    assert "Ubesat (V) Havnerådet, suppleant" in text
    assert "Skolerådet, fra 1. januar 2026" in text


def test_appointments_are_narrowed_to_empty_seats(client: Client) -> None:
    item = factories.make_item()
    factories.make_vacancy(item, "Havnerådet")
    factories.make_appointment(item, factories.make_person("Bo Aa"), "Skolerådet")
    empty = text_of(client, "/udpegninger/?plads=ubesat&vis=alle")
    assert "1 udpegning, nyeste først." in empty
    assert "Ubesat Havnerådet" in empty
    filled = text_of(client, "/udpegninger/?plads=besat&vis=alle")
    assert "Bo Aa Aalborg Skolerådet" in filled
    assert client.get("/udpegninger/?plads=andet").status_code == 400
