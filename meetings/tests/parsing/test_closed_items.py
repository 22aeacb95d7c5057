"""Of an item that is closed nothing is left but its title, however an export says so, and however little it says."""

import json
from collections.abc import Callable
from xml.etree.ElementTree import Element, fromstring, tostring

import pytest

from meetings.parsing.lines.exports.closedness import is_closed_title, says_closed
from meetings.parsing.lines.exports.finding import manifest_as_json
from meetings.tests.exported_meetings import MEETING, SYSTEMS

SECRET = ("bygge broen", "24/5678", "notat.pdf", "Notat om broen", "Rebild")
TITLE = "Ny bro over åen"
# The element that an item is in, by the export.
ITEMS = {
    "sbsys.xml": "Dagsordenpunkt",
    "acadre.xml": "agendaitem",
    "edoc.xml": "MeetingAgendaItem",
    "fujitsu.xml": "HandlingItem",
    "prepare.xml": "Item",
}
FLAGS = [
    ("Lukket", "true"),
    ("ErLukket", "1"),
    ("lukket", "Ja"),
    ("isClosed", "TRUE"),
    ("Closed", "yes"),
    ("Fortrolig", "sand"),
    ("IsConfidential", "true"),
    ("Offentlig", "nej"),
    ("erOffentligt", "0"),
    ("IsOpen", "False"),
    ("IsPublic", "0"),
    ("accessLevel", "Closed"),
    ("Access", "Lukket punkt"),
    ("Adgang", "Fortroligt"),
    ("adgangsniveau", "Intern"),
    ("PublishingType", "MÅ IKKE PUBLICERES - SKAL IKKE PUBLICERES"),
    ("Visibility", "not public"),
    ("ItemType", "Lukket sag"),
]


def canonical(content: bytes, name: str) -> str:
    told: str = manifest_as_json(content, name)["meetings"][0]["canonical"]
    return told


def second_item(name: str, change: Callable[[Element, Element], None]) -> bytes:
    """The export with its second item changed, which `change` gets with the element that it stands in."""
    root = fromstring(SYSTEMS[name](MEETING))
    around, item = next(
        (around, item)
        for around in root.iter()
        for item in around.findall(f"{{*}}{ITEMS[name]}")
        if TITLE in tostring(item, encoding="unicode")
    )
    change(around, item)
    return bytes(tostring(root, encoding="utf-8"))


def assert_closed(told: str) -> None:
    assert TITLE in told
    assert [words for words in SECRET if words in told] == []
    assert "Godkendelse af dagsorden" in told


@pytest.mark.parametrize("name", ITEMS)
def test_the_items_are_told_apart(name: str) -> None:
    assert "bygge broen" in canonical(second_item(name, lambda around, item: None), name)


@pytest.mark.parametrize(("flag", "value"), FLAGS)
@pytest.mark.parametrize("name", ITEMS)
def test_an_attribute_closes_an_item(name: str, flag: str, value: str) -> None:
    assert_closed(canonical(second_item(name, lambda _, item: item.set(flag, value)), name))


@pytest.mark.parametrize(("flag", "value"), FLAGS)
@pytest.mark.parametrize("name", ITEMS)
def test_an_element_closes_an_item(name: str, flag: str, value: str) -> None:
    assert_closed(
        canonical(second_item(name, lambda _, item: item.append(fromstring(f"<{flag}>{value}</{flag}>"))), name)
    )


@pytest.mark.parametrize(
    "container", ["<LukkedePunkter/>", '<Gruppe Adgang="Lukket"/>', "<Del><Lukket>1</Lukket></Del>"]
)
@pytest.mark.parametrize("name", ITEMS)
def test_what_stands_around_an_item_closes_it(name: str, container: str) -> None:
    def put_in(around: Element, item: Element) -> None:
        group = fromstring(container)
        around.insert(list(around).index(item), group)
        around.remove(item)
        group.append(item)

    assert_closed(canonical(second_item(name, put_in), name))


@pytest.mark.parametrize(("flag", "value"), [*FLAGS, ("isClosed", True), ("lukket", 1), ("isPublic", False)])
@pytest.mark.parametrize("name", ["integration.json", "portal.json"])
def test_a_value_of_json_closes_an_item(name: str, flag: str, value: object) -> None:
    read = json.loads(SYSTEMS[name](MEETING))
    items = read.get("agendaItems") or read["Dagsordenpunkter"]
    items[1][flag] = value
    assert_closed(canonical(json.dumps(read).encode(), name))


@pytest.mark.parametrize("name", ["integration.json", "portal.json"])
def test_nulls_in_json_say_nothing(name: str) -> None:
    read = json.loads(SYSTEMS[name](MEETING))
    for item in [read, *(read.get("agendaItems") or read["Dagsordenpunkter"])]:
        for key in list(item):
            if isinstance(item[key], list):
                item[key] = [None, *item[key]]
        item["other"] = None
    assert "bygge broen" in canonical(json.dumps(read).encode(), name)


def test_a_text_that_is_closed_is_left_out_of_an_item_that_is_open() -> None:
    def close_decision(_: Element, item: Element) -> None:
        (field,) = [each for each in item.iter("ItemField") if "bygge broen" in "".join(each.itertext())]
        field.set("IsPublic", "false")

    told = canonical(second_item("prepare.xml", close_decision), "prepare.xml")
    assert "Broen er gammel" in told
    assert "bygge broen" not in told


@pytest.mark.parametrize(
    "title", ["Lukket punkt: Salg af grund", "LUKKET - Personsag", "(Lukket sag): Køb", "Fortroligt: Udbud"]
)
def test_a_title_that_says_so_closes_an_item(title: str) -> None:
    assert is_closed_title(title)
    content = SYSTEMS["sbsys.xml"](MEETING).decode().replace(TITLE, title)
    told = canonical(content.encode(), "sbsys.xml")
    assert [words for words in SECRET if words in told] == []


@pytest.mark.parametrize("title", ["Lukket badeanstalt i Hov", "Lukkede skoler: status", "Lukning af vej: høring"])
def test_a_title_about_what_is_closed_does_not(title: str) -> None:
    assert not is_closed_title(title)


@pytest.mark.parametrize(
    "named",
    [
        ("IsOpen", "true"),
        ("Lukket", "false"),
        ("Access", "Åben"),
        ("PublishingType", "SKAL PUBLICERES"),
        ("Title", "Lukket skole"),
        ("Offentlig", "ja"),
        ("Lukket", ""),
        ("Kommentar", "ikke offentlig"),
    ],
)
def test_what_says_that_an_item_is_open_or_says_nothing_closes_none(named: tuple[str, str]) -> None:
    assert not says_closed([named])
