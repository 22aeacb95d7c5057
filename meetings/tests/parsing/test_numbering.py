"""Headings of items numbered in one level, in the forms of the councils."""

import pytest

from meetings.parsing.structure.outline import find_headings
from meetings.tests.papers import lines, parsed

BODY = ["Indstilling", "Det indstilles."]


def headings(*source: str) -> list[tuple[str, str]]:
    return [(heading.number, heading.title) for heading in find_headings(lines("\n".join(source)))]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param(["1. Broen"], ["2. Vejen"], [("1", "Broen"), ("2", "Vejen")], id="a number and a stop"),
        pytest.param(
            ["89. Broen"], ["90. Vejen"], [("89", "Broen"), ("90", "Vejen")], id="running on through the year"
        ),
        pytest.param(["136.: Broen"], ["137.: Vejen"], [("136", "Broen"), ("137", "Vejen")], id="a stop and a colon"),
        pytest.param(["1 : Broen"], ["2 : Vejen"], [("1", "Broen"), ("2", "Vejen")], id="a colon"),
        pytest.param(["Pkt. 42 Broen"], ["Pkt. 43 Vejen"], [("42", "Broen"), ("43", "Vejen")], id="Pkt."),
        pytest.param(["Pkt. 42", "Broen"], ["Pkt. 43", "Vejen"], [("42", "Broen"), ("43", "Vejen")], id="title below"),
        pytest.param(["Nr.178 - Broen"], ["Nr.179 - Vejen"], [("178", "Broen"), ("179", "Vejen")], id="Nr."),
        pytest.param(["Punkt 3: Broen"], ["Punkt 4: Vejen"], [("3", "Broen"), ("4", "Vejen")], id="Punkt"),
        pytest.param(
            ["Broen", "Sag nr. 129"], ["Vejen", "Sag nr. 130"], [("129", "Broen"), ("130", "Vejen")], id="above"
        ),
        pytest.param(["IV. Broen"], ["V. Vejen"], [("4", "Broen"), ("5", "Vejen")], id="roman"),
        pytest.param(["1 (Åben) Broen"], ["2 (Lukket) Vejen"], [("1", "Broen"), ("2", "Vejen")], id="open and closed"),
        pytest.param(["Punkt 3: Broen"], ["Punkt 3.b: Vejen"], [("3", "Broen"), ("3.2", "Vejen")], id="a letter"),
        pytest.param(
            ["1. Broen ( )"], ["2. Vejen (2020-0184412)"], [("1", "Broen"), ("2", "Vejen")], id="a case at the end"
        ),
        pytest.param(
            ["1. Broen", "", "1.   Broen"],
            ["2. Vejen", "", "2.   Vejen"],
            [("1", "Broen"), ("2", "Vejen")],
            id="said twice",
        ),
    ],
)
def test_items_of_one_level_are_found(first: list[str], second: list[str], expected: list[tuple[str, str]]) -> None:
    assert headings(*first, *BODY, "", *second, *BODY) == expected


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(["Indstilling", "1. Planen godkendes", "2. Planen sendes ud"], id="a list of what is recommended"),
        pytest.param(["Indstilling", "1. at planen godkendes"], id="an entry that begins in small letters"),
        pytest.param(["Kravene er:", "1. Drift", "2. Ledelse", "3. Mål"], id="a list"),
        pytest.param(["Økonomiudvalget, 03-04-2019, pkt. 42", "Godkendt."], id="a committee's item"),
        pytest.param(["I Odder er der en bro.", "I Ishøj er der ingen."], id="sentences that begin with I"),
    ],
)
def test_numbers_in_the_texts_are_no_headings(body: list[str]) -> None:
    source = ["1. Broen", *BODY, *body, "Beslutning", "Ja.", "", "2. Vejen", *BODY, *body, "Beslutning", "Ja."]
    assert headings(*source) == [("1", "Broen"), ("2", "Vejen")]


def test_items_may_be_left_out_of_what_is_published() -> None:
    assert headings("89. Broen", *BODY, "", "94. Vejen", *BODY) == [("89", "Broen"), ("94", "Vejen")]


