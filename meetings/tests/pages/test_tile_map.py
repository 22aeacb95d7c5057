"""The map of tiles: every municipality has a place of its own, and those of Nordjylland lie as they do."""

from collections import Counter
from typing import Any

import pytest
from django.test import Client

from meetings.danish.municipalities import MUNICIPALITY_NAMES
from meetings.pages.charts.tile_map import MUNICIPALITY_TILES, SOFT_HYPHEN, tile_map
from meetings.tests import factories
from meetings.tests.reading import html_of, text_of

AT = {place.name: (place.row, place.column) for place in MUNICIPALITY_TILES}


def test_every_municipality_has_one_place() -> None:
    assert Counter(place.name for place in MUNICIPALITY_TILES) == Counter(MUNICIPALITY_NAMES)


def test_no_two_lie_on_one_place() -> None:
    assert len(set(AT.values())) == len(MUNICIPALITY_NAMES)


def test_the_labels_are_the_names() -> None:
    assert all(place.label.replace(SOFT_HYPHEN, "") == place.name for place in MUNICIPALITY_TILES)


@pytest.mark.parametrize(
    ("northern", "southern"),
    [
        pytest.param("Hjørring", "Brønderslev", id="Vendsyssel"),
        pytest.param("Brønderslev", "Aalborg", id="over the fjord"),
        pytest.param("Jammerbugt", "Vesthimmerlands", id="over the wide fjord"),
        pytest.param("Thisted", "Morsø", id="to the island"),
        pytest.param("Aalborg", "Rebild", id="Himmerland"),
        pytest.param("Aalborg", "Mariagerfjord", id="to the next fjord"),
        pytest.param("Helsingør", "København", id="the Sound"),
    ],
)
def test_north_is_up(northern: str, southern: str) -> None:
    assert AT[northern][0] < AT[southern][0]


@pytest.mark.parametrize(
    ("western", "eastern"),
    [
        pytest.param("Hjørring", "Frederikshavn", id="Vendsyssel"),
        pytest.param("Frederikshavn", "Læsø", id="out to the island"),
        pytest.param("Thisted", "Jammerbugt", id="the western coast"),
        pytest.param("Jammerbugt", "Brønderslev", id="inland"),
        pytest.param("Morsø", "Vesthimmerlands", id="over the fjord"),
        pytest.param("Vesthimmerlands", "Rebild", id="Himmerland"),
        pytest.param("Rebild", "Mariagerfjord", id="to the fjord's mouth"),
        pytest.param("Odense", "København", id="over the Belt"),
    ],
)
def test_east_is_to_the_right(western: str, eastern: str) -> None:
    assert AT[western][1] < AT[eastern][1]


@pytest.mark.django_db
def test_the_map_is_cut_to_what_the_archive_knows_and_the_rest_is_pale(client: Client) -> None:
    factories.make_item(municipalities=[factories.make_municipality("Hjørring"), factories.make_municipality("Læsø")])
    factories.make_municipality("Nordhavn")
    html = html_of(client, "/")
    assert 'class="tile row-1 column-1"><a href="/kommuner/hjoerring/"><span class="tile-name">Hjørring</span>' in html
    assert 'class="tile row-1 column-3"><a href="/kommuner/laesoe/">' in html
    assert f'class="tile tile-pale row-1 column-2" aria-hidden="true">Frederiks{SOFT_HYPHEN}havn</li>' in html
    assert "Aalborg" not in html
    text = text_of(client, "/")
    assert "Hjørring 1 punkt" in text
    assert "Læsø 1 punkt" in text
    assert "Uden for kortet: Nordhavn" in text


def named(**counts: int) -> list[Any]:
    """Municipalities as with_counts gives them, each named by so many items."""
    known: list[Any] = [factories.make_municipality(name) for name in counts]
    for municipality in known:
        municipality.item_count = counts[municipality.name]
    return known


@pytest.mark.django_db
def test_one_that_few_items_name_does_not_enlarge_the_map() -> None:
    found = tile_map(named(Aalborg=20, Hjørring=12, Silkeborg=1))
    assert [municipality.name for municipality in found.elsewhere] == ["Silkeborg"]
    assert max(tile.row for tile in found.tiles) == 3
    assert found.columns == 1


@pytest.mark.django_db
def test_one_that_few_items_name_is_on_the_map_where_it_lies_among_the_others() -> None:
    found = tile_map(named(Aalborg=20, Hjørring=12, Brønderslev=1))
    assert found.elsewhere == ()
    assert [tile.count for tile in found.tiles] == [20, 12, 1]


@pytest.mark.django_db
def test_one_that_a_tenth_as_many_items_name_enlarges_the_map() -> None:
    found = tile_map(named(Aalborg=20, Silkeborg=2))
    assert found.elsewhere == ()
    assert max(tile.row for tile in found.tiles) == 4


@pytest.mark.django_db
def test_a_map_of_what_no_item_names_shows_all_of_it() -> None:
    assert [tile.count for tile in tile_map(named(Aalborg=0, Silkeborg=0)).tiles[:2]] == [0, 0]


def test_a_map_of_nothing_has_no_tiles() -> None:
    assert tile_map([]).tiles == ()


@pytest.mark.django_db
def test_a_map_of_all_of_denmark_is_wide() -> None:
    found = tile_map(named(Thisted=1, Lolland=1, Bornholms=1))
    assert found.is_wide
    assert [tile.count for tile in found.tiles[:3]] == [1, 1, 1]
    assert len({(tile.row, tile.column) for tile in found.tiles}) == len(found.tiles)
