"""What repeats at the edges of pages: page furniture, or the text of items that take a page each."""

import re

import pytest

from meetings.tests.papers import parsed

COVER = ["Referat", "Havneudvalget, Birkelev Kommune", "Mødedato: 6. november 2024"]
TITLES = ["Ny kaj", "Fyrets lampe", "Takst for både", "Molens vej", "Redningskranse"]


@pytest.mark.parametrize("head", ["Havneudvalget          06-11-2024", ""])
def test_feet_and_heads_that_run_through_a_file_without_page_ends_are_no_text(head: str) -> None:
    text = "\n".join(COVER)
    for number, title in enumerate(TITLES, start=1):
        lines = [head, f"{number}. {title}", f"Sagsnr.: 24/{number}\nBeslutning\nGodkendt."]
        text += "\n\n".join(["", *lines, f"Birkelev Kommune                         {number + 2}"])
    items = parsed(text).items
    assert [item.title for item in items] == TITLES
    assert {item.text("decision") for item in items} == {"Godkendt."}


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(["Birkelev Kommune     12", "Fjordby Kommune     9"], id="a table of different words"),
        pytest.param(["Birkelev Kommune     12", "", "Birkelev Kommune     9"], id="numbers that fall"),
        pytest.param(["Antal både     12", "", "Antal både     14"], id="words that name no meeting"),
    ],
)
def test_rows_with_a_figure_at_their_end_are_text(rows: list[str]) -> None:
    text = "\n".join([*COVER, "", "1. Både", "Sagsfremstilling", "Tallene er disse.", "", *rows, "", "De er nye."])
    assert all(row.split()[0] in str(parsed(text).items) for row in filter(None, rows))


def an_item_a_page(*foot: str, head: tuple[str, ...] = (), above: str = "Beslutning") -> str:
    pages = ["\n".join(COVER)]
    for number, title in enumerate(TITLES, start=1):
        lines = [f"{number}. {title}", f"Sagsnr.: 24/{number}", "Indstilling", f"Det indstilles om {title}."]
        pages.append("\n".join([*head, *lines, above, *foot]))
    return "\f".join(pages)


@pytest.mark.parametrize(
    ("decision", "outcome"),
    [
        ("Godkendt.", "approved"),
        ("Godkendt", "approved"),
        ("Godkendt som indstillet", "approved"),
        ("Taget til efterretning.", "noted"),
        ("Udvalget tiltrådte indstillingen.", "approved"),
        ("Udsat til næste møde", "postponed"),
        ("Drøftet", "discussed"),
        ("Anbefales over for Byrådet", "recommended"),
        ("Indstillingen blev afvist", "rejected"),
    ],
)
@pytest.mark.parametrize("head", [(), ("Havneudvalget | 06-11-2024",), ("Havneudvalget 06-11-2024", "Side 2")])
def test_a_decision_at_the_foot_of_every_page_is_a_decision(decision: str, outcome: str, head: tuple[str, ...]) -> None:
    items = parsed(an_item_a_page(decision, head=head)).items
    assert [item.title for item in items] == TITLES
    assert [(item.text("decision"), item.outcome) for item in items] == [(decision, outcome)] * len(TITLES)


