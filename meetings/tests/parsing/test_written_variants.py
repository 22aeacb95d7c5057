"""One meeting, written as people write: numbers, names of texts and signs in every form say the same."""

import pytest

from meetings.parsing.structure.fields import field_heading
from meetings.parsing.structure.markup import is_rule, without_markup
from meetings.tests.papers import lines, parsed

TITLES = ("Ny bro", "Vejen til havnen", "Eventuelt")
COVER = "Havneudvalget, Birkelev Kommune\nReferat\nMødedato: 6. november 2024\n\n"


def minutes(number: str = "# @", name: str = "%", gap: str = "\n", numbers: tuple[str, ...] = ("1", "2", "3")) -> str:
    """Minutes of three items: `#` in `number` is the item's number and `@` its title, `%` in `name` a text's name."""
    written = COVER
    for at, title in zip(numbers, TITLES, strict=True):
        written += number.replace("#", at).replace("@", title) + f"\n{gap}"
        written += name.replace("%", "Indstilling") + f"\n{gap}Det indstilles, at sagen godkendes.\n{gap}"
        written += name.replace("%", "Beslutning") + f"\n{gap}Godkendt.\n\n"
    return written


def read(text: str) -> list[tuple[str, str, str, str]]:
    items = parsed(text).items
    return [(item.number, item.title, item.text("recommendation"), item.text("decision")) for item in items]


def expected(numbers: tuple[str, ...] = ("1", "2", "3")) -> list[tuple[str, str, str, str]]:
    pairs = zip(numbers, TITLES, strict=True)
    return [(number, title, "Det indstilles, at sagen godkendes.", "Godkendt.") for number, title in pairs]


@pytest.mark.parametrize("gap", ["", "\n"])
@pytest.mark.parametrize(
    "number",
    [
        *("[#] @", "# — @", "#. - @", "# | @", "#/ @", "SAG # @", "#. punkt: @", "Punkt #, @", "#. (Åbent) @"),
        *("Emne #: @", "Mødepunkt #: @", "Åbent punkt #. @", "Beslutningssag #: @", "# (Åben) @"),
        *("→ #. @", "» #. @", "➢ Punkt #: @", "- #) @"),
        *("## #. @", "#. @\n=======", "#. @\n-------", "______________\n#. @", "**#. @**", "**#.** @", "*#. @*"),
        *("__#. @__", "### **Punkt #: @**", "* #. @", "• #. @", "\uf0b7 #. @"),
        *("#.\n@", "#\n@", "#)\n@", "• #\n@", "Punkt #\n@", "Punkt #:\n@", "#.\n\n@", "PUNKT #.\n\n@"),
    ],
)
@pytest.mark.parametrize("numbers", [("1", "2", "3"), ("1.1", "1.2", "1.3")])
def test_an_items_number_may_be_written_in_any_form(number: str, gap: str, numbers: tuple[str, ...]) -> None:
    marks = number.replace("## #. @", "\x01 #. @").replace("### **", "\x02**")
    text = minutes(marks, gap=gap, numbers=numbers).replace("\x01", "##").replace("\x02", "### ")
    assert read(text) == expected(numbers)


@pytest.mark.parametrize("gap", ["", "\n"])
@pytest.mark.parametrize(
    "name",
    [
        *("%", "%:", "% :", "% -", "% –", "%.", "• %", "- %", "**%**", "**%:**", "**%**:", "*%*", "_%_", "__%__"),
        *("### %", "#### %:", "> %", "== % ==", "*** % ***", "[%]", "»%«", '"%"', "%\n:", "%\n====", "%\n----"),
        *("%\n__________", "   %", "\t%", "%:::"),
    ],
)
def test_a_texts_name_may_have_any_sign_around_it(name: str, gap: str) -> None:
    assert read(minutes("#. @", name, gap)) == expected()


@pytest.mark.parametrize("between", [": ", ":", " : ", " - ", " – ", " — ", ". ", ":\t", ":     "])
def test_a_text_may_follow_its_name_on_the_line(between: str) -> None:
    written = minutes("#. @", gap="").replace("Indstilling\n", f"Indstilling{between}")
    assert read(written.replace("Beslutning\n", f"Beslutning{between}")) == expected()


