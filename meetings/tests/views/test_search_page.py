"""Search as a reader meets it: results, facets, chips, addresses, words when nothing is found, and JSON."""

import re
from datetime import date, timedelta
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from meetings.models.choices import CaseType, Outcome
from meetings.pages.parameters import MalformedParameter, Parameters
from meetings.search import bounds
from meetings.tests import factories
from meetings.tests.reading import html_of, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive() -> None:
    """Four items on quotas and one on harbours, over two years."""
    laesoe, rebild = factories.make_municipality("Læsø"), factories.make_municipality("Rebild")
    refugees, ports = factories.make_topic("Flygtninge"), factories.make_topic("Havne")
    for place, (title, day, outcome, municipalities, topics) in enumerate(
        [
            ("Kvoter for flygtninge", date(2024, 6, 21), Outcome.DECIDED, [laesoe, rebild], [refugees]),
            ("Kvoter for 2025", date(2024, 6, 21), Outcome.APPROVED, [rebild], [refugees]),
            ("Kvoter for fiskeri", date(2025, 3, 7), Outcome.APPROVED, [laesoe], [ports]),
            ("Nye kvoter", date(2025, 3, 7), Outcome.NOTED, [], []),
            ("Havnen", date(2025, 3, 7), Outcome.APPROVED, [laesoe], [ports]),
        ]
    ):
        factories.make_item(
            title,
            f"3.{place + 1}",
            day,
            decision="Rådet behandlede sagen.",
            outcome=outcome,
            case_type=CaseType.BRIEFING if outcome == Outcome.NOTED else CaseType.DECISION,
            municipalities=municipalities,
            topics=topics,
        )


def titles(html: str) -> list[str]:
    return [words(title) for title in re.findall(r'<h3><a href="[^"]*">(.*?)</a></h3>', html)]


def facet(html: str, title: str) -> dict[str, tuple[int, str]]:
    """The values of a facet with count and address."""
    section = html.partition(f"<h2>{title}</h2>")[2].partition("</section>")[0]
    values = re.findall(r'<a href="([^"]*)"[^>]*><span>([^<]*)</span> <span class="count">([\d.]*)</span>', section)
    return {unescape(label): (int(count), unescape(url)) for url, label, count in values}


def chips(html: str) -> dict[str, str]:
    """The filters that are set, each with the address that takes it away."""
    group = html.partition('<div class="chips"')[2].partition("</ul>")[0]
    found = re.findall(r'<a href="([^"]*)"><span class="visually-hidden">Fjern </span>([^<]*)<', group)
    return {unescape(label): unescape(url) for url, label in found}


# -- Results -----------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("archive")
def test_a_search_shows_what_it_finds(client: Client) -> None:
    html = html_of(client, "/soeg/?q=fiskeri")
    assert titles(html) == ["Kvoter for fiskeri"]
    assert "KKR Prøve, 7. marts 2025, pkt. 3.3" in words(html)
    assert "1 punkt" in words(html)


@pytest.mark.usefixtures("archive")
def test_a_search_without_words_or_filters_lists_everything_newest_first(client: Client) -> None:
    html = html_of(client, "/soeg/")
    assert len(titles(html)) == 5
    assert titles(html)[0] == "Kvoter for fiskeri"
    assert "noindex" not in html


@pytest.mark.parametrize(
    ("texts", "field", "marked"),
    [
        pytest.param(
            {"decision": "Om kvoter.", "background": "Om kvoter."}, "Beslutning", "kvoter", id="decision first"
        ),
        pytest.param({"decision": "Ja.", "recommendation": "Om kvoter."}, "Indstilling", "kvoter", id="recommendation"),
        pytest.param({"presentation": "Om kvoterne."}, "Sagsfremstilling", "kvoterne", id="inflected, presentation"),
        pytest.param({"background": "Om kvoter."}, "Baggrund", "kvoter", id="background"),
    ],
)
def test_the_snippet_comes_from_the_text_that_matches(
    client: Client, texts: dict[str, Any], field: str, marked: str
) -> None:
    factories.make_item("En sag", **texts)
    html = html_of(client, "/soeg/?q=kvoter")
    assert f'<span class="snippet-field">{field}:</span>' in html
    assert f"<mark>{marked}</mark>" in html


