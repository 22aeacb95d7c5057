"""Pages with figures: the series, their CSV, a municipality's own, and the charts below an item's tables."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from meetings.models import AgendaItem, Table
from meetings.models.choices import FieldName
from meetings.tests import factories
from meetings.tests.reading import Page, html_of, query_count, text_of

pytestmark = pytest.mark.django_db

GOLDEN = Path(__file__).parents[1] / "golden" / "series.csv"
SERIES = "/tal/kkr-proeve-fordeling-af-kvoter/"
FIRST, SECOND = date(2024, 6, 14), date(2025, 6, 13)


@pytest.fixture
def items() -> list[AgendaItem]:
    """Two meetings' items, each with a table of quotas for the year after."""
    for name in ("Rebild", "Læsø", "Aalborg"):
        factories.make_municipality(name)
    made = [
        factories.make_item("Fordeling af kvoter i 2025", "3.1", FIRST),
        factories.make_item("Fordeling af kvoter i 2026", "2.4", SECOND),
    ]
    first = [["Rebild Kommune", "9"], ["Læsø Kommune", "–"], ["Aalborg Kommune", "1.779"], ["I alt", "1.788"]]
    second = [["Rebild", "8,5"], ["Læsø", "-1"], ["Aalborg", "ca. 7"], ["+Andre", "3"], ["I alt", "19"]]
    factories.make_table(made[0], rows=first)
    factories.make_table(made[1], rows=second)
    return made


def test_the_list_names_each_series_with_its_years_and_sources(client: Client, items: list[AgendaItem]) -> None:
    factories.make_table(items[0], field=FieldName.DECISION)
    text = text_of(client, "/tal/")
    assert "2 talrækker i arkivet" in text
    assert (
        "Fordeling af kvoter, som forelagt KKR Prøve. 2025–2026, 2 tabeller: "
        "14. juni 2024, pkt. 3.1, 13. juni 2025, pkt. 2.4"
    ) in text
    assert "Fordeling af kvoter, som besluttet KKR Prøve. 2025, 1 tabel: 14. juni 2024, pkt. 3.1" in text
    assert {SERIES, "/tal/kkr-proeve-fordeling-af-kvoter-besluttet/", items[0].get_absolute_url()} <= Page(
        html_of(client, "/tal/")
    ).links


def test_a_series_has_a_row_a_municipality_a_column_a_year_and_its_sources(
    client: Client, items: list[AgendaItem]
) -> None:
    html = html_of(client, SERIES)
    text = text_of(client, SERIES)
    assert "Tabel Fordeling af kvoter, efter kommune og år Kommune 2025 2026" in text
    assert "Læsø -1 Rebild 9 8,5 Aalborg 1.779 I alt 1.788 19 +Andre 3 Hent som CSV" in text
    assert "Kilder 2025 14. juni 2024, pkt. 3.1 Fordeling af kvoter i 2025 2026 13. juni 2025, pkt. 2.4" in text
    links = Page(html).links
    assert {item.get_absolute_url() for item in items} | {"/kommuner/laesoe/", f"{SERIES[:-1]}.csv"} <= links
    assert html.count("<svg width") == 2


def test_a_municipality_is_chosen_in_the_address(client: Client, items: list[AgendaItem]) -> None:
    html = html_of(client, f"{SERIES}?kommune=rebild")
    assert "Diagrammet viser Rebild Kommune." in html
    assert f'<link rel="canonical" href="http://testserver{SERIES}?kommune=rebild">' in html
    assert '<option value="rebild" selected>' in html
    assert html.count('<tr class="chosen-row">') == 1
    assert html.count("<svg width") == 1
    assert "Der er for få tal til et diagram." in html_of(client, f"{SERIES}?kommune=laesoe")


@pytest.mark.parametrize("value", ["odder", "ukendt", "%00"], ids=["not in the series", "unknown", "NUL"])
def test_a_municipality_that_has_no_row_is_refused(client: Client, items: list[AgendaItem], value: str) -> None:
    factories.make_municipality("Odder")
    assert client.get(f"{SERIES}?kommune={value}").status_code == 400