def test_a_case_may_stand_above_its_title() -> None:
    (first, second) = find_headings(
        lines("Forside\n\nSagnr.: 1-51\n\n1. Broen\nResume\nA.\n\nSagnr.: 1-52\n\n2. Vejen\nResume\nB.")
    )
    assert (first.start, first.line, first.case_texts) == (1, 2, ("Sagnr.: 1-51",))
    assert (second.number, second.case_texts) == ("2", ("Sagnr.: 1-52",))


def test_a_list_of_contents_is_no_outline() -> None:
    contents = ["Punkter", "49. Broen", "50. Vejen", "51. Underskriftsark", ""]
    source = ["49. Broen", *BODY, "", "50. Vejen", *BODY, "", "51. Underskriftsark"]
    assert headings(*contents, *source) == [("49", "Broen"), ("50", "Vejen"), ("51", "Underskriftsark")]
    assert find_headings(lines("\n".join([*contents, *source])))[0].start > 3


def test_a_document_of_two_levels_stays_one() -> None:
    source = [
        "1. Sager",
        "1.1. Broen",
        "SAG-2025-00417",
        *BODY,
        "1. Ja",
        "2. Nej",
        "Det er alt.",
        "Det er alt.",
        "2. Nej",
        "Det er alt.",
        "",
        "2. Nyt",
        "2.1. Vejen",
        "SAG-2025-00418",
    ]
    assert headings(*source) == [("1", "Sager"), ("1.1", "Broen"), ("2", "Nyt"), ("2.1", "Vejen")]


TEXTS = ["Resume", "Sagen er ny.", "Indstilling", "Det indstilles.", "Beslutning", "Godkendt."]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("• 57. Broen", "• 58. Vejen", id="a bullet before the number"),
        pytest.param("57.Broen", "58.Vejen", id="no blank behind the stop"),
        pytest.param("57 - Broen", "58 - Vejen", id="a dash"),
        pytest.param("057. Broen", "058. Vejen", id="a nought before it"),
        pytest.param("• 57 Broen", "• 58 Vejen", id="a bullet and no stop"),
        pytest.param("PKT. 57. Broen", "PKT. 58. Vejen", id="in capitals"),
        pytest.param("Sag 57: Broen", "Sag 58: Vejen", id="Sag"),
        pytest.param("Sag 57/2024: Broen", "Sag 58/2024: Vejen", id="with the year"),
        pytest.param("57) Broen", "58) Vejen", id="a bracket"),
        pytest.param("§ 57. Broen", "§ 58. Vejen", id="a paragraph sign"),
        pytest.param("2024-57 Broen", "2024-58 Vejen", id="the year before it"),
        pytest.param("57/2024 Broen", "58/2024 Vejen", id="the year behind it"),
        pytest.param("57. Broen:", "58. Vejen:", id="a colon at the end"),
        pytest.param("57. (Offentlig) Broen", "58. (Fortroligt) Vejen", id="whether it is open, before the title"),
    ],
)
def test_every_form_of_a_number_is_known(first: str, second: str) -> None:
    assert headings(first, "", *TEXTS, "", second, "", *TEXTS) == [("57", "Broen"), ("58", "Vejen")]


@pytest.mark.parametrize(
    "without_text",
    [
        pytest.param([], id="nothing"),
        pytest.param(["Lukket punkt"], id="only that it is closed"),
        pytest.param(["Sagsnr.: 24/7"], id="only its case"),
        pytest.param(["Formanden fortalte."], id="a word without a heading"),
    ],
)
@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("end", [[], ["Bilag:"], ["Fraværende:"], ["Gem som fil:"]])
def test_an_item_without_texts_is_an_item_wherever_it_stands(
    without_text: list[str], place: int, end: list[str]
) -> None:
    source: list[str] = ["Referat", *end, ""]
    for at, title in enumerate(["Broen", "Vejen", "Havnen"]):
        source += [f"{at + 1}. {title}", "", *(without_text if at == place else [*TEXTS, *end]), ""]
    assert headings(*source) == [("1", "Broen"), ("2", "Vejen"), ("3", "Havnen")]


