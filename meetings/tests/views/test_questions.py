"""How many questions pages ask the database: as many in a large archive as in a small one, and few while it is used."""

import pytest
from django.test import Client

from meetings.models import AgendaItem
from meetings.tests import factories
from meetings.tests.reading import query_count

# Each page, and how many questions it asks at most where a process has shown it before and an item was saved since.
PAGES = {
    "front": ("/", 11),
    "meetings": ("/moeder/", 5),
    "meetings of a year": ("/moeder/2024/", 5),
    "council": ("/kkr-proeve/", 5),
    "meeting": ("/kkr-proeve/2024-06-21/", 9),
    "item": ("/kkr-proeve/2024-06-21/1-2/", 17),
    "topics": ("/emner/", 3),
    "topic": ("/emner/sundhed/", 5),
    "threads": ("/forloeb/", 4),
    "thread": ("/forloeb/fordeling/", 4),
    "municipalities": ("/kommuner/", 3),
    "municipality": ("/kommuner/aalborg/", 9),
    "figures": ("/tal/", 2),
    "series": ("/tal/kkr-proeve-fordeling-0/", 3),
    "wheel": ("/aarshjul/", 5),
    "people": ("/personer/", 4),
    "person": ("/personer/aase-aebeloe/", 6),
    "person with seats": ("/personer/person-0-0/", 8),
    "seats": ("/udpegninger/", 9),
    "appointments": ("/udpegninger/?vis=alle", 7),
    "body": ("/udpegninger/havneraadet/", 7),
}
# Beginning, ending and setting up a search's transaction are among them: three for each look into the index.
SEARCHES = {
    "browsing": ("/soeg/", 12),
    "a word": ("/soeg/?q=fordeling", 16),
    "all filters": ("/soeg/?q=fordeling&kommune=aalborg&emne=sundhed&aar=2024&moede=2024-06-21", 31),
    "nothing found": ("/soeg/?q=xyzzy&kommune=aalborg", 42),
    "JSON": ("/soeg/?q=fordeling&format=json", 9),
}
ADDRESSES = {name: url for name, (url, _) in (PAGES | SEARCHES).items()}


@pytest.mark.django_db
def test_a_page_asks_the_same_questions_of_a_large_archive(client: Client) -> None:
    factories.make_archive([0])
    small = {name: query_count(client, url) for name, url in ADDRESSES.items()}
    factories.make_archive(range(1, 5))
    assert {name: query_count(client, url) for name, url in ADDRESSES.items()} == small


@pytest.mark.django_db(transaction=True)
def test_a_page_asks_few_questions_right_after_a_save(client: Client) -> None:
    factories.make_archive([0])
    asked = dict[str, tuple[int, int]]()
    for name, (url, at_most) in (PAGES | SEARCHES).items():
        client.get(url)
        AgendaItem.objects.filter(number="1.1").update(title=f"Ny titel før {name}")
        asked[name] = query_count(client, url), at_most
    assert {name: counts for name, counts in asked.items() if counts[0] > counts[1]} == {}
