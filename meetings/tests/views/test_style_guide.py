"""The page that shows every component, in development alone."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client, override_settings

from meetings.pages.charts.tile_map import MUNICIPALITY_TILES
from meetings.tests.reading import Page, html_of

pytestmark = pytest.mark.django_db


def test_there_is_no_such_page_in_production(client: Client) -> None:
    assert client.get("/_stil/").status_code == 404


# Forms, lists, tables and sentences that are made of components which the page shows by themselves.
MADE_OF_OTHERS = {
    *(
        "appointment_filters",
        "appointments",
        "attendance_over_years",
        "decided_list",
        "edit_link",
        "error_search",
        "front_counts",
        "compared_title",
        "compared_link",
    ),
    *("item_since_agenda", "links", "meeting_since_agenda", "nothing_found", "query_notices", "text_source"),
    "of_municipality",
}


@override_settings(DEBUG=True)
def test_every_part_of_pages_is_shown(client: Client) -> None:
    shown = {template.name for template in client.get("/_stil/").templates}
    folder = settings.BASE_DIR / "templates/meetings/parts"
    missing = {path.stem for path in folder.iterdir() if f"meetings/parts/{path.name}" not in shown}
    assert missing == MADE_OF_OTHERS


@override_settings(DEBUG=True)
def test_every_component_is_shown(client: Client) -> None:
    html = html_of(client, "/_stil/")
    page = Page(html)
    assert page.tags.count("h1") == 1
    assert len(page.ids) == len(set(page.ids))
    assert "style" not in page.attributes
    shown = {name for names in re.findall(r'class="([^"]*)"', html) for name in names.split()}
    wanted = (
        *("prose", "ruling", "facts", "citation", "notice", "pills", "cards", "card", "counted", "chips", "facet"),
        *("outcome-approved", "outcome-none", "timeline", "year-chart", "outcome-chart", "tile-map", "first-answers"),
        *("pagination", "search-form", "filter-form", "figures", "records", "item-list", "meeting-row", "neighbours"),
        *("bar-chart-rows", "bar-chart-years", "seats-of-body", "vacant", "side-by-side", "bars", "attendance"),
        *("returning", "times", "series-list", "own-figures", "similar-list", "document-lines", "snippet", "changes"),
    )
    assert shown.issuperset(wanted)
    assert '<nav class="breadcrumbs"' in html


def test_every_place_on_the_map_has_a_rule_in_the_sheet() -> None:
    sheet = Path(str(finders.find("css/site.css"))).read_text()
    for row in range(1, max(place.row for place in MUNICIPALITY_TILES) + 2):
        assert f".row-{row} {{ grid-row: {row}; }}" in sheet
    for column in range(1, max(place.column for place in MUNICIPALITY_TILES) + 2):
        assert f".column-{column} {{ grid-column: {column}; }}" in sheet
