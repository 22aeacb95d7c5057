"""The forms in which an item's number is written, of one level and of two, and what is no item."""

import pytest

from meetings.parsing.structure.outline import find_headings
from meetings.tests.papers import lines, parsed

BODY = ["Indstilling", "Det indstilles.", "Beslutning", "Godkendt.", ""]
# `#` is the number, `@` the title.
FORMS = [
    *("# @", "#. @", "#: @", "#) @", "(#) @", "# - @", "# – @", "#.@", "• #. @"),
    *("Punkt # @", "Punkt #: @", "Punkt #. @", "Punkt nr. #: @", "PUNKT # @", "Pkt. # @", "Pkt. #: @", "Pkt # @"),
    *("Sag # @", "Sag #: @", "Sag nr. # @", "Sag nr. #: @", "Sag nr. # - @", "Nr. # @", "Dagsordenspunkt #: @"),
    *("Ad # @", "Ad #. @", "Ad. # @", "Ad #) @", "Ad pkt. # @", "§ # @", "§ #. @"),
]


def headings(*source: str) -> list[tuple[str, str]]:
    return [(heading.number, heading.title) for heading in find_headings(lines("\n".join(source)))]


def written(form: str, numbers: list[str]) -> list[str]:
    titles = ["Broen", "Vejen", "Havnen"]
    found: list[str] = []
    for number, title in zip(numbers, titles, strict=True):
        found += [form.replace("#", number).replace("@", title), *BODY]
    return found


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("numbers", [["1", "2", "3"], ["1.1", "1.2", "1.3"], ["41", "42", "43"]])
def test_items_are_found_in_whatever_form_their_number_is_written(form: str, numbers: list[str]) -> None:
    expected = list(zip(numbers, ["Broen", "Vejen", "Havnen"], strict=True))
    assert headings("Referat", "", *written(form, numbers)) == expected


@pytest.mark.parametrize(
    "numbers",
    [
        pytest.param(["TMU-41/07-O", "TMU-42/07-O", "TMU-43/07-D"], id="number and year, closed or open"),
        pytest.param(["ØU 41/2007", "ØU 42/2007", "ØU 43/2007"], id="number and whole year"),
        pytest.param(["KOM 19-041,", "KOM 19-042,", "KOM 19-043,"], id="year and number"),
    ],
)
@pytest.mark.parametrize("between", [" ", "\n"])
def test_letters_of_the_council_with_number_and_year_number_items(numbers: list[str], between: str) -> None:
    source = "\n".join(written(f"#{between}@", numbers)).split("\n")
    assert headings("Referat", "", *source) == [("41", "Broen"), ("42", "Vejen"), ("43", "Havnen")]


def test_a_number_that_has_lost_the_space_behind_it_is_an_items() -> None:
    numbers = ["80", "81", "82"]
    assert headings("Referat", "", *written("#@", numbers)) == list(
        zip(numbers, ["Broen", "Vejen", "Havnen"], strict=True)
    )


def test_letters_behind_a_number_go_on_from_it_and_the_next_number_from_them() -> None:
    numbers = ["2", "3A", "3B"]
    expected = [("2", "Broen"), ("3.1", "Vejen"), ("3.2", "Havnen")]
    assert headings("Referat", "", *written("Punkt #: @", numbers)) == expected


@pytest.mark.parametrize("number", ["Nr. 86/10", "Sag nr. 86/10", "nr. 86/10", "Nr. 123456"])
def test_the_number_of_something_else_is_not_torn_into_an_item(number: str) -> None:
    source = [*written("#. @", ["1", "2", "3"]), "", f"{number} Havnens plan", "Planen er sendt ud."]
    assert headings("Referat", "", *source) == [("1", "Broen"), ("2", "Vejen"), ("3", "Havnen")]
    assert headings("Referat", "", f"{number} Havnens plan", "", *source)[0] == ("1", "Broen")


@pytest.mark.parametrize(
    "line",
    [
        *("3. orientering fra havnene", "3. Beslutninger", "3. Orientering om broen, som nu er åben. Se bilag."),
        *("3. Indledende drøftelse af årets planer og de næste års. Se bilag.", "3) siden sidst"),
    ],
)
def test_the_only_line_with_a_number_that_is_missing_between_titles_is_an_item(line: str) -> None:
    around = ["1. Dagsorden", "Godkendt.", "", "2. Takster", "Drøftet.", "", line, "Formanden fortalte.", ""]
    found = headings("Referat", "", *around, "4. Broen", "Drøftet.", "", "5. Eventuelt - næste møde er i maj.", "Slut.")
    assert [number for number, _ in found] == ["1", "2", "3", "4", "5"]
    assert found[2][1] == line[3:]