def test_what_was_searched_for_is_marked_in_the_title(client: Client) -> None:
    factories.make_item("Fordeling af kvoter")
    assert "Fordeling af <mark>kvoter</mark></a></h3>" in html_of(client, "/soeg/?q=kvoter")


def test_the_text_with_most_of_the_words_wins(client: Client) -> None:
    factories.make_item("En sag", decision="Om kvoter.", presentation="Kvoter for havne.")
    html = html_of(client, "/soeg/?q=kvoter+havne")
    assert '<span class="snippet-field">Sagsfremstilling:</span>' in html


def test_without_words_the_snippet_is_how_the_item_ended(client: Client) -> None:
    factories.make_item("En sag", decision="Rådet godkendte.", presentation="Lang tekst.")
    assert "Beslutning: Rådet godkendte." in words(html_of(client, "/soeg/"))


def test_few_items_with_a_compound_lead_to_those_with_its_parts(client: Client) -> None:
    factories.make_item("Flygtningekvoter")
    for number in range(2):
        factories.make_item("Kvoter", f"2.{number}", presentation="Fordeling af flygtninge.")
    html = html_of(client, "/soeg/?q=flygtningekvoter")
    assert titles(html) == ["Flygtningekvoter"]
    assert "Søg i stedet efter »flygtning kvoter« (3 punkter)" in words(html)
    assert len(titles(html_of(client, "/soeg/?q=flygtninge+kvoter"))) == 3
    whole = ("flygtningekvoter&ordret=1", "titel:flygtningekvoter", '"flygtningekvoter"')
    for q in (*whole, "flygtninge+kvoter", "kvoter"):
        assert "i stedet" not in html_of(client, f"/soeg/?q={q}"), q


def test_an_item_without_texts_has_no_snippet(client: Client) -> None:
    factories.make_item("Eventuelt")
    html = html_of(client, "/soeg/?q=eventuelt")
    assert titles(html) == ["Eventuelt"]
    assert "snippet-field" not in html


def test_markup_stays_text_in_titles_snippets_and_the_search_field(client: Client) -> None:
    factories.make_item("<i>Kvoter</i>", presentation='Kvoter <script>alert("x")</script> her.')
    html = html_of(client, "/soeg/?q=kvoter+%22%3E%3Cscript%3E")
    assert "<script>" not in html
    assert "<i>" not in html
    html = html_of(client, "/soeg/?q=kvoter")
    assert "&lt;script&gt;" in html
    assert "<mark>Kvoter</mark>" in html


def test_results_come_a_page_at_a_time(client: Client) -> None:
    meeting = factories.make_meeting()
    for place in range(45):
        factories.make_item(f"Sag {place}", f"1.{place}", meeting=meeting, position=place)
    first, last = html_of(client, "/soeg/?q=sag"), html_of(client, "/soeg/?q=sag&side=3")
    assert (len(titles(first)), len(titles(last))) == (20, 5)
    assert 'rel="next" href="/soeg/?q=sag&amp;side=2"' in first
    assert 'rel="prev" href="/soeg/?q=sag&amp;side=2"' in last
    assert '<ol class="item-list result-list" start="41">' in last
    assert "45 punkter" in words(last)