@pytest.mark.parametrize(
    "name",
    [
        *("Beslutningen", "Mødebeslutning", "Udvalgsbeslutning", "Beslutning/konklusion", "Konklusion og beslutning"),
        *("Drøftelse", "Drøftelse og beslutning", "Referat/beslutning", "Behandling/beslutning", "Aftale", "Udfald"),
        *("Afgørelsen", "Konklusionen", "Referat af punktet", "Beslutning truffet", "Truffet beslutning", "Udfald"),
        *("Beslutning i udvalget", "Resultat af behandlingen", "BESLUTNING", "B e s l u t n i n g", "beslutning:"),
        *("Beslutning (Havneudvalget den 6. november 2024)", "Vedtagelse", "Beslutningstekst", "Endelig beslutning"),
    ],
)
def test_nouns_that_name_a_decision_name_it_together_too(name: str) -> None:
    items = parsed(minutes("#. @").replace("Beslutning\n", f"{name}\n")).items
    assert [item.outcome for item in items] == ["approved"] * 3
    assert {item.text("decision").removeprefix(name).strip() for item in items} == {"Godkendt."}
    assert {item.text("recommendation") for item in items} == {"Det indstilles, at sagen godkendes."}


@pytest.mark.parametrize(
    "line",
    [
        *("Det indstilles.", "Vedtaget.", "Vedtaget. Imod stemte Ø.", "Referat - Byrådet den 3. maj 2024"),
        *("Konklusion - og dermed slut.", "Drøftelse af budgettet", "Aftale om busser", "Behandling af sagen om broen"),
        *("sagsfremstilling", "- Indstilling om broen", "Sagen. Den er lang.", "Oplysning af gadebelysningen er dyr."),
    ],
)
def test_a_line_that_only_begins_as_a_name_does_is_text(line: str) -> None:
    heading = field_heading(line)
    assert heading is None or heading.is_weak or heading.is_kept


def test_a_word_that_stands_apart_below_a_recommendation_heads_the_next_text() -> None:
    text = minutes("#. @").replace("Beslutning\n", "Fakta om sagen\n\nBroen er lang.\n\nBeslutning\n", 1)
    (first, *_) = parsed(text.replace("Fakta om sagen", "Nøgletal")).items
    assert first.text("recommendation") == "Det indstilles, at sagen godkendes."
    assert "Broen er lang." in first.text("presentation")


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("**Beslutning:** Godkendt.", "Beslutning: Godkendt."),
        ("Vi gav **5 mio. kr.** til broen", "Vi gav 5 mio. kr. til broen"),
        ("a * b og c * d", "a * b og c * d"),
        ("filen bro_og_vej_2 findes", "filen bro_og_vej_2 findes"),
        ("2**3 og 4**5", "2**3 og 4**5"),
        ("#bro", "#bro"),
        ("Tal i pct. *)", "Tal i pct. *)"),
        ("* Kun delvist", "• Kun delvist"),
        ("<b>fed</b> {{ 7*7 }}", "<b>fed</b> {{ 7*7 }}"),
        ("— Nej, sagde hun", "— Nej, sagde hun"),
    ],
)
def test_only_signs_that_are_for_looks_are_taken_off(written: str, plain: str) -> None:
    assert without_markup(written) == plain


@pytest.mark.parametrize("rule", ["---", "=====", "_____________", "* * *", "~~~~", "–––––", "- - - - -"])
def test_a_rule_is_no_text(rule: str) -> None:
    assert is_rule(rule)
    assert [line.text for line in lines(f"Bro\n{rule}\nVej")] == ["Bro", "Vej"]
    assert lines(f"Bro\n{rule}\nVej")[1].gap


@pytest.mark.parametrize("text", ["--", "- 3 -", "…", "-–- nej", "./."])
def test_other_lines_of_signs_are_no_rules(text: str) -> None:
    assert not is_rule(text)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(["I 2023", "2023", "Odder", "2024", "Randers"], id="years"),
        pytest.param(["Mødet er den", "15.", "Kommunerne bestiller selv ruterne."], id="the end of a sentence"),
        pytest.param(["Odder", "12", "Randers", "40", "Skive", "7"], id="cells"),
    ],
)
def test_a_number_alone_in_a_text_is_no_item(body: list[str]) -> None:
    text = minutes("#. @").replace("Det indstilles, at sagen godkendes.", "\n".join(body), 1)
    assert [item.title for item in parsed(text).items] == list(TITLES)
