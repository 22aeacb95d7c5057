"""Pages while the archive is used, in the process: asked again, right after a save, and in the admin."""

import gc
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from statistics import mean, median
from time import perf_counter, process_time, time_ns
from typing import Any

import psutil
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from benchmark.percentiles import ResponseTimes, response_times
from benchmark.saving import save_title
from benchmark.site_benchmark import UnexpectedResponse, representative_pages
from benchmark.stored_archive import StoredArchive
from meetings.models import (
    AgendaItem,
    Appointment,
    Decision,
    Document,
    Meeting,
    Municipality,
    Participant,
    Person,
    Table,
    Topic,
)

# The goals: p95 in milliseconds of the front page right after a save, and of a page in the admin.
MOST_AFTER_A_SAVE, MOST_IN_THE_ADMIN, MOST_OF_A_SEARCH_IN_THE_ADMIN = 60.0, 150.0, 200.0
EDITOR = "benchmark"
# The lists of the admin, and what is searched for in some of them.
_LISTS: dict[type[Model], tuple[str, ...]] = {
    AgendaItem: ("kommunen", "kommunens budget", "25/0", "2024-03"),
    Decision: ("kommunen",),
    Table: ("budget",),
    Appointment: ("hansen",),
    Participant: ("hansen",),
    Meeting: ("2024",),
    Document: (),
    Person: ("hansen",),
    Topic: (),
}


@dataclass(frozen=True)
class AnsweredOften:
    """How long a page took in milliseconds, of how many questions' answers, and how much of a core's time it was.

    `core` is the process's and its database connection's together: what it takes where nothing else is at work.
    """

    times: ResponseTimes
    database: float
    core: float
    questions: int
    size: int


@dataclass(frozen=True)
class UsedPage:
    """A page asked for the same again, and right after a save."""

    title: str
    again: AnsweredOften
    after_a_save: AnsweredOften