def test_nobody_leafs_without_end(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_RESULTS", 40)
    meeting = factories.make_meeting()
    for place in range(45):
        factories.make_item(f"Sag {place}", f"1.{place}", meeting=meeting, position=place)
    html = html_of(client, "/soeg/?side=2")
    assert "45 punkter" in words(html)
    assert "Kun de første 40 punkter kan bladres igennem." in words(html)
    assert 'rel="next"' not in html
    assert client.get("/soeg/?side=3").status_code == 400


# -- Facets, chips and addresses ---------------------------------------------------------------------------------------


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    ("title", "counts"),
    [
        pytest.param("År", {"2025": 2, "2024": 2}, id="years, newest first"),
        pytest.param("Udfald", {"Godkendt": 2, "Besluttet": 1, "Taget til efterretning": 1}, id="outcomes"),
        pytest.param("Sagstype", {"Beslutningssag": 3, "Orientering": 1}, id="case types"),
        pytest.param("Emne", {"Flygtninge": 2, "Havne": 1}, id="topics"),
        pytest.param("Kommune", {"Læsø": 2, "Rebild": 2}, id="municipalities"),
        pytest.param("Møde", {"7. marts 2025": 2, "21. juni 2024": 2}, id="meetings, newest first"),
        pytest.param("Råd", {}, id="one council is no choice"),
    ],
)
def test_facets_count_the_results(client: Client, title: str, counts: dict[str, int]) -> None:
    values = facet(html_of(client, "/soeg/?q=kvoter"), title)
    assert {label: count for label, (count, _) in values.items()} == counts
    assert list(values) == list(counts)


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("title", ["År", "Udfald", "Sagstype", "Emne", "Kommune", "Møde"])
def test_a_facet_leads_to_as_many_results_as_it_says(client: Client, title: str) -> None:
    for label, (count, url) in facet(html_of(client, "/soeg/?q=kvoter"), title).items():
        assert len(titles(html_of(client, url))) == count, label


@pytest.mark.usefixtures("archive")
def test_several_councils_are_a_choice(client: Client) -> None:
    other = factories.make_meeting(council=factories.make_council("KKR Andet"))
    factories.make_item("Kvoter andetsteds", meeting=other)
    values = facet(html_of(client, "/soeg/?q=kvoter"), "Råd")
    assert {label: count for label, (count, _) in values.items()} == {"KKR Prøve": 4, "KKR Andet": 1}
    assert titles(html_of(client, values["KKR Andet"][1])) == ["Kvoter andetsteds"]


@pytest.mark.usefixtures("archive")
def test_a_value_that_is_set_can_be_changed_for_another(client: Client) -> None:
    values = facet(html_of(client, "/soeg/?q=kvoter&kommune=laesoe&aar=2024"), "År")
    assert values == {
        "2025": (1, "/soeg/?q=kvoter&aar=2025&kommune=laesoe"),
        "2024": (1, "/soeg/?q=kvoter&kommune=laesoe"),
    }


@pytest.mark.usefixtures("archive")
def test_every_filter_is_a_chip_that_can_be_taken_away_alone(client: Client) -> None:
    url = "/soeg/?til=2025-12-31&kommune=laesoe&q=kvoter&udfald=godkendt&sagstype=beslutningssag&orden=nyeste&side=1"
    assert chips(html_of(client, url)) == {
        "Til: 31. december 2025": "/soeg/?q=kvoter&sagstype=beslutningssag&udfald=godkendt&kommune=laesoe&orden=nyeste",
        "Sagstype: Beslutningssag": "/soeg/?q=kvoter&til=2025-12-31&udfald=godkendt&kommune=laesoe&orden=nyeste",
        "Udfald: Godkendt": "/soeg/?q=kvoter&til=2025-12-31&sagstype=beslutningssag&kommune=laesoe&orden=nyeste",
        "Kommune: Læsø": "/soeg/?q=kvoter&til=2025-12-31&sagstype=beslutningssag&udfald=godkendt&orden=nyeste",
    }


@pytest.mark.usefixtures("archive")
def test_the_form_keeps_the_filters_that_it_has_no_field_for(client: Client) -> None:
    html = html_of(client, "/soeg/?q=kvoter&kommune=laesoe&fra=2024-01-01")
    assert '<input type="hidden" name="kommune" value="laesoe">' in html
    assert 'name="fra" value="2024-01-01"' in html
    assert html.count('name="fra"') == 1


