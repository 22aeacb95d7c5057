"""Several processes that import overlapping documents at the same time do what one would have done."""

import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import count, cycle
from pathlib import Path
from random import Random

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from meetings.changes.change_pass import is_work_left, run_pass
from meetings.importing.named_records import NamedRecords
from meetings.models import AgendaItem, Person, Synonym, Topic, TopicChoice
from meetings.models.choices import SynonymOrigin
from meetings.models.locks import Lock, take_lock
from meetings.models.slugs import get_or_create_with_slug
from meetings.search import topics
from meetings.tests.integrity import archive_faults, archive_values, stray_files
from meetings.tests.separate_archives import (
    WAITING_FOR_LOCK,
    separate_archive,
    wait_for_others,
    wait_for_success,
    write_papers,
)

pytestmark = pytest.mark.django_db(transaction=True)

PROCESSES = 4


def test_four_processes_do_what_one_would(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    random = Random(pytestconfig.getoption("--seed"))
    papers = write_papers(tmp_path, meetings=3)
    with separate_archive():
        call_command("import_meetings", *papers, verbosity=0)
        one_alone = archive_values()
    for _ in range(pytestconfig.getoption("--rounds")):
        with separate_archive() as archive, ExitStack() as running:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("LOCK TABLE meetings_document IN ACCESS EXCLUSIVE MODE")  # so that all begin at once
                orders = [random.sample(papers, len(papers)) for _ in range(PROCESSES)]
                processes = [running.enter_context(archive.importing(order)) for order in orders]
                wait_for_others(PROCESSES, WAITING_FOR_LOCK)
            for process in processes:
                wait_for_success(process)
            assert archive_values() == one_alone
            suggested = Synonym.objects.filter(origin=SynonymOrigin.DOCUMENT)
            assert sorted(suggested.values_list("word", flat=True)) == ["DVR", "NV"]
            assert not archive_faults()
            assert not stray_files()


def test_rules_that_change_while_others_import_and_edit_are_followed_by_all(
    tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    random = Random(pytestconfig.getoption("--seed"))
    papers = write_papers(tmp_path, meetings=6)
    with separate_archive() as archive, ExitStack() as running, ThreadPoolExecutor(max_workers=1) as another:
        topic = Topic.objects.create(name="Veje", slug="veje", rule="vejplan")
        processes = [running.enter_context(archive.importing(order)) for order in (papers, papers[::-1])]
        changing = another.submit(_change_rules, topic.pk, processes)
        while not changing.done():
            for item in AgendaItem.objects.select_related("meeting"):
                item.meeting.save()
                topics.choose_topics(item.pk, **{random.choice(("added", "removed")): [topic.pk]})
        changing.result()
        for process in processes:
            wait_for_success(process)
        run_pass()  # what was held by another is left to it
        assert not is_work_left()
        assert TopicChoice.objects.exists()
        assert not topics.assign_topics_everywhere().item_ids
        assert not archive_faults()


def _change_rules(key: int, processes: list[subprocess.Popen[str]]) -> None:
    """Rename the topic and change its rule, which finds more and less, until the processes have ended."""
    rules = cycle(("vejplan", "udpegning eller broer", "vejplan -del", "godkendelse", ""))
    try:
        for number in count():
            with transaction.atomic():
                take_lock(Lock.TOPICS)
                Topic.objects.filter(pk=key).update(name=f"Veje {number}", rule=next(rules))
                topics.assign_topics_everywhere([Topic.objects.get(pk=key)])
            if all(process.poll() is not None for process in processes):
                return
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("name", "address"),
    [
        pytest.param("Aase Holm", "aase-holm", id="the same person"),
        pytest.param("Åse Holm", "aase-holm-2", id="another with the same slug"),
    ],
)
def test_who_is_made_by_another_process_at_the_same_time_is_waited_for(name: str, address: str) -> None:
    def slug_in_another_session() -> str:
        try:
            return get_or_create_with_slug(Person, name).slug
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=1) as another:
        with transaction.atomic():
            get_or_create_with_slug(Person, "Aase Holm")
            made = another.submit(slug_in_another_session)
            wait_for_others(1, WAITING_FOR_LOCK)
        assert made.result() == address


def test_names_are_made_in_the_order_of_their_slugs_so_that_no_two_processes_wait_for_each_other() -> None:
    named = NamedRecords()
    named.find_or_create([{"person": name} for name in ("Carl Krag", "Åse Holm", "Bo Lind")])
    assert [person.name for person in Person.objects.order_by("pk")] == ["Åse Holm", "Bo Lind", "Carl Krag"]
