"""What is counted over the whole archive: in Danish order, and true on the page after a change."""

import pytest
from django.test import Client

from meetings.models import AgendaItem
from meetings.pages import totals
from meetings.tests import factories
from meetings.tests.reading import words


@pytest.mark.django_db
def test_councils_stand_in_danish_order() -> None:
    for name in ("KKR Åmark", "KKR Zeta", "KKR Ærø", "KKR Østland", "KKR Aabyen", "KKR Alfa"):
        factories.make_council(name)
    assert [council.name for council in totals.councils()] == [
        *("KKR Alfa", "KKR Zeta", "KKR Ærø", "KKR Østland", "KKR Aabyen", "KKR Åmark")
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "url",
    [
        pytest.param("/", id="front page"),
        pytest.param("/emner/", id="topics"),
        pytest.param("/kommuner/", id="municipalities"),
        pytest.param("/emner/havne/", id="a topic"),
        pytest.param("/kommuner/laesoe/", id="a municipality"),
    ],
)
def test_a_new_item_is_counted_at_once(client: Client, url: str) -> None:
    topic, municipality = factories.make_topic("Havne"), factories.make_municipality("Læsø")
    first = factories.make_item("Kajen", topics=[topic], municipalities=[municipality])
    before = words(client.get(url).content.decode())
    factories.make_item("Molen", "1.2", meeting=first.meeting, topics=[topic], municipalities=[municipality])
    assert words(client.get(url).content.decode()) != before
    AgendaItem.objects.get(title="Molen").delete()
    assert words(client.get(url).content.decode()) == before