@pytest.mark.parametrize("within", [["1. Den ene", "2. Den anden", "3. den tredje"], ["Planen er", "3. klar"]])
def test_a_list_between_titles_has_no_missing_number(within: list[str]) -> None:
    source = ["1. Dagsorden", "Godkendt.", "", "2. Takster", *within, "", "4. Broen", "Drøftet."]
    assert "3" not in dict(headings("Referat", "", *source))


@pytest.mark.parametrize("said", ["ok", "intet.", "godkendt", "taget til efterretning", "udgår"])
def test_what_was_said_in_a_word_below_a_title_is_no_part_of_it(said: str) -> None:
    source = "Havneudvalget\nReferat\n4. marts 2024\n\n1. Broen\n{0}\n\n2. Vejen\n{0}\n\n3. Evt.\n{0}\n"
    assert [item.title for item in parsed(source.format(said)).items] == ["Broen", "Vejen", "Evt."]


def test_a_list_with_bullets_within_one_item_has_no_items() -> None:
    within = ["• Klubben", "  Per fortalte om klubben.", "• Havnen", "  Ida fortalte om havnen."]
    source = ["1. Dagsorden", "Godkendt", "", "2. Nyt fra husene", "", *within, "", "3. Budget", "Drøftet", ""]
    assert [title for _, title in headings("Referat", "", *source)] == ["Dagsorden", "Nyt fra husene", "Budget"]


def test_the_year_may_stand_behind_the_number_of_an_item() -> None:
    expected = [("41", "Broen"), ("42", "Vejen"), ("43", "Havnen")]
    assert headings("Referat", "", *written("Punkt #/24 @", ["41", "42", "43"])) == expected


def test_a_list_of_contents_with_pages_behind_a_gap_has_no_items() -> None:
    contents = ["Punkt 0: Forside          1", "Punkt 1: Broen          2", "Punkt 2: Vejen          5", ""]
    source = written("Punkt #: @", ["1", "2", "3"])
    assert headings("Referat", "", *contents, *source) == [("1", "Broen"), ("2", "Vejen"), ("3", "Havnen")]


@pytest.mark.parametrize("word", ["Punkt", "Pkt.", "Sag nr.", "Dagsordenspunkt"])
@pytest.mark.parametrize(
    ("numbers", "case"),
    [
        (["1", "2", "3"], []),
        (["1.1", "1.2", "1.3"], []),
        (["1", "2", "3"], ["Sagsnr.: 24/1902"]),
        (["1", "2", "3"], ["Acadre sagsnr. 24/1902", "Åben sag"]),
    ],
)
def test_a_number_may_stand_on_a_line_of_its_own_above_the_title(
    word: str, numbers: list[str], case: list[str]
) -> None:
    source: list[str] = []
    for number, title in zip(numbers, ["Broen", "Vejen", "Havnen"], strict=True):
        source += [f"{word} {number}", *case, title, *BODY]
    assert headings("Referat", "", *source) == list(zip(numbers, ["Broen", "Vejen", "Havnen"], strict=True))


LABELS = ["Sagsforløb: HU-KB - Åben sag", "Mødedato: 06.11.2024", "Sagsbehandler: Ane Juul"]


@pytest.mark.parametrize(
    ("number", "case", "labels", "gap"),
    [
        ("Punkt: #     Acadre sagsnr.: 24/190#     Journalnr.: 08.01.00A00", [], LABELS, [""]),
        ("Punkt # J.nr. 24/190#", [], [], []),
        ("Punkt #", ["Sagsnr.: 24/190#"], LABELS, [""]),
        ("\nPunkt #", ["", "Sagsnr. 24/190#"], [], [""]),
        ("#", ["", "08.01.00-P20-#-24"], [], [""]),
    ],
)
def test_case_and_labels_may_stand_between_number_and_title(
    number: str, case: list[str], labels: list[str], gap: list[str]
) -> None:
    source: list[str] = []
    for at, title in zip("123", ["Broen", "Vejen", "Havnen"], strict=True):
        above = [line.replace("#", at) for line in (number, *case)]
        source += ["Havneudvalget", *above, *labels, *gap, title, "", *BODY]
    items = parsed("\n".join(["Referat", "Havneudvalget den 6. november 2024", "", *source])).items
    assert [(item.number, item.title) for item in items] == [("1", "Broen"), ("2", "Vejen"), ("3", "Havnen")]
    assert all(item.case_number.replace("08.01.00-P20", "") for item in items)


