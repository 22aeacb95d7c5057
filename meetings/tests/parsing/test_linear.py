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


def calls(text: str) -> int:
    """How many calls the reading of a text makes."""
    made = 0

    def count(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal made
        made += event in {"call", "c_call"}

    given = pages(text)
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        parse_document(given)
    finally:
        sys.setprofile(before)
    return made


@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_document_takes_twice_the_calls(shape: Callable[[int], str]) -> None:
    calls(shape(2))
    assert calls(shape(2 * ITEMS)) <= MOST * calls(shape(ITEMS))