class QuestionTimes:
    """For `connection.execute_wrapper`: how long questions took, and how many there were."""

    def __init__(self) -> None:
        self.seconds, self.questions = 0.0, 0

    def __call__(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        started = perf_counter()
        try:
            return execute(*arguments)
        finally:
            self.seconds += perf_counter() - started
            self.questions += 1


def time_public_pages(
    stored: StoredArchive, runs: int, only: Collection[str], log: Callable[[str], None]
) -> Iterator[UsedPage]:
    """Each kind of page, `runs` times the same again and `runs` times right after an item's title was saved."""
    saved = list(AgendaItem.objects.order_by("-pk").values_list("pk", flat=True)[:runs])
    # Other titles than those that an earlier run wrote: a save that changes nothing is none.
    numbers = count(time_ns())
    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    with override_settings(DEBUG=False):
        keep_from_the_collector()
        for title, path in representative_pages(stored):
            if only and title not in only:
                continue
            _answer(client, path)
            again = answer_often(client, path, runs)
            after = answer_often(client, path, runs, before=lambda run: save_title(saved[run], next(numbers)))
            log(f"{title} asked for {2 * runs} times")
            yield UsedPage(title, again, after)


def time_admin_pages(
    runs: int, only: Collection[str], log: Callable[[str], None]
) -> Iterator[tuple[str, float, AnsweredOften]]:
    """Each list of the admin, searches in it and a record's form, with its goal in milliseconds."""
    editor, _ = get_user_model().objects.get_or_create(
        username=EDITOR, defaults={"is_staff": True, "is_superuser": True}
    )
    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    client.force_login(editor)
    with override_settings(DEBUG=False):
        for title, path, goal in _admin_pages():
            if only and title not in only:
                continue
            _answer(client, path)
            yield title, goal, answer_often(client, path, runs)
            log(f"{title} asked for {runs} times")


def answer_often(
    client: Client, path: str, runs: int, before: Callable[[int], None] = lambda run: None
) -> AnsweredOften:
    """The page asked for so often, each time after `before`, which is given the run's number and does not count.

    Raises UnexpectedResponse where it is not answered with a page.
    """
    milliseconds, database, core, size, questions = [], [], [], 0, 0
    for run in range(runs):
        before(run)
        spent = QuestionTimes()
        connection.ensure_connection()
        backend = psutil.Process(connection.connection.info.backend_pid)
        began = process_time() + sum(backend.cpu_times()[:2])
        started = perf_counter()
        with connection.execute_wrapper(spent):
            size = _answer(client, path)
        milliseconds.append(1000 * (perf_counter() - started))
        core.append(1000 * (process_time() + sum(backend.cpu_times()[:2]) - began))
        database.append(1000 * spent.seconds)
        questions = spent.questions
    # The kernel counts the connection's time in steps of 10 ms, so of the core's the mean.
    return AnsweredOften(response_times(milliseconds), median(database), mean(core), questions, size)


def public_page_lines(measured: Sequence[UsedPage]) -> Iterator[str]:
    """A row for each page, as p50 / p95 in milliseconds, »a core« of them on a core."""
    yield (
        f"{'page':<16}{'bytes':>10}{'again, ms':>18}{'a core':>9}{'after a save, ms':>20}{'a core':>9}"
        f"{'of it SQL':>11}{'questions':>11}"
    )
    for one in measured:
        again, after = (_times(each) for each in (one.again, one.after_a_save))
        yield (
            f"{one.title:<16}{one.after_a_save.size:>10,}{again:>18}{one.again.core:>9.1f}{after:>20}"
            f"{one.after_a_save.core:>9.1f}{one.after_a_save.database:>11.1f}{one.after_a_save.questions:>11}"
        )


def admin_page_lines(measured: Sequence[tuple[str, float, AnsweredOften]]) -> Iterator[str]:
    """A row for each page of the admin, with those that miss their goal."""
    yield (
        f"{'in the admin':<34}{'bytes':>10}{'p50 / p95, ms':>18}{'a core':>9}{'of it SQL':>11}{'questions':>11}"
        f"{'goal':>7}"
    )
    for title, goal, one in measured:
        missed = "  missed" if one.times.p50 > goal else ""
        yield (
            f"{title:<34}{one.size:>10,}{_times(one):>18}{one.core:>9.1f}{one.database:>11.1f}{one.questions:>11}"
            f"{goal:>7.0f}{missed}"
        )


def _times(answered: AnsweredOften) -> str:
    return f"{answered.times.p50:.1f} / {answered.times.p95:.1f}"


def _admin_pages() -> Iterator[tuple[str, str, float]]:
    for model, words in _LISTS.items():
        name = model._meta.model_name
        address = f"admin:meetings_{name}_changelist"
        yield f"{name}", reverse(address), MOST_IN_THE_ADMIN
        for word in words:
            yield f"{name}, »{word}«", reverse(address, query={"q": word}), MOST_OF_A_SEARCH_IN_THE_ADMIN
    for model in (AgendaItem, Decision, Appointment, Person, Municipality, Topic, Meeting, Document):
        record = _middle(model)
        name = model._meta.model_name
        yield f"form of {name}", reverse(f"admin:meetings_{name}_change", args=(record.pk,)), MOST_IN_THE_ADMIN
    yield (
        "choosing a person",
        reverse(
            "admin:autocomplete",
            query={"term": "han", "app_label": "meetings", "model_name": "appointment", "field_name": "person"},
        ),
        MOST_IN_THE_ADMIN,
    )


def _middle(model: type[Model]) -> Any:
    records = model._default_manager.order_by("pk")
    return records[records.count() // 2]


def _answer(client: Client, path: str) -> int:
    response = client.get(path)
    if response.status_code != 200:
        raise UnexpectedResponse(f"{path} was answered with {response.status_code}.")
    return len(response.content)


def keep_from_the_collector() -> None:
    """As gunicorn.conf.py does: what is loaded once is not looked through again and again."""
    gc.collect()
    gc.freeze()
