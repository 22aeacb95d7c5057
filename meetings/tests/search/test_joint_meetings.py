"""Items of a joint meeting are found under each of the councils that held it, and search follows who did."""

from collections.abc import Callable
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from meetings.models import AgendaItem, Council, Meeting
from meetings.tests import factories
from meetings.tests.searching import check_index

pytestmark = pytest.mark.django_db

FIRST, SECOND, THIRD = "KKR Fjordland", "KKR Ålandet", "KKR Skovland"
SLUGS = {FIRST: "kkr-fjordland", SECOND: "kkr-aalandet", THIRD: "kkr-skovland"}
JOINT, OWN = "Stiernes skilte", "Havnens skilte"


@pytest.fixture(autouse=True)
def archive() -> None:
    """A meeting that two councils held, one that the first held alone, and a council of no meeting."""
    first, second, _ = (factories.make_council(name) for name in SLUGS)
    joint, own = (factories.make_meeting(date(2025, month, 7), council=first) for month in (3, 9))
    joint.joint_councils.add(second)
    factories.make_item(JOINT, "1.1", meeting=joint)
    factories.make_item(OWN, "1.1", meeting=own)
    follow()


def follow() -> None:
    call_command("search_index", "--pending", stdout=StringIO())


def sql(statement: str) -> Callable[[], None]:
    def run() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(statement)

    return run


def found(client: Client, council: str, words: str = "skilte") -> list[str]:
    answer: dict[str, Any] = client.get(
        "/soeg/", {"q": words, "raad": SLUGS[council], "format": "json"} if council else {"q": words, "format": "json"}
    ).json()
    return sorted(each["title"] for each in answer["results"])


def test_an_item_is_found_under_each_of_its_councils(client: Client) -> None:
    assert [found(client, council) for council in SLUGS] == [[OWN, JOINT], [JOINT], []]


@pytest.mark.parametrize(("words", "expected"), [("Ålandet skilte", [JOINT]), ("Fjordland skilte", [OWN, JOINT])])
def test_a_councils_name_beside_a_subject_finds_what_it_treated_with_others(
    client: Client, words: str, expected: list[str]
) -> None:
    assert found(client, "", words) == expected


def test_a_result_says_which_of_its_councils_it_was_found_by(client: Client) -> None:
    [result] = client.get("/soeg/", {"q": "Ålandet skilte", "format": "json"}).json()["results"]
    assert SECOND in str(result["found_by"])


def joint() -> Meeting:
    return Meeting.objects.get(items__title=JOINT)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(
            lambda: joint().joint_councils.add(Council.objects.get(name=THIRD)),
            [[OWN, JOINT], [JOINT], [JOINT]],
            id="add",
        ),
        pytest.param(lambda: joint().joint_councils.clear(), [[OWN, JOINT], [], []], id="clear"),
        pytest.param(
            lambda: joint().joint_councils.set([Council.objects.get(name=THIRD)]),
            [[OWN, JOINT], [], [JOINT]],
            id="set",
        ),
        pytest.param(
            sql(
                "UPDATE meetings_meeting_joint_councils SET council_id ="
                f" (SELECT id FROM meetings_council WHERE name = '{THIRD}')"
            ),
            [[OWN, JOINT], [], [JOINT]],
            id="another council, SQL",
        ),
        pytest.param(
            sql("UPDATE meetings_meeting_joint_councils SET meeting_id = (SELECT max(id) FROM meetings_meeting)"),
            [[OWN, JOINT], [OWN], []],
            id="another meeting, SQL",
        ),
        pytest.param(sql("DELETE FROM meetings_meeting_joint_councils"), [[OWN, JOINT], [], []], id="delete, SQL"),
        pytest.param(sql("TRUNCATE meetings_meeting_joint_councils"), [[OWN, JOINT], [], []], id="TRUNCATE"),
    ],
)
def test_search_follows_who_held_the_meeting(
    client: Client, change: Callable[[], object], expected: list[list[str]]
) -> None:
    change()
    assert check_index()[0] == 1
    follow()
    assert check_index()[0] == 0
    assert [found(client, council) for council in SLUGS] == expected


def test_a_joint_meeting_that_is_deleted_leaves_nothing_to_find(client: Client) -> None:
    joint().delete()
    follow()
    assert check_index()[0] == 0
    assert not AgendaItem.objects.filter(title=JOINT).exists()
    assert [found(client, council) for council in SLUGS] == [[OWN], [], []]