@pytest.mark.parametrize("gap", [[], [""]])
@pytest.mark.parametrize(
    "entries",
    [
        pytest.param(["1. Planen godkendes", "2. Planen sendes ud"], id="two"),
        pytest.param(["1. Stabil drift", "2. Fælles ledelse", "3. Klare mål"], id="three"),
        pytest.param(["Kravene er:", "1. Drift", "2. Ledelse"], id="introduced"),
        pytest.param(["1. At planen godkendes", "2. At den sendes ud"], id="in whole sentences"),
        pytest.param(["1. Planen godkendes"], id="one"),
    ],
)
@pytest.mark.parametrize("text", ["Resume", "Indstilling", "Beslutning"])
def test_a_list_in_any_text_is_no_outline(gap: list[str], entries: list[str], text: str) -> None:
    with_list = [
        part
        for line in TEXTS
        for part in ([line, *(each for entry in entries for each in (*gap, entry))] if line == text else [line])
    ]
    source = ["1. Broen", "", *with_list, "", "2. Vejen", "", *with_list, "", "3. Havnen", "", *TEXTS]
    assert headings(*source) == [("1", "Broen"), ("2", "Vejen"), ("3", "Havnen")]


def test_items_told_in_plain_words_are_items() -> None:
    source = [
        "1. Broen",
        "Den blev godkendt med den tilføjelse, at der",
        "tales om vejen.",
        "",
        "2. Vejen.",
        "Udsat.",
        "",
        "3. Havnen m.v.",
        "Intet.",
    ]
    assert headings(*source) == [("1", "Broen"), ("2", "Vejen."), ("3", "Havnen m.v.")]


def test_a_list_of_titles_is_an_outline_where_there_is_no_other() -> None:
    source = [
        "Sager til beslutning:",
        "1. Broen",
        "2. Vejen",
        "3. LUKKET PUNKT",
        "",
        "Sager til orientering:",
        "4. Havnen",
    ]
    assert headings(*source) == [("1", "Broen"), ("2", "Vejen"), ("3", "LUKKET PUNKT"), ("4", "Havnen")]


def test_an_agenda_that_the_minutes_go_through_is_told_once() -> None:
    contents = ["Dagsorden", "1. Broen", "2. Vejen", ""]
    assert headings(*contents, "Ad 1. Broen", "Den blev godkendt.", "", "Ad 2. Vejen", "Intet.") == [
        ("1", "Broen"),
        ("2", "Vejen"),
    ]


@pytest.mark.parametrize(
    "sign", ["Ad 1.", "Ad. 1:", "Ad 1", "Ad pkt. 1", "Ad punkt 1:", "Til pkt. 1:", "ad 1)", "Ad dagsordenspunkt 1)"]
)
@pytest.mark.parametrize("gap", [[], [""]])
def test_sentences_may_answer_an_agenda_by_its_numbers(sign: str, gap: list[str]) -> None:
    agenda = ["1. Godkendelse af dagsorden", "2. Broen v/ Bo Riis (bilag 1)", "3. Evt."]
    said = ["Dagsordenen blev godkendt.", "Den bliver dyr, og den", "kommer sent. Udsat.", "Næste møde er 6/12 2024."]
    answers = [
        f"{sign} {said[0]}",
        *gap,
        f"{sign.replace('1', '2')} {said[1]}",
        said[2],
        *gap,
        f"{sign.replace('1', '3')} {said[3]}",
    ]
    read = parsed(
        "\n".join(["Referat", "Byrådet, Odder Kommune", "5. marts 2024", "", "Dagsorden:", *agenda, "", *answers])
    )
    assert [(item.number, item.title, item.text("decision").replace("\n\n", " ")) for item in read.items] == [
        ("1", "Godkendelse af dagsorden", said[0]),
        ("2", "Broen v/ Bo Riis (bilag 1)", f"{said[1]} {said[2]}"),
        ("3", "Evt.", said[3]),
    ]


@pytest.mark.parametrize("entries", [["a) Ny lønaftale", "b) Julefrokost"], ["• Ny lønaftale", "• Julefrokost"]])
def test_a_list_below_a_title_without_texts_is_no_part_of_it(entries: list[str]) -> None:
    source = ["1. Dagsorden", "Godkendt.", "", "2. Meddelelser", *entries, "", "3. Evt."]
    assert headings("Referat", "", *source) == [("1", "Dagsorden"), ("2", "Meddelelser"), ("3", "Evt.")]


