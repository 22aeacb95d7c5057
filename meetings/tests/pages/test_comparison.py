"""What became of an agenda's items in the minutes, from what both documents said."""

from typing import Any

import pytest

from meetings.pages.comparison import compare_documents, summary_of_changes


def said(*items: tuple[str, str, str] | tuple[str, str, str, str]) -> dict[str, Any]:
    """What a document says: key, number and title of each item, and its recommendation."""
    values = {
        f"item {key}": {"number": number, "title": title, "recommendation": "".join(rest), "position": place}
        for place, (key, number, title, *rest) in enumerate(items)
    }
    return {"meeting ": {"place": ""}, **dict(sorted(values.items(), reverse=True))}


BRIDGE, FERRY, PORT = ("2.1", "2.1", "Ny bro"), ("2.2", "2.2", "Færgen"), ("2.3", "2.3", "Havnen")


def changes(agenda: dict[str, Any], minutes: dict[str, Any]) -> dict[str, str]:
    """What changed of each item, by key, in order."""
    words = ("added", "withdrawn", "renumbered", "retitled", "reworded")
    return {
        change.key: " ".join(word for word in words if getattr(change, f"is_{word}"))
        for change in compare_documents(agenda, minutes)
    }


@pytest.mark.parametrize(
    ("agenda", "minutes", "expected"),
    [
        pytest.param([BRIDGE], [BRIDGE], {"2.1": ""}, id="nothing"),
        pytest.param([BRIDGE], [BRIDGE, FERRY], {"2.1": "", "2.2": "added"}, id="an item more"),
        pytest.param(
            [BRIDGE, FERRY, PORT],
            [BRIDGE, ("2.3", "2.2", "Havnen")],
            {"2.1": "", "2.2": "withdrawn", "2.3": "renumbered"},
            id="one withdrawn stands where it stood",
        ),
        pytest.param([FERRY, BRIDGE], [BRIDGE], {"2.2": "withdrawn", "2.1": ""}, id="the first one withdrawn"),
        pytest.param([BRIDGE], [("2.1", "2.1", "NY BRO.")], {"2.1": ""}, id="capitals and full stops are nothing"),
        pytest.param([BRIDGE], [("2.1", "2.1", "Ny tunnel")], {"2.1": "retitled"}, id="another title"),
        pytest.param(
            [(*BRIDGE, "Det indstilles, at 5 mio. gives.")],
            [(*BRIDGE, "Det indstilles, at 7 mio. gives.")],
            {"2.1": "reworded"},
            id="another recommendation",
        ),
        pytest.param([], [BRIDGE], {"2.1": "added"}, id="an agenda without items"),
    ],
)
def test_changes(agenda: list[Any], minutes: list[Any], expected: dict[str, str]) -> None:
    found = changes(said(*agenda), said(*minutes))
    assert found == expected
    assert list(found) == list(expected)


def test_an_item_is_told_by_both_documents() -> None:
    (change,) = compare_documents(said(BRIDGE), said(("2.1", "2.4", "Ny bro")))
    assert (change.former.number, change.latest.number) == ("2.1", "2.4")


@pytest.mark.parametrize(
    ("agenda", "minutes", "expected"),
    [
        pytest.param([BRIDGE], [BRIDGE], (), id="nothing"),
        pytest.param([BRIDGE], [FERRY], ("1 punkt tilføjet", "1 udgået"), id="one of each"),
        pytest.param([], [BRIDGE, FERRY], ("2 punkter tilføjet",), id="several"),
        pytest.param(
            [(*BRIDGE, "A"), (*FERRY, "B"), PORT],
            [(*BRIDGE, "C"), (*FERRY, "D"), ("2.3", "2.4", "Havnene")],
            ("1 fik nyt nummer", "1 overskrift ændret", "2 indstillinger ændret"),
            id="what changed of items",
        ),
    ],
)
def test_summary(agenda: list[Any], minutes: list[Any], expected: tuple[str, ...]) -> None:
    assert summary_of_changes(compare_documents(said(*agenda), said(*minutes))) == expected
