"""Reading takes work in proportion to the document: the calls that it makes are counted, so no clock is needed."""

import sys
from collections.abc import Callable
from time import process_time
from types import FrameType
from typing import Any

import pytest

from meetings.parsing.lines.html import html_pages
from meetings.parsing.parser import parse_document
from meetings.tests.papers import pages

COVER = "Referat\nHavneudvalget, Birkelev Kommune\nMødedato: 6. november 2024\n\n"
# Twice the document may take so many times the calls: twice, and what is the same for every document.
MOST = 2.3
ITEMS = 60


def item(number: int) -> str:
    """An item with a case, a list in its recommendation, and who was absent."""
    texts = [
        "Resume",
        "Kajen revner.",
        "Indstilling",
        "Direktøren indstiller,",
        "1. at kajen rives ned",
        "2. at den males",
    ]
    decided = ["", "Beslutning", "Godkendt.", "Fraværende: Bo Riis (A)", "", ""]
    return "\n".join([f"{number}. Sag om kaj {number}", f"Sagsnr.: 24/{number}", *texts, *decided])


def person(number: int) -> str:
    """Somebody of a long list, each with a name of her own."""
    letters = "".join(chr(ord("a") + number // 26**place % 26) for place in range(3))
    return f"Ane Holk{letters} (A)"


def within_item(field: str, line: str, count: int) -> str:
    """A document of one item, which has the same line again and again but for a number at its end."""
    lines = "".join(f"{line} {number}\n" for number in range(count))
    return f"{COVER}1. Kaj\n{field}\n{lines}\nBilag\nEt.\n\n2. Mole\nBeslutning\nGodkendt.\n"


def of_items(one: Callable[[int], str], cover: str = COVER) -> Callable[[int], str]:
    return lambda count: cover + "".join(one(number) for number in range(1, count + 1))


SHAPES = [
    pytest.param(of_items(item), id="items"),
    pytest.param(of_items(lambda at: f"{item(at)}\f"), id="an item a page"),
    pytest.param(
        of_items(lambda at: f"Kaj {'i' * (at % 7)}\n\nResume\nRevner.\n\nBeslutning\nGodkendt.\n\n"), id="no numbers"
    ),
    pytest.param(of_items(lambda _: "Resume\nRevner.\nBeslutning\nGodkendt.\n"), id="no headings"),
    pytest.param(of_items(lambda at: f"1. Kaj {at}\n\nReferat:\nGodkendt.\n\n"), id="all numbered one"),
    pytest.param(of_items(lambda at: f"{at}. Kaj nummer {at}\n"), id="titles only"),
    pytest.param(of_items(lambda at: f"{at}. Kaj {at}\nUdvalget godkendte kajen.\n\n"), id="plain words"),
    pytest.param(
        of_items(lambda at: f"1.{at}. Kaj {at}\nSAG-2024-{at:05}\nBaggrund\nA.\n\n", COVER + "1. Sager\n\n"),
        id="two levels",
    ),
    pytest.param(
        of_items(lambda at: f"Byrådet den {at % 28 + 1}. maj 2024:\nAnbefales.\n", COVER + "1. Kaj\nResume\nA.\n"),
        id="earlier decisions",
    ),
    pytest.param(of_items(lambda at: f"{at}. Drift\n", COVER + "1. Kaj\nIndstilling\n"), id="a list"),
    pytest.param(of_items(lambda at: f"Beslutning\nGodkendt {at}.\n", COVER + "1. Kaj\n"), id="one item's decisions"),
    pytest.param(
        lambda count: (
            of_items(lambda at: f"{2 * at}. Lukket punkt\n{2 * at + 1}. Sag om kaj {2 * at + 1}\n")(count)
            + "".join(f"\n{item(2 * at + 1)}" for at in range(1, count + 1))
        ),
        id="closed items of the contents",
    ),
    pytest.param(of_items(lambda at: f"\nLukkede punkter\n1. Kaj {at}\n2. Mole {at}\n"), id="parts from one on"),
    pytest.param(lambda count: COVER + "".join(f"{at}. Kaj ny" for at in range(1, count + 1)), id="a list on a line"),
    pytest.param(
        of_items(lambda at: f"A. Kajer\n\n{at}. Kaj {at}\nA. Kajer\nSagsnr.: 24/{at}\nBeslutning\nUdsat.\n"),
        id="a part's heading below each title",
    ),
    pytest.param(
        of_items(lambda at: f"20{at}. Kaj\n", COVER + "".join(item(at) for at in range(1, 4))), id="glued numbers"
    ),
]

# What the stages that put lines together, or tell them from the pages', are given much of.
OF_STAGES = [
    pytest.param(of_items(lambda at: f"{at}.\nKaj {at}\n\nResume\nRevner.\n\n"), id="numbers alone above titles"),
    pytest.param(of_items(lambda at: f"{at}\nKaj {at}\nGodkendt.\n\n"), id="bare numbers above titles"),
    pytest.param(of_items(lambda at: f"Kaj {at}\n{at}.\n\nResume\nRevner.\n\n"), id="numbers below titles"),
    pytest.param(
        of_items(lambda at: f"{at}. Kaj {at}\nBeslutning i Havneudvalget den\n6. november 2024\nGodkendt.\n\n"),
        id="broken headings of decisions",
    ),
    pytest.param(of_items(lambda at: f"{item(at)}\nSide {at} af 999\n\f"), id="numbers of pages"),
    pytest.param(of_items(lambda at: f"{item(at)}\n\n{at}\n"), id="numbers of pages without page ends"),
    pytest.param(of_items(lambda at: f"## {at}. **Kaj {at}**\n---\n**Beslutning:** Godkendt.\n\n"), id="markup"),
    pytest.param(
        of_items(lambda at: f"| Odder | {at} | {at + 1} |\n", COVER + "1. Kaj\nResume\n"), id="rows with pipes"
    ),
    pytest.param(of_items(lambda at: f"Udvalget for\nHavne {'i' * (at % 7)} og\n"), id="names broken on a cover"),
    pytest.param(
        of_items(lambda at: f"[{at}] Kaj {at}\nIndstilling - Rives ned.\nBeslutning - Godkendt.\n\n"), id="dashes"
    ),
    pytest.param(
        of_items(lambda at: f"Ane Holk{'i' * (at % 9)} [A]; Bo Riis{'k' * (at % 7)} / V\n", f"{COVER}Deltagere\n"),
        id="parties in signs",
    ),
]

# Documents that are much of one kind: `count` is scaled, so that each makes about as many calls as the others.
OF_ONE_KIND = [
    pytest.param(lambda count: within_item("Sagsfremstilling", "Kajen revner mere og mere.", 20 * count), id="lines"),
    pytest.param(lambda count: within_item("Beslutning", "Udvalget godkendte kajen.", 5 * count), id="decided lines"),
    pytest.param(lambda count: within_item("Beslutning", "Ane Holk stemte for.", 5 * count), id="votes by name"),
    pytest.param(lambda count: within_item("Beslutning", "For: 5 (A, V) Imod: 3", count), id="votes in figures"),
    pytest.param(lambda count: within_item("Beslutning", "Vi udpegede Ane Holk (A).", 3 * count), id="appointments"),
    pytest.param(lambda count: within_item("Indstilling", "- at kajen rives ned", 5 * count), id="a long list"),
    pytest.param(lambda count: within_item("Sagsfremstilling", "./. Om kajen", 5 * count), id="attachments"),
    pytest.param(lambda count: within_item("Sagsfremstilling", "sagsbe-\nhandling", 5 * count), id="broken words"),
    pytest.param(lambda count: within_item("Sagsfremstilling", "Odder   1   2", 5 * count), id="rows of a table"),
    pytest.param(
        lambda count: COVER + "1. Kaj\nBeslutning\n" + "For stemte 5 (A, B), imod 3 " * 2 * count, id="votes on a line"
    ),
    pytest.param(
        lambda count: COVER + "Deltagere\n" + "".join(f"{person(at)}\n" for at in range(2 * count)) + item(1),
        id="participants",
    ),
    pytest.param(
        lambda count: COVER + "Deltagere: " + ", ".join(person(at) for at in range(2 * count)) + "\n\n" + item(1),
        id="participants on a line",
    ),
    pytest.param(
        of_items(lambda at: f"{at}. Kaj\nBeslutning\nGodkendt.\nFraværende: {person(at)}\n\n"),
        id="others absent in each",
    ),
    pytest.param(
        lambda count: of_items(lambda at: f"{at}. Kaj {at}\n")(count) + "\n" + of_items(item, "")(count),
        id="a list of contents",
    ),
    pytest.param(
        lambda count: of_items(lambda at: f"{at}. Kaj {at} ..... {at}\n")(count) + "\n" + of_items(item, "")(count),
        id="a list of contents with pages",
    ),
    pytest.param(
        of_items(lambda at: f"{at // 9 % 3 + 1}.{at // 3 % 3 + 1}.{at % 3 + 1}. Kaj {at}\nGodkendt.\n"),
        id="three levels",
    ),
    pytest.param(
        lambda count: within_item("Beslutning", f"Fravær: {', '.join(map(person, range(9)))} fik kaffe.", count),
        id="names of whom nothing is told",
    ),
    pytest.param(
        lambda count: within_item("Beslutning", "Der mødte ingen, deltog ikke og forlod i stedet for.", 3 * count),
        id="attendance of nobody",
    ),
    pytest.param(of_items(lambda _: "2.1. En sag\n"), id="one heading again and again"),
    pytest.param(of_items(lambda at: f"Havneudvalget i Odder {at}\n"), id="a long cover"),
    pytest.param(of_items(lambda at: f"Kajen {at} revner.\n\fHavneudvalget {at}\n", f"{COVER}1. Kaj\n"), id="pages"),
]


def calls(text: str) -> int:
    """How many calls the reading of a text makes."""
    given = pages(text)
    forget_lines()
    return calls_of(lambda: parse_document(given))


def calls_of(work: Callable[[], object]) -> int:
    """How many calls some work makes."""
    made = 0

    def count(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal made
        made += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return made


@pytest.mark.parametrize(
    "one",
    [
        pytest.param("<h2>{0}. Kaj {0}</h2><h3>Beslutning</h3><p>Godkendt.</p>", id="headings"),
        pytest.param("<table><tr><td>Odder</td><td>{0}</td></tr></table>", id="tables"),
        pytest.param("<ul><li>Kaj {0}<ul><li>Mole</li></ul></li></ul>", id="lists"),
        pytest.param("<div><span>Kaj</span> <b>{0}</b><br>Mole</div>", id="within lines"),
    ],
)
def test_twice_the_web_page_takes_twice_the_calls(one: str) -> None:
    def of(count: int) -> int:
        body = "".join(one.format(number) for number in range(1, count + 1))
        return calls_of(lambda: html_pages(f"<html><body><h1>Referat</h1>{body}</body></html>"))

    of(2)
    assert of(2 * ITEMS) <= MOST * of(ITEMS)


# In seconds of the processor: a sentence takes some ms. One whose parts a pattern tries in every way takes hours.
LONGEST_FOR_A_SENTENCE = 0.5


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("Ane Mie Holk, " * 60 + "der drak kaffe, sendte afbud.", id="names of three words"),
        pytest.param("Ane Mie Holk (A), Odder Kommune, " * 40 + "fik afbud.", id="names with their municipalities"),
        pytest.param("for Ane Mie Holk " * 60 + "mødte stedfortræder.", id="names in whose place somebody came"),
        pytest.param("og Ane Mie Holk og Bo " * 60 + "deltog.", id="names with small words"),
        pytest.param("Afbud fra Ane-Marie Holk-Riis " * 40, id="apologies again and again"),
        pytest.param("mødte ikke og deltog for stedfortræder, forlod " * 30, id="verbs without names"),
        pytest.param("Det ønskes, at " + "Ane-Marie Holk-Riis, " * 60 + "drikker kaffe.", id="names with hyphens"),
        pytest.param("Imod stemte " + "Ane-Marie (A-B) og K-L-M, " * 50, id="parties with hyphens"),
        pytest.param("stemte for, " * 100, id="votes without voters"),
        pytest.param("For stemte 5 (" * 60, id="brackets that are not closed"),
    ],
)
def test_a_long_sentence_is_read_at_once(sentence: str) -> None:
    given = pages(f"{COVER}Deltagere\nBo Riis (A)\n\n1. Kaj\nBeslutning\n{sentence}\n")
    began = process_time()
    parse_document(given)
    assert process_time() - began < LONGEST_FOR_A_SENTENCE


def forget_lines() -> None:
    """Let the reading remember no line of another document."""
    modules = [module for name, module in sys.modules.items() if name.startswith("meetings.parsing.")]
    for remembering in (value for module in modules for value in vars(module).values()):
        if hasattr(remembering, "cache_clear"):
            remembering.cache_clear()


@pytest.mark.parametrize("shape", [*SHAPES, *OF_STAGES, *OF_ONE_KIND])
def test_twice_the_document_takes_twice_the_calls(shape: Callable[[int], str]) -> None:
    # What is made once and for all, such as an expression that only some texts need, counts for neither.
    calls(shape(ITEMS))
    assert calls(shape(2 * ITEMS)) <= MOST * calls(shape(ITEMS))