@pytest.mark.parametrize(
    "case", ["J.nr. 05.02.08", "Journalnr. 05.02.08", "Sagsnr.: 24/112", "KLE 05.02.08", "Sags-ID 24/1"]
)
@pytest.mark.parametrize("number", ["Sag nr. {}. ", "Sag {}:", "Punkt {}", "Pkt. {},"])
def test_a_case_may_stand_behind_the_number_and_above_the_title(number: str, case: str) -> None:
    decided = "Beslutning: Imødekommet."
    titles = ((1, "En bro"), (2, "En vej"))
    items = [f"{number.format(at)} {case}\n{title}\nDen er ny.\n{decided}" for at, title in titles]
    found = parsed("\n\n".join(["Referat\nByrådet, Odder Kommune\n5. marts 2024", *items])).items
    assert [(item.number, item.title, item.text("decision")) for item in found] == [
        ("1", "En bro", "Imødekommet."),
        ("2", "En vej", "Imødekommet."),
    ]
    assert all(item.case_number in case for item in found)


@pytest.mark.parametrize("sign", ["-", "–", "•", "*"])
@pytest.mark.parametrize(
    "below", [["Beslutning", "Taget til efterretning."], ["Byrådet, den 2. maj 2025:", "Godkendt."]]
)
def test_a_list_below_a_title_is_no_part_of_it(sign: str, below: list[str]) -> None:
    entries = [f"{sign} Sygefravær", f"{sign} Ny leder i Osted", "fra sommeren"]
    source = ["1. Broen", *below, "", "2. Orientering", *entries, *below, "", "3. Vejen", "– anden behandling", *below]
    assert headings("Referat", "", *source) == [
        ("1", "Broen"),
        ("2", "Orientering"),
        ("3", "Vejen – anden behandling"),
    ]


def test_a_lettered_list_below_a_title_is_no_part_of_it() -> None:
    source = ["1. Referat fra sidst", "2. Pladser", "a) på uddannelsen", "b) i praktik", "3. Eventuelt"]
    assert headings("Dagsorden", "", *source) == [("1", "Referat fra sidst"), ("2", "Pladser"), ("3", "Eventuelt")]


@pytest.mark.parametrize("bullet", ["", "• "])
def test_titles_without_numbers_are_items(bullet: str) -> None:
    source = [line for title in ("Broen", "Vejen") for line in (f"{bullet}{title}", "", *TEXTS, "")]
    assert headings("Referat", "", *source) == [("1", "Broen"), ("2", "Vejen")]


def test_titles_with_bullets_are_items_where_there_is_nothing_else() -> None:
    assert headings("Dagsorden", "• Broen", "• Vejen", "• Eventuelt") == [
        ("1", "Broen"),
        ("2", "Vejen"),
        ("3", "Eventuelt"),
    ]


def test_items_without_any_heading_are_told_apart_by_their_texts() -> None:
    assert headings("Referat", *TEXTS, *TEXTS) == [("1", "Punkt 1"), ("2", "Punkt 2")]


def test_one_item_without_a_number_has_the_title_above_its_texts() -> None:
    assert headings("Ny bro", "", "Den gamle er rusten.", "", *TEXTS) == [("1", "Ny bro")]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Indholdsfortegnelse1. Broen", id="behind a label"),
        pytest.param("9. Sagen fra 20131. Broen", id="behind a year, as the list of contents has it"),
        pytest.param("Planen blev godkendt.1. Broen", id="behind a sentence"),
    ],
)
def test_a_heading_glued_to_the_line_above_is_one(line: str) -> None:
    source = ["1. Broen", "2. Vejen", line, *TEXTS, "2. Vejen", *TEXTS]
    assert headings(*source) == [("1", "Broen"), ("2", "Vejen")]


def test_a_texts_name_glued_to_the_sentence_above_begins_that_text() -> None:
    (heading, _) = find_headings(lines("1. Broen\nResume\nDen er ny.Sagsfremstilling\nA.\n2. Vejen\nResume\nB."))
    assert heading.title == "Broen"
    assert "Sagsfremstilling" in [line.text for line in lines("Den er ny.Sagsfremstilling\nA.")]


@pytest.mark.parametrize(
    "title", ["Taxa i Nykøbing F.", "Valg af formand m.fl.", "Budget for havnen mv.", "Salg til Bro A/S inkl."]
)
@pytest.mark.parametrize("number", ["1.", "2.1."])
def test_a_title_may_end_in_the_stop_of_an_abbreviation(title: str, number: str) -> None:
    assert headings(f"{number} {title}", "", *TEXTS)[-1] == (number.rstrip("."), title)