@pytest.mark.parametrize(
    "foot",
    [
        pytest.param(("Udvalget har besøgt", "stedet og godkendte planen."), id="of two lines"),
        pytest.param(("Godkendt.", "Fraværende: Bo Riis"), id="and who was absent"),
        pytest.param(("Godkendt.", "Formanden skriver til alle."), id="and what follows from it"),
    ],
)
def test_every_line_of_a_decision_at_the_foot_of_every_page_is_kept(foot: tuple[str, ...]) -> None:
    for item in parsed(an_item_a_page(*foot)).items:
        assert all(line in item.text("decision").replace("\n\n", " ") for line in foot)


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        pytest.param(("Birkelev Kommune", "Havneudvalget"), (), id="the council above"),
        pytest.param((), ("", "Rådhuset, Havnevej 1, 9999 Birkelev"), id="an address below"),
        pytest.param((), ("", "Birkelev Kommune Side 3 af 9"), id="a page's number below"),
        pytest.param((), ("", "Birkelev Kommune side 3 / 9"), id="a page's number of all below"),
        pytest.param((), ("Kopier link til punktet - Print",), id="a site's buttons"),
        pytest.param((), ("Tilbage til toppen", "Abonnér"), id="a site's links"),
        pytest.param(("Referat Havneudvalget den 6. november 2024",), (), id="the meeting above"),
        pytest.param(("Sagsnr. 24/1000", "Havneudvalget 06-11-2024"), (), id="the meeting's file above"),
        pytest.param(("Udskrevet fra SBSYS",), (), id="a system above"),
        pytest.param(("www.birkelev.dk",), (), id="a web address above"),
        pytest.param(("Havnevej 1, 9999 Birkelev, tlf. 99 99 99 99",), (), id="a telephone above"),
        pytest.param((), ("", "Referat godkendt den 20. november 2024"), id="when the minutes were approved"),
        pytest.param((), ("", "Side @ af ni"), id="a page counted in words below"),
        pytest.param(("Åben dagsorden - side @",), (), id="a page counted in words above"),
    ],
)
def test_what_belongs_to_the_pages_is_no_part_of_a_text(head: tuple[str, ...], foot: tuple[str, ...]) -> None:
    counted = iter(("to", "tre", "fire", "fem", "seks"))
    written = re.sub("@", lambda _: next(counted), an_item_a_page("Godkendt.", *foot, head=head))
    items = parsed(written).items
    assert [item.text("decision") for item in items] == ["Godkendt."] * len(TITLES)


def test_the_end_of_a_sentence_at_the_foot_of_every_page_is_kept() -> None:
    items = parsed(an_item_a_page("Udvalget tog orienteringen om havnen til", "efterretning.")).items
    told = "Udvalget tog orienteringen om havnen til efterretning."
    assert [item.text("decision") for item in items] == [told] * len(TITLES)


@pytest.mark.parametrize("header", ["Udskrevet fra SBSYS", "www.birkelev.dk", "Havnevej 1, tlf. 99 99 99 99"])
def test_what_an_office_prints_on_its_sheets_is_no_text_though_it_comes_once(header: str) -> None:
    cover = "\n".join(COVER)
    text = f"{cover}\n\n1. Ny kaj\nBeslutning\nGodkendt.\f{header}\n2. Fyrets lampe\nBeslutning\nDrøftet."
    assert [item.text("decision") for item in parsed(text).items] == ["Godkendt.", "Drøftet."]


def test_an_item_below_a_page_header_begins_a_page() -> None:
    pages = [
        f"KKR Nordjylland | 06-11-2024\n SIDE | {at + 2}\n1.{at}. {t}\nBeslutning\nDrøftet."
        for at, t in enumerate(TITLES, start=1)
    ]
    read = parsed("\f".join(["Referat\n\nKKR Nordjylland\nDato: 06-11-2024\n\n1. Sager", *pages]))
    assert [(item.title, item.text("decision")) for item in read.items] == [(title, "Drøftet.") for title in TITLES]


def test_a_header_of_two_pages_is_no_part_of_a_text() -> None:
    header = "Referat af møde i Havneudvalget, Birkelev Kommune"
    pages = [
        ["Referat", "Havneudvalget, Birkelev Kommune", "Mødedato: 6. november 2024"],
        [header, "", "1. Ny kaj", "Beslutning", "Godkendt."],
        [header, "", "2. Fyr", "Beslutning", "Afvist."],
    ]
    read = parsed("\f".join("\n".join(page) for page in pages))
    assert [item.text("decision") for item in read.items] == ["Godkendt.", "Afvist."]


def test_items_of_one_title_are_items() -> None:
    text = an_item_a_page("Godkendt.")
    for title in TITLES:
        text = text.replace(title, "Meddelelser")
    assert [item.number for item in parsed(text).items] == ["1", "2", "3", "4", "5"]


def test_a_decision_heading_without_text_is_told_of() -> None:
    warnings = [warning.message for warning in parsed(an_item_a_page()).warnings]
    assert "Punkt 3 har en overskrift for beslutningen, men ingen tekst under den." in warnings


def test_a_part_of_a_form_below_each_pages_title_is_no_furniture() -> None:
    pages = [
        f"{number}. {title}\nEmne\nDen er rusten.\n\nBeslutning\nGodkendt." for number, title in enumerate(TITLES, 1)
    ]
    items = parsed("\f".join(["\n".join(COVER), *pages])).items
    assert [(item.title, item.outcome) for item in items] == [(title, "approved") for title in TITLES]