@pytest.mark.usefixtures("archive")
def test_a_search_has_one_canonical_address(client: Client) -> None:
    html = html_of(client, "/soeg/?udfald=godkendt&fra=&utm_source=x&q=+kvoter+&kommune=laesoe")
    assert (
        '<link rel="canonical" href="http://testserver/soeg/?q=kvoter&amp;udfald=godkendt&amp;kommune=laesoe">' in html
    )


@pytest.mark.usefixtures("archive")
def test_orders_are_links_and_relevance_needs_words(client: Client) -> None:
    html = html_of(client, "/soeg/?q=kvoter")
    assert '<a href="/soeg/?q=kvoter" aria-current="true">Mest relevante</a>' in html
    assert '<a href="/soeg/?q=kvoter&amp;orden=aeldste">Ældste først</a>' in html
    assert titles(html_of(client, "/soeg/?q=kvoter&orden=aeldste"))[0] == "Kvoter for flygtninge"
    assert "Mest relevante" not in html_of(client, "/soeg/")


@given(st.dictionaries(st.sampled_from(["q", "aar", "kommune", "side"]), st.text(max_size=20)))
def test_an_address_reads_back_as_what_it_was_written_from(values: dict[str, str]) -> None:
    labels = {"q": "søgeord", "aar": "år", "kommune": "kommune", "side": "side"}
    query = QueryDict(mutable=True)
    query.update(values)
    try:
        parameters = Parameters.read("/soeg/", query, labels)
    except MalformedParameter:
        assert any("\0" in value for value in values.values())
        return
    written = urlsplit(parameters.url)
    assert parse_qsl(written.query) == list(parameters.values.items())
    assert list(parameters.values) == [name for name in labels if name in parameters.values]


# -- When nothing is found ---------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        pytest.param("og", "Søgningen har kun småord (og)", id="stop words only"),
        pytest.param("-kvoter", "Søgningen siger kun, hvad der ikke må forekomme.", id="only what must not be"),
        pytest.param("!?", "Der er ingen ord at søge efter i »!?«.", id="no words at all"),
        pytest.param("elbiler", "Intet punkt i arkivet svarer til søgningen.", id="nothing found"),
        pytest.param("kvoter og havne", "Småord er ikke søgt med: og.", id="a stop word among others"),
        pytest.param("kvoter " * 200, "Søgningen var for lang.", id="more than a query may hold"),
    ],
)
def test_a_reader_is_told_what_became_of_the_query(client: Client, query: str, sentence: str) -> None:
    response = client.get("/soeg/", {"q": query})
    assert response.status_code == 200
    assert sentence in words(response.content.decode())


@pytest.mark.usefixtures("archive")
def test_a_misspelt_word_is_read_as_the_archives_and_the_reader_is_told(client: Client) -> None:
    html = html_of(client, "/soeg/?q=fiskreri&aar=2025")
    assert titles(html) == ["Kvoter for fiskeri"]
    assert "Intet punkt har ordet »fiskreri«. Her er dem med fiskeri." in words(html)
    assert '<a href="/soeg/?q=fiskreri&amp;aar=2025&amp;ordret=1">Søg kun på det, jeg skrev</a>' in html


@pytest.mark.usefixtures("archive")
def test_a_misspelt_word_gets_a_suggestion_that_finds_something_where_it_is_searched_as_typed(client: Client) -> None:
    html = html_of(client, "/soeg/?q=fiskreri&aar=2025&ordret=1")
    assert titles(html) == []
    assert 'Mente du <a href="/soeg/?q=fiskeri&amp;aar=2025&amp;ordret=1">fiskeri</a>?' in html