@pytest.mark.parametrize("access", ["Åbent", "Lukket", "(Åben)"])
def test_a_column_may_say_whether_an_item_is_open(access: str) -> None:
    source = [f"{at}  {access}         {title}\n" + "\n".join(BODY) for at, title in enumerate(["Broen", "Vejen"], 1)]
    assert headings("Referat", "", *source) == [("1", "Broen"), ("2", "Vejen")]


@pytest.mark.parametrize(
    "points",
    [
        pytest.param(["Ad 1. Godkendt.", "Ad 2. Udsat.", "Ad 3. Godkendt."], id="Ad"),
        pytest.param(["(1) Planen sendes ud", "(2) Planen trykkes", "(3) Planen gemmes"], id="brackets"),
        pytest.param(["§ 1 Formål", "§ 2 Navn", "§ 3 Møder", "§ 4 Regnskab"], id="paragraphs"),
        pytest.param(["Punkt 1.1 Navn", "Punkt 1.2 Møder"], id="two levels"),
        pytest.param(["1.1) Navn", "1.2) Møder"], id="two levels with a bracket"),
    ],
)
@pytest.mark.parametrize("gap", [[], [""]])
def test_points_within_a_text_are_no_items(points: list[str], gap: list[str]) -> None:
    text = [line for point in points for line in (*gap, point)]
    source = ["Referat", "", "1. Broen", *BODY[:2], "Beslutning", *text, "", "2. Vejen", *BODY]
    assert headings(*source) == [("1", "Broen"), ("2", "Vejen")]


def test_the_first_numbered_line_below_a_recommendation_is_a_point_of_it() -> None:
    source = ["Referat", "", "Broen", "", "Indstilling", "Forvaltningen indstiller, at", "1. Broen bygges.", ""]
    assert headings(*source, "Beslutning", "Godkendt.") == [("1", "Broen")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Møde med kommunen. Mødet bliver d. 16. eller d. 19.",
        "Skolen søger om penge til en bus til lejrskolen i år.",
        "Hvad gør vi, når hallen er lukket?",
    ],
)
def test_a_title_that_is_a_sentence_carries_on_the_numbers_between_others(sentence: str) -> None:
    source = [
        "Referat",
        "",
        "1. Meddelelser",
        "",
        "Der er nyt.",
        "",
        f"2. {sentence}",
        "",
        "Der er aftalt et møde.",
        "",
    ]
    found = headings(*source, "3. Havnen", "", "Den er lang.")
    assert [number for number, _ in found] == ["1", "2", "3"]


def test_sentences_at_the_end_of_the_numbers_are_a_list() -> None:
    source = ["Referat", "", "1. Meddelelser", "", "Der er nyt.", "", "2. Havnen", "", "Den er lang.", ""]
    more = ["3. Den skal gøres endnu længere i år.", "", "4. Den skal males af foreningen.", ""]
    assert headings(*source, *more) == [("1", "Meddelelser"), ("2", "Havnen")]


def test_a_file_below_a_title_is_no_part_of_it() -> None:
    source = ["Referat", "", "1. Broen", "plan_for_broen.pdf", *BODY, "2. Vejen", "application/pdf icon vej.pdf", *BODY]
    assert headings(*source) == [("1", "Broen"), ("2", "Vejen")]


def test_titles_of_a_list_that_was_saved_as_ones_are_items_also_where_a_sentence_stands_below() -> None:
    source = ["Referat", ""]
    for title in ("Broen", "Vejen", "Havnen"):
        source += [f"1. {title}", "", "Referat:", "", "Drøftet.", ""]
    found = headings(*source, "1. Årsberetning 2015.", "", "Godkendelse af et udkast.", "", "Referat:", "", "Godkendt.")
    assert [title for _, title in found] == ["Broen", "Vejen", "Havnen", "Årsberetning 2015."]


