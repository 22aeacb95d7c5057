"""What is remembered for a version of the archive: made once, made anew after a change, never of a half-done one."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from meetings.caching import memory
from meetings.caching.memory import cached_by_version
from meetings.models import ArchiveChange, Council, Synonym, Topic
from meetings.tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def councils() -> Callable[[], int]:
    """How many councils there are, as it is remembered."""
    return cached_by_version(Council.objects.count)


def test_it_is_made_once_a_version() -> None:
    factories.make_council("KKR Andet")
    made: list[int] = []
    remember = cached_by_version(lambda: made.append(1))
    remember()
    remember()
    assert made == [1]
    factories.make_council("KKR Prøve")
    remember()
    assert made == [1, 1]


def test_a_change_is_seen_at_once(councils: Callable[[], int]) -> None:
    assert councils() == 0
    factories.make_council("KKR Prøve")
    assert councils() == 1


def test_what_is_not_yet_committed_is_seen_by_itself_and_not_kept(councils: Callable[[], int]) -> None:
    assert councils() == 0
    with transaction.atomic():
        factories.make_council("KKR Prøve")
        assert councils() == 1
        transaction.set_rollback(True)
    assert councils() == 0


def test_a_request_asks_for_the_version_once(
    councils: Callable[[], int], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    councils()
    with memory.request_scope():
        memory.set_request_version(ArchiveChange.objects.version())
        with django_assert_num_queries(0):
            councils()
    with django_assert_num_queries(1):
        councils()


def test_what_an_editor_changes_is_on_the_next_page(client: Client) -> None:
    """A topic's name, a synonym, a year: each is remembered."""
    topic = factories.make_topic("Havne")
    item = factories.make_item("Kajen", topics=[topic])
    other = factories.make_topic("Fiskeri")
    factories.make_item("Kajen igen", "1.2", meeting=item.meeting, topics=[other])
    assert "Havne" in client.get("/soeg/?q=kajen").content.decode()
    Topic.objects.filter(pk=topic.pk).update(name="Søfart")
    assert "Søfart" in client.get("/soeg/?q=kajen").content.decode()
    assert client.get("/soeg/?q=bolværket&format=json").json()["count"] == 0
    Synonym.objects.create(word="bolværket", meaning="kajen")
    assert client.get("/soeg/?q=bolværket&format=json").json()["count"] == 2