@pytest.mark.usefixtures("archive")
def test_the_same_with_one_word_or_one_filter_less_is_offered_with_how_much_it_finds(client: Client) -> None:
    html = words(html_of(client, "/soeg/?q=fiskeri+flygtninge&aar=2025"))
    assert "Med ét ord mindre: flygtninge (1 punkt)" not in html
    assert "fiskeri (1 punkt)" in html
    html = words(html_of(client, "/soeg/?q=fiskeri&aar=2024&kommune=laesoe"))
    assert "Det samme uden én afgrænsning: uden »År« (1 punkt)" in html


@pytest.mark.usefixtures("archive")
def test_what_was_typed_as_a_field_or_a_year_is_a_chip(client: Client) -> None:
    html = html_of(client, "/soeg/?q=titel:kvoter+kommune:Læsø+2025")
    assert titles(html) == ["Kvoter for fiskeri"]
    assert chips(html) == {
        "I overskriften: kvoter": "/soeg/?q=kommune%3AL%C3%A6s%C3%B8+2025",
        "Kommune: Læsø": "/soeg/?q=titel%3Akvoter+2025",
        "2025": "/soeg/?q=titel%3Akvoter+kommune%3AL%C3%A6s%C3%B8",
    }


@pytest.mark.usefixtures("archive")
def test_the_years_are_a_chart_that_filters(client: Client) -> None:
    html = html_of(client, "/soeg/?q=kvoter")
    assert 'href="/soeg/?q=kvoter&amp;aar=2024" rel="nofollow" aria-label="2024: 2 punkter"' in html
    assert 'href="/soeg/?q=kvoter" rel="nofollow" aria-label="2025: 2 punkter" aria-current' in html_of(
        client, "/soeg/?q=kvoter&aar=2025"
    )


@pytest.mark.usefixtures("archive")
def test_the_count_is_the_same_on_every_page_and_no_item_stands_twice(client: Client) -> None:
    for place in range(45):
        factories.make_item(f"Sag {place}", f"9.{place}", position=place)
    pages = [html_of(client, f"/soeg/?q=sag&side={number}") for number in (1, 2, 3)]
    assert all("50 punkter" in words(page) for page in pages)
    shown = [url for page in pages for url in re.findall(r'<h3><a href="([^"]*)"', page)]
    assert len(shown) == len(set(shown)) == 50


@pytest.mark.usefixtures("archive")
def test_no_suggestion_is_made_that_finds_nothing(client: Client) -> None:
    assert "Mente du" not in html_of(client, "/soeg/?q=fiskreri&aar=2024")
    assert "Mente du" not in html_of(client, "/soeg/?q=xyzzy")


@pytest.mark.parametrize("query", ["og den", "eller den", "den"])
def test_no_suggestion_is_made_for_function_words_alone(client: Client, query: str) -> None:
    factories.make_item("Kommunen og dens havne")
    html = html_of(client, f"/soeg/?q={query}")
    assert "Søgningen har kun småord" in html
    assert "Mente du" not in html


def test_eller_alone_is_no_word_and_gets_no_suggestion(client: Client) -> None:
    factories.make_item("Kommunen ellers")
    html = html_of(client, "/soeg/?q=eller")
    assert "Der er ingen ord at søge efter i »eller«." in html
    assert "Mente du" not in html


@pytest.mark.usefixtures("archive")
def test_filters_that_leave_nothing_can_be_dropped_at_once(client: Client) -> None:
    html = html_of(client, "/soeg/?q=fiskeri&aar=2024&kommune=laesoe")
    assert '<a href="/soeg/?q=fiskeri">Søg uden afgrænsninger</a>' in html
    assert "Søg uden afgrænsninger" not in html_of(client, "/soeg/?q=xyzzy")


def test_long_facets_are_folded(client: Client) -> None:
    for number in range(9):
        factories.make_item(f"Sag {number}", "1.1", factories.FIRST_DAY + timedelta(days=number))
    html = html_of(client, "/soeg/")
    assert len(facet(html, "Møde")) == 9
    shown_at_once = html.partition("<h2>Møde</h2>")[2].partition("<details>")[0]
    assert shown_at_once.count("<li>") == 6