def test_an_agendas_list_is_answered_by_numbers_alone() -> None:
    agenda = ["Referat", "", "1. Broen", "2. Vejen", "3. Havnen", ""]
    for ad in ("Ad. {}.", "Ad {}", "Ad.{}.", "Ad pkt. {}:"):
        answers = [line for at in (1, 2, 3) for line in (ad.format(at), f"Punkt {at} blev drøftet.", "")]
        assert headings(*agenda, *answers) == [("1", "Broen"), ("2", "Vejen"), ("3", "Havnen")]


def test_numbered_paragraphs_from_one_on_are_items_where_nothing_else_is() -> None:
    paragraphs = ["1. Regnskabet blev gennemgået.", "2. Der holdes fest i juni.", "3. Evt.", "4. Mødet sluttede sent."]
    source = ["Referat", "", *(line for each in paragraphs for line in (each, "Alle var enige.", ""))]
    assert [number for number, _ in headings(*source)] == ["1", "2", "3", "4"]


def test_an_item_may_have_the_last_figures_of_the_year_behind_its_number() -> None:
    source = [line for at in (44, 45) for line in (f"{at}/09 Takst {at}", "J.nr. 1-30-1", *BODY)]
    assert headings("Referat", "", *source) == [("44", "Takst 44"), ("45", "Takst 45")]
    source = [line for at in (9, 10) for line in (f"26-{at:03} Takst {at}", "Sagsfremstilling:", *BODY)]
    assert headings("Referat", "", *source) == [("9", "Takst 9"), ("10", "Takst 10")]


def test_people_named_below_a_title_are_no_part_of_it() -> None:
    source = ["Nr.143 - Broen", "Ane Holk (A), Bo Riis (V)", *BODY, "Nr.144 - Vejen", "Sagsnr.: 18/24758", *BODY]
    assert headings("Referat", "", *source) == [("143", "Broen"), ("144", "Vejen")]


def test_the_first_item_is_one_also_below_a_title_that_names_a_text() -> None:
    agenda = ["1. Broen", "2. Vejen", "", "PROTOKOL", "fra et møde", "", "1. Broen", "", "Den er lang.", ""]
    found = headings("PROTOKOL", *agenda, "Beslutning: Godkendt.", "", "2. Vejen", "", "Beslutning: Udsat.")
    assert found == [("1", "Broen"), ("2", "Vejen")]


@pytest.mark.parametrize("form", ["# @", "#    @", "(#) @", "Sag # @", "§ # @"])
def test_titles_alone_are_items_in_a_form_without_a_stop_too(form: str) -> None:
    titles = ["Broen", "Vejen", "Havnen"]
    agenda = [
        line for at, title in enumerate(titles, 1) for line in (form.replace("#", str(at)).replace("@", title), "")
    ]
    assert [title for _, title in headings("Dagsorden", "Havnerådet", "", *agenda)] == titles


def test_titles_below_their_numbers_are_items_where_no_line_stands_apart() -> None:
    agenda = [line for at, title in enumerate(["Broen", "Vejen", "Havnen"], 1) for line in (f"Punkt {at}", title)]
    assert [title for _, title in headings("Dagsorden", *agenda, "Havnen er lang.")] == ["Broen", "Vejen", "Havnen"]


def test_the_first_items_case_stands_between_the_contents_and_its_title() -> None:
    contents = ["Pkt. Tekst", "31 Takster", "32 Havnen"]
    items = [
        line
        for at, title in ((31, "Takster"), (32, "Havnen"))
        for line in (f"00.01.00-G01-{at}-25", "", f"{at}. {title}", *BODY)
    ]
    document = parsed("\n".join(["Referat", "", *contents, *items]))
    assert [item.case_number for item in document.items] == ["00.01.00-G01-31-25", "00.01.00-G01-32-25"]


@pytest.mark.parametrize("stop", [".", ""])
@pytest.mark.parametrize(
    "title",
    ["Lukket punkt: Salg af grund", "Lukket - Personsag", "Fortroligt: Udbud", "Salg - LUKKET SAG", "Salg (lukket)"],
)
def test_a_closed_item_is_one_where_nothing_stands_apart(title: str, stop: str) -> None:
    body = [line for line in BODY if line]
    numbers = ["1", "2", "3", "4"] if stop or title.startswith(("Lukket", "Fortroligt")) else ["1", "3"]
    source = [f"1{stop} Broen", *body, f"2{stop} {title}", f"3{stop} Vejen", *body, f"4{stop} {title}"]
    assert [number for number, _ in headings("Havneudvalget", "", *source)] == numbers