def test_csv_as_danish_spreadsheets_open_it(client: Client, items: list[AgendaItem]) -> None:
    response = client.get(f"{SERIES[:-1]}.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="kkr-proeve-fordeling-af-kvoter.csv"'
    assert response.content == GOLDEN.read_bytes()


@pytest.mark.parametrize("beginning", ["=", "+", "-", "@", "\t"])
def test_no_text_of_a_csv_is_a_formula(client: Client, items: list[AgendaItem], beginning: str) -> None:
    Table.objects.filter(item=items[0]).delete()
    rows = [["Rebild", "1"], ["Læsø", "2"], [f"{beginning}HYPERLINK(1)", "3"]]
    factories.make_table(items[0], rows=rows)
    lines = client.get(f"{SERIES[:-1]}.csv").content.decode("utf-8-sig").split("\r\n")
    sums = [line for line in lines if "HYPERLINK" in line]
    assert len(sums) == 1
    assert sums[0].startswith(("'", "HYPERLINK"))


def test_a_municipality_s_page_has_its_row_in_each_series(client: Client, items: list[AgendaItem]) -> None:
    factories.make_table(items[0], field=FieldName.DECISION, rows=[["Rebild", "7"], ["Odder", "2"]])
    text = text_of(client, "/kommuner/rebild/")
    assert "Kommunens tal Fordeling af kvoter, som forelagt KKR Prøve" in text
    assert "år for år 2025 2026 9 8,5" in text
    assert "Tal fra et enkelt år Hvad Råd År Tal Fordeling af kvoter, som besluttet KKR Prøve 2025 7" in text
    factories.make_municipality("Samsø")
    assert "Kommunens tal" not in text_of(client, "/kommuner/samsoe/")


def test_a_municipality_s_page_shows_the_longest_series_and_tells_of_the_others(
    client: Client, items: list[AgendaItem], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("meetings.pages.figures.municipality.OF_ONE_YEAR_AT_MOST", 1)
    factories.make_table(items[0], field=FieldName.DECISION, rows=[["Rebild", "7"], ["Odder", "2"]])
    assert "andre; find dem under" not in text_of(client, "/kommuner/rebild/")
    for number, title in (("5.1", "Broer"), ("5.2", "Havne")):
        factories.make_table(factories.make_item(title, number, FIRST), rows=[["Rebild", "3"], ["Odder", "2"]])
    text = text_of(client, "/kommuner/rebild/")
    assert "år for år 2025 2026 9 8,5" in text
    assert "Kommunen står i 2 andre; find dem under Tal" in text


def test_a_renamed_municipality_keeps_its_figures(client: Client, items: list[AgendaItem]) -> None:
    municipality = factories.make_municipality("Rebild")
    municipality.name = "Ny Rebild"
    municipality.save()
    assert "Kommunens tal" in text_of(client, "/kommuner/rebild/")
    assert "Ny Rebild 9 8,5" in text_of(client, SERIES)
    assert "Diagrammet viser Ny Rebild Kommune." in text_of(client, f"{SERIES}?kommune=rebild")


def test_an_address_by_a_later_item_s_title_leads_to_the_series(client: Client, items: list[AgendaItem]) -> None:
    AgendaItem.objects.filter(pk=items[1].pk).update(title="Kommunekvoter 2026")
    factories.make_thread("Kvoter", *items)
    for old, new in (
        ("/tal/kkr-proeve-kommunekvoter/?kommune=rebild", f"{SERIES}?kommune=rebild"),
        ("/tal/kkr-proeve-kommunekvoter.csv", f"{SERIES[:-1]}.csv"),
    ):
        response = client.get(old)
        assert (response.status_code, response["Location"]) == (301, new)


@pytest.mark.parametrize("address", ["/tal/ukendt/", "/tal/kkr-proeve-ukendt/", "/tal/ukendt.csv"])
def test_an_unknown_series_is_not_found(client: Client, items: list[AgendaItem], address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert "Arkivet kender ikke den talrække." in response.content.decode()


def test_an_archive_without_figures_says_so(client: Client) -> None:
    factories.make_table(factories.make_item(), rows=[["Biler", "3"], ["Broer", "2"]])
    assert "Ingen af arkivets tabeller har tal for kommuner endnu." in text_of(client, "/tal/")


def test_tables_of_withdrawn_items_are_left_out(client: Client, items: list[AgendaItem]) -> None:
    AgendaItem.objects.update(withdrawn=True)
    assert "Ingen af arkivets tabeller" in text_of(client, "/tal/")


def test_an_edit_of_a_table_is_seen_at_once(client: Client, items: list[AgendaItem]) -> None:
    table = Table.objects.get(item=items[1])
    assert table.municipalities == ["Rebild", "Læsø", "Aalborg"]
    table.rows = [["Biler", "3"], ["Broer", "2"]]
    table.save()
    assert "2025, 1 tabel" in text_of(client, "/tal/")
    assert Table.objects.bulk_create([Table(item=items[0], rows=[["Odder", "1"], ["Ærø", "2"]], field="decision")])
    assert "2 talrækker" in text_of(client, "/tal/")


def test_an_item_s_table_comes_first_and_its_chart_below(client: Client, items: list[AgendaItem]) -> None:
    html = html_of(client, items[0].get_absolute_url())
    assert 0 < html.index("</table>") < html.index('<details class="table-charts">') < html.index("Vis som diagram")
    other = factories.make_item("Andet", "4.1", FIRST)
    factories.make_table(other, rows=[["Biler", "3"], ["Broer", "2"]])
    assert "Vis som diagram" not in html_of(client, other.get_absolute_url())


@pytest.mark.parametrize(
    ("address", "at_most"),
    [
        pytest.param("/tal/", 2, id="list"),
        pytest.param(SERIES, 3, id="series"),
        pytest.param(f"{SERIES[:-1]}.csv", 1, id="CSV"),
        pytest.param("/kommuner/rebild/", 8, id="municipality"),
    ],
)
def test_many_tables_take_no_more_questions_than_few(
    client: Client, items: list[AgendaItem], address: str, at_most: int
) -> None:
    small = query_count(client, address)
    for year in range(2010, 2022):
        item = factories.make_item(f"Fordeling af kvoter i {year}", "3.1", date(year - 1, 6, 14))
        factories.make_table(item)
        factories.make_table(factories.make_item(f"Andet nr. {year}", "3.2", date(year - 1, 6, 14)))
    assert query_count(client, address) == small <= at_most
