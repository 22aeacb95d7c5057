"""Reading takes work in proportion to the document: the calls that it makes are counted, so no clock is needed."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

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
        of_items(lambda at: f"20{at}. Kaj\n", COVER + "".join(item(at) for at in range(1, 4))), id="glued numbers"
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
    pytest.param(of_items(lambda _: "2.1. En sag\n"), id="one heading again and again"),
    pytest.param(of_items(lambda at: f"Havneudvalget i Odder {at}\n"), id="a long cover"),
    pytest.param(of_items(lambda at: f"Kajen {at} revner.\n\fHavneudvalget {at}\n", f"{COVER}1. Kaj\n"), id="pages"),
]


def calls(text: str) -> int:
    """How many calls the reading of a text makes."""
    made = 0

    def count(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal made
        made += event in {"call", "c_call"}

    given = pages(text)
    forget_lines()
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        parse_document(given)
    finally:
        sys.setprofile(before)
    return made


def forget_lines() -> None:
    """Let the reading remember no line of another document."""
    modules = [module for name, module in sys.modules.items() if name.startswith("meetings.parsing.")]
    for remembering in (value for module in modules for value in vars(module).values()):
        if hasattr(remembering, "cache_clear"):
            remembering.cache_clear()


@pytest.mark.parametrize("shape", [*SHAPES, *OF_ONE_KIND])
def test_twice_the_document_takes_twice_the_calls(shape: Callable[[int], str]) -> None:
    calls(shape(2))
    assert calls(shape(2 * ITEMS)) <= MOST * calls(shape(ITEMS))