@pytest.mark.parametrize("first", ["2.1", "2.0", "1.2"])
def test_the_first_item_of_two_levels_may_have_any_number(first: str) -> None:
    section = first.split(".")[0]
    found = headings(
        f"{first} Broen",
        "",
        *TEXTS,
        "",
        f"{section}.3 Vejen" if first == "1.2" else f"{section}.{int(first[-1]) + 1} Vejen",
        "",
        *TEXTS,
    )
    assert found[0][0] == first
    assert len(found) == 2


@pytest.mark.parametrize("number", ["• {}", "{}.", "• {}."])
def test_a_number_alone_above_a_title_with_a_case_begins_an_item(number: str) -> None:
    decided = "BESLUTNING: Økonomiudvalget den 19-05-2022\n\nGodkendt."
    items = [f"{number.format(at)}\nEn sag om bro {at}\nSagsid.: 21/{at}\n\n{decided}" for at in (1, 2, 3)]
    found = parsed("\n\n".join(["Økonomiudvalget", "Referat", *items])).items
    assert [(item.number, item.title, item.case_number, item.outcome) for item in found] == [
        (str(at), f"En sag om bro {at}", f"21/{at}", "approved") for at in (1, 2, 3)
    ]


@pytest.mark.parametrize("stop", ["", "."])
@pytest.mark.parametrize("title", ["En sag om bro {}", "En lang sag om\nbro {}"])
def test_a_case_between_a_number_and_a_title_is_the_items(title: str, stop: str) -> None:
    item = (
        "{0}" + stop + "\nJ.nr. 21/{0}\n" + title.replace("{}", "{0}") + "\n\nDen er rusten.\n\nBeslutning\nGodkendt."
    )
    found = parsed("\n\n".join(["Økonomiudvalget", "Referat", *(item.format(at) for at in (61, 62, 63))])).items
    assert [(one.number, " ".join(one.title.split()), one.case_number, one.outcome) for one in found] == [
        (str(at), f"{title.format(at)}".replace("\n", " "), f"21/{at}", "approved") for at in (61, 62, 63)
    ]


def test_a_heading_that_is_said_again_on_two_lines_has_the_case_below() -> None:
    item = "\n\n".join(
        ["• Pkt. {0} Sag {0}", "Pkt. {0}", "Sag {0}", "Sagsnr. 2998{0} Åbent punkt", "Beslutning", "Godkendt."]
    )
    found = parsed("\n\n".join(["Kulturudvalget", "Referat", item.format(42), item.format(43)])).items
    assert [(one.number, one.title, one.case_number, one.text("decision")) for one in found] == [
        ("42", "Sag 42", "299842", "Godkendt."),
        ("43", "Sag 43", "299843", "Godkendt."),
    ]


def test_lists_within_a_list_are_no_items() -> None:
    source = [
        line for at in (1, 2, 3) for line in (f" {at}. Emne nr. {at}", "", "  1. Første", "  2. Andet", "   1. Led")
    ]
    assert headings("Referat", "", *source) == [(str(at), f"Emne nr. {at}") for at in (1, 2, 3)]


def test_an_item_without_a_heading_has_the_case_above_its_texts() -> None:
    source = [line for at in (1, 2) for line in ("• Udskriv", f"Sagsid.: 24/{at}", "", *TEXTS, "")]
    found = find_headings(lines("\n".join(["Beslutningsprotokol", "", *source])))
    assert [(heading.title, heading.case_texts) for heading in found] == [
        ("Punkt 1", ("Sagsid.: 24/1",)),
        ("Punkt 2", ("Sagsid.: 24/2",)),
    ]


@pytest.mark.parametrize("name", ["Beslutning", "Indstilling", "Sagsfremstilling", "Resumé", "Bilag", "Økonomi"])
def test_a_texts_name_glued_to_its_text_is_a_line_of_its_own(name: str) -> None:
    assert [line.text for line in lines(f"{name}Alle var enige.")] == [name, "Alle var enige."]
    assert [line.text for line in lines(f"{name}sproces for alle")] == [f"{name}sproces for alle"]
