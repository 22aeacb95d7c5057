"""What a web page's lines are: what its reader sees, by the elements that it stands in."""

import pytest

from meetings.parsing.lines.extract import extract_pages
from meetings.parsing.lines.html import html_pages
from meetings.parsing.lines.pages import Unreadable
from meetings.parsing.parser import parse_document

MEETING = """<!doctype html><html><head><title>Referat</title><style>p {}</style></head><body><nav>Forside</nav>
<h1>Referat</h1><p>Teknisk Udvalg, Birkelev Kommune</p><p>Dato: 14. marts 2025 kl. 10.00</p>
<h2>Deltagere</h2><ul><li>Ane Holk (A)</li><li>Bo Riis (V)</li></ul><p>Afbud: Karl Vad (C)</p>
<h2>Godkendelse af dagsorden</h2><p>Sagsnr. 24/1234</p><h3>Indstilling</h3><p>At dagsordenen godkendes.</p>
<h3>Beslutning</h3><p>Godkendt.</p>
<h2>Ny bro over åen</h2><h3>Sagens kerne og forløb</h3><p>1. Broen er gammel</p><p>og slidt.</p>
<table><thead><tr><th>Kommune</th><th>2025</th></tr></thead><tr><td>Rebild</td><td>10</td></tr>
<tr><td>Morsø</td><td>1</td></tr></table>
<h3>Beslutning</h3><p>Udvalget besluttede at bygge broen.</p></body></html>"""


def test_the_headings_lists_and_tables_of_a_page_are_read() -> None:
    document = parse_document(html_pages(MEETING))
    assert (document.kind, document.council) == ("minutes", "Teknisk Udvalg, Birkelev Kommune")
    assert [(person.name, person.status) for person in document.participants] == [
        ("Ane Holk", "present"),
        ("Bo Riis", "present"),
        ("Karl Vad", "absent"),
    ]
    first, second = document.items
    assert (first.title, first.case_number, first.outcome) == ("Godkendelse af dagsorden", "24/1234", "approved")
    assert (second.number, second.title, second.outcome) == ("2", "Ny bro over åen", "decided")
    assert second.text("presentation") == "Sagens kerne og forløb\n\n1. Broen er gammel\n\nog slidt."
    assert document.tables[0].rows == (("Rebild", "10"), ("Morsø", "1"))
    assert (first.place.page, second.place.page) == (8, 14)


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        pytest.param("<p>a<b>b</b> c\n d</p>", ["ab c d"], id="inline elements"),
        pytest.param("<p>a<br>b</p>", ["a", "b"], id="a line's end"),
        pytest.param("<p>a<br><br>b</p>", ["a", "", "b"], id="an empty line"),
        pytest.param("<p>a<p>b", ["a", "", "b"], id="paragraphs left open"),
        pytest.param("<ul><li>a<li>b</ul><p>c", ["– a", "– b", "", "c"], id="a list"),
        pytest.param("<ol start=3><li>a<li>b</ol>", ["3. a", "4. b"], id="a numbered list"),
        pytest.param("<ul><li>a<ul><li>b</ul><li>c</ul>", ["– a", "o b", "– c"], id="a list in a list"),
        pytest.param(
            "<dl><dt>Dato<dd>14. maj<dt>Sted:<dd>Salen</dl>", ["Dato: 14. maj", "", "Sted: Salen"], id="terms"
        ),
        pytest.param("<script>a</script><nav>b</nav><p hidden>c<p style='display: none'>d<p>e", ["e"], id="hidden"),
        pytest.param("<!-- a --><p>b<button>Del</button>", ["b"], id="comments and buttons"),
        pytest.param("<table><tr><td>a</table>", ["a"], id="a table of one cell"),
        pytest.param("<table><tr><td>a<td>bb<tr><td>ccc<td></table>", ["a     bb", "ccc"], id="a table"),
        pytest.param("<table><tr><td><h2>a</h2><p>b</table>", ["a", "", "b"], id="a table that arranges a page"),
        pytest.param(
            "<table><tr><th colspan=2>a<th>b<tr><td>c<td>d<td>e</table>", ["a       b", "c   d   e"], id="span"
        ),
        pytest.param("<p>a&nbsp;b &aelig; &lt;c&gt;", ["a b æ <c>"], id="entities"),
        pytest.param("<details><summary>a</summary><p>b</details>", ["a", "", "b"], id="a part that opens"),
        pytest.param(
            "<h2><button aria-controls=x>a</button></h2><div id=x hidden>b</div>", ["a", "", "b"], id="an accordion"
        ),
        pytest.param(
            "<h2><button>a</button></h2> <div role=region style='display:none'>b</div>", ["a", "", "b"], id="a region"
        ),
        pytest.param("<div hidden=until-found>a</div><div id=x hidden>b</div>", ["a"], id="found by searching"),
        pytest.param("<main>a<footer>b</footer></main><footer>c</footer><aside>d</aside>", ["a", "", "b"], id="feet"),
        pytest.param(
            "<div id=cookie-banner>a</div><div role=dialog>b</div><ol class='nav breadcrumb'><li>c</ol><p>d",
            ["d"],
            id="the site's own",
        ),
        pytest.param("<p class=cookies-recipe>a<p id=crumbling>b", ["b"], id="names of parts"),
        pytest.param("<form id=aspnetForm><p>a<input value=b></form>", ["a"], id="a page in a form"),
    ],
)
def test_what_is_seen_is_a_line(html: str, lines: list[str]) -> None:
    assert list(html_pages(html)[0]) == lines


def test_a_page_nested_without_end_is_read() -> None:
    assert html_pages("<div>" * 20_000 + "<p>a")[0] == ("a",)


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        pytest.param('<meta charset="windows-1252"><p>å'.encode("cp1252"), ".html", id="named"),
        pytest.param("<p>å".encode("cp1252"), ".htm", id="not named"),
        pytest.param("<!DOCTYPE html><p>å".encode(), ".txt", id="by its first element"),
        pytest.param("\ufeff<html><p>å".encode(), ".txt", id="with a mark"),
        pytest.param("<html><p>å".encode("utf-16"), ".html", id="in two bytes a letter"),
        pytest.param('<meta charset="utf-8"><p>å'.encode("cp1252"), ".html", id="named wrongly"),
        pytest.param(
            '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>å'.encode("latin-1"),
            ".html",
            id="named as of old",
        ),
    ],
)
def test_a_page_is_known_and_decoded(content: bytes, suffix: str) -> None:
    assert extract_pages(content, suffix)[0] == ("å",)


def test_a_page_without_words_is_refused() -> None:
    with pytest.raises(Unreadable):
        html_pages("<script>a</script>")
