"""That each two items are compared once, and that what is kept of it is what comparing all of them anew gives."""

from collections.abc import Collection
from datetime import date, timedelta
from itertools import count
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from meetings.cases import same_case, signatures
from meetings.cases.proposals import propose_threads
from meetings.cases.same_case import compare_new_items, related_items
from meetings.models import AgendaItem, MatterSignature, Meeting, SameCasePair, ThreadItem
from meetings.models.choices import CaseType
from meetings.tests import factories

pytestmark = pytest.mark.django_db

FERRY = (
    "Rederiet indstiller natsejladsen. Pendlerforeningen ønsker morgenafgange, og havnechefen har regnet på "
    "brændstofforbruget og billetpriserne."
)
SCHOOL = "Klassekvotienten falder i landdistrikterne, og ungdomsskolen mangler faglokaler til naturfagene."
FIRST_DAY = date(2024, 3, 15)
# More of them may be one case than not, so that examples are about pairs that come and go.
TITLES = ("Færgedrift til øerne", "Færgedrift til øerne – pris", "Færgeaftalen", "Naturfag i skolen", "Siden sidst")
NUMBERS = count(1)


def make(title: str, weeks: int, text: str = FERRY) -> AgendaItem:
    meeting = factories.make_meeting(FIRST_DAY + timedelta(weeks=weeks))
    number = f"1.{next(NUMBERS)}"
    return AgendaItem.objects.create(
        meeting=meeting, number=number, title=title, presentation=text, case_type=CaseType.DECISION
    )


def pairs() -> set[tuple[int, int, str]]:
    return set(SameCasePair.objects.values_list("one", "other", "reason"))


def forget_comparisons() -> None:
    """Leave the archive as it was before pairs were kept."""
    SameCasePair.objects.all().delete()
    MatterSignature.objects.update(is_compared=False)


def pairs_anew() -> set[tuple[int, int, str]]:
    forget_comparisons()
    compare_new_items(AgendaItem.objects.values_list("pk", flat=True))
    return pairs()


def compared_pairs(meetings: Collection[int]) -> int:
    """How many pairs are compared as threads are proposed for the meetings."""
    with mock.patch.object(same_case, "same_case_reason", side_effect=signatures.same_case_reason) as compared:
        propose_threads(meetings)
    return compared.call_count


def test_an_import_compares_its_own_items_alone_however_long_the_case_is() -> None:
    counts = []
    for weeks in range(6):
        item = make(TITLES[0], weeks)
        counts.append(compared_pairs([item.meeting_id]))
        assert compared_pairs([item.meeting_id]) == 0
    assert counts == [0, 1, 2, 3, 4, 5]
    assert ThreadItem.objects.count() == 6


def test_two_new_items_are_compared_once() -> None:
    items = [make(TITLES[0], weeks) for weeks in range(4)]
    assert compared_pairs([item.meeting_id for item in items]) == 6


def test_an_item_whose_signature_changed_is_compared_anew_and_no_other() -> None:
    items = [make(TITLES[0], weeks) for weeks in range(4)]
    propose_threads([item.meeting_id for item in items])
    AgendaItem.objects.filter(pk=items[0].pk).update(title=TITLES[1])
    assert compared_pairs([items[0].meeting_id]) == 3
    AgendaItem.objects.filter(pk=items[0].pk).update(title="Naturfag", presentation=SCHOOL)
    propose_threads([items[0].meeting_id])
    assert {item for one, other, _ in pairs() for item in (one, other)} == {item.pk for item in items[1:]}


def test_threads_of_an_archive_of_before_stay_as_they_are() -> None:
    items = [make(TITLES[0], weeks) for weeks in range(4)]
    propose_threads([item.meeting_id for item in items])
    before = pairs()
    forget_comparisons()
    assert propose_threads([items[0].meeting_id]) == 0
    assert pairs() == before


@pytest.mark.parametrize("asked", range(5))
def test_who_is_related_does_not_depend_on_who_is_asked_about(asked: int) -> None:
    """An item like many is still of the case of one that is like few; two that are each like many are not."""
    often = [make("Færgedrift til øerne – pris og ejer", weeks) for weeks in range(4)]
    lead = make("Færgedrift til øerne", 4)
    items = [*often, lead]
    propose_threads([item.meeting_id for item in items])
    SameCasePair.objects.filter(other=lead.pk).exclude(one=often[0].pk).delete()
    found = related_items([items[asked].pk], at_most=3)
    linked = {frozenset(pair) for pair in found.pairs()}
    assert linked == ({frozenset({often[0].pk, lead.pk})} if asked in {0, 4} else set())


# Each example proposes threads many times: of these a fraction of the usual number are tried.
FEWER = 25
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("make", "make", "make", "retitle", "move", "delete")),
        st.integers(0, 30),
        st.sampled_from(TITLES),
        st.sampled_from((FERRY, SCHOOL, "")),
    ),
    min_size=3,
    max_size=8,
)


class TestKeptIsAsComparedAnew(TestCase):
    @settings(max_examples=settings().max_examples // FEWER)
    @given(STEPS)
    def test_whatever_was_made_changed_and_deleted(self, steps: list[tuple[str, int, str, str]]) -> None:
        Meeting.objects.all().delete()
        for step, number, title, text in steps:
            keys = list(AgendaItem.objects.order_by("pk").values_list("pk", "meeting"))
            if step == "make" or not keys:
                propose_threads([make(title, number, text).meeting_id])
                continue
            item, meeting = keys[number % len(keys)]
            if step == "delete":
                AgendaItem.objects.filter(pk=item).delete()
            elif step == "move":
                Meeting.objects.filter(pk=meeting).update(date=FIRST_DAY + timedelta(weeks=40 + number, days=1))
            else:
                AgendaItem.objects.filter(pk=item).update(title=title, presentation=text)
            propose_threads([meeting])
        kept, threads = pairs(), set(ThreadItem.objects.values_list("thread", "item"))
        assert kept == pairs_anew()
        propose_threads(list(Meeting.objects.values_list("pk", flat=True)))
        assert set(ThreadItem.objects.values_list("thread", "item")) == threads
