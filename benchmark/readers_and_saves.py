"""What an editor's saves cost readers: the same requests over HTTP with nobody saving and with two saves a second."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from django.conf import settings
from django.urls import reverse

from benchmark.load_client import LoadMeasurement, LoadRequest, check_responses, measure_load
from benchmark.saving import editor_saving
from benchmark.search_queries import choose_queries
from benchmark.serving import SITE_APPLICATION, collect_static, gunicorn, production_environment
from benchmark.site_load import shuffled, site_requests
from benchmark.stored_archive import StoredArchive
from meetings.models import AgendaItem, Meeting

READERS = 4
SECONDS_BETWEEN_SAVES = 0.5
# Of a turn; there are so many turns of each kind, one after the other, since a machine is not the same for long.
SECONDS_A_TURN, TURNS = 15.0, 3
EDITED_ITEMS = 50
# After so many other requests one for the front page, which each save makes anew.
_BETWEEN_FRONT_PAGES = 4
FRONT, ITEM = "front", "item"


@dataclass(frozen=True)
class Turn:
    """The requests of a while, with nobody saving or with an editor at work."""

    is_saving: bool
    load: LoadMeasurement


def measure_readers(stored: StoredArchive, log: Callable[[str], None]) -> list[Turn]:
    """Distinct searches and items, and the front page between them, asked for by READERS; with and without saves.

    Raises RequestsFailed where one was not answered with a page, and ServerNotStarted.
    """
    requests = _requests(stored)
    edited = list(AgendaItem.objects.order_by("-pk").values_list("pk", flat=True)[:EDITED_ITEMS])
    environment = production_environment(str(settings.MEDIA_ROOT))
    collect_static(environment)
    turns = []
    with gunicorn(SITE_APPLICATION, environment, "/healthz") as site:
        measure_load(site, requests[:100], READERS)  # workers that have just been started are not what is measured
        for number in range(TURNS):
            order = shuffled(requests, number)
            turns.append(Turn(False, measure_load(site, order, READERS, SECONDS_A_TURN)))
            with editor_saving(edited, SECONDS_BETWEEN_SAVES):
                turns.append(Turn(True, measure_load(site, order, READERS, SECONDS_A_TURN)))
            log(f"turn {number + 1} of {TURNS}")
    check_responses(turn.load for turn in turns)
    return turns


def reader_lines(turns: Sequence[Turn]) -> Iterator[str]:
    """A row for nobody saving and one for two saves a second, and what the saves cost."""
    yield f"{'readers':<22}{'requests':>10}{'req/s':>9}{'front p50 / p95, ms':>24}{'all p50 / p95, ms':>22}"
    rates = []
    for is_saving, title in ((False, "nobody saves"), (True, "two saves a second")):
        loads = [turn.load for turn in turns if turn.is_saving is is_saving]
        together = LoadMeasurement(
            READERS, tuple(chain.from_iterable(load.responses for load in loads)), sum(load.seconds for load in loads)
        )
        rates.append(together.requests_a_second)
        front, times = together.of_kind(FRONT), together.times
        of_front = f"{front.p50:.1f} / {front.p95:.1f}" if front else "-"
        yield (
            f"{title:<22}{len(together.responses):>10,}{rates[-1]:>9.1f}{of_front:>24}"
            f"{f'{times.p50:.1f} / {times.p95:.1f}':>22}"
        )
    yield f"Saves cost readers {100 * (1 - rates[1] / rates[0]):.0f} % of their requests a second."


def _requests(stored: StoredArchive) -> list[LoadRequest]:
    searches = site_requests(choose_queries(stored.survey(), list(Meeting.objects.by_year())))
    keys = list(AgendaItem.objects.order_by("pk").values_list("pk", flat=True))
    chosen = AgendaItem.objects.filter(pk__in=keys[:: max(1, len(keys) // len(searches))])
    items = [LoadRequest(ITEM, item.get_absolute_url()) for item in chosen.select_related("meeting__council")]
    others = list(chain.from_iterable(zip(searches, items, strict=False)))
    front = [LoadRequest(FRONT, reverse("meetings:front"))] * (len(others) // _BETWEEN_FRONT_PAGES)
    return [*others, *front]
