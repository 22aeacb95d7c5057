"""How the seats are shared among municipalities and parties."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from meetings.danish.sorting import danish_sort_key
from meetings.models import Municipality, Party
from meetings.people.seats import Appointing, Seat, periods_between

UNKNOWN = "Ikke oplyst"


@dataclass(frozen=True)
class Share:
    """The seats of one municipality or party; `width` is the bar's, as a part of the longest."""

    name: str
    url: str
    count: int
    earlier: int
    width: str


@dataclass(frozen=True)
class Balance:
    count: int
    earlier: int
    by_municipality: tuple[Share, ...]
    by_party: tuple[Share, ...]


def balance(held: Iterable[Seat], day: date) -> Balance | None:
    """Whom those sit for who sit on `day`, deputies apart; None where fewer than two do. Two queries."""
    latest = [seat.latest_on(day) for seat in held if not seat.is_empty and not seat.is_deputys_on(day)]
    if len(latest) < 2:
        return None
    municipalities = Municipality.objects.in_bulk({one.municipality for one in latest if one.municipality})
    parties = Party.objects.in_bulk({one.party for one in latest if one.party})

    def municipality(one: Appointing) -> tuple[str, str]:
        found = municipalities.get(one.municipality or 0)
        return (found.name, found.get_absolute_url()) if found else (UNKNOWN, "")

    def party(one: Appointing) -> tuple[str, str]:
        found = parties.get(one.party or 0)
        if not found:
            return UNKNOWN, ""
        name = found.name_on(one.begins)
        return (f"{name} ({found.letter})" if name else found.letter), ""

    earlier = sum(periods_between(one.begins, day) > 0 for one in latest)
    return Balance(len(latest), earlier, _shares(latest, municipality, day), _shares(latest, party, day))


def _shares(
    latest: Sequence[Appointing], whose: Callable[[Appointing], tuple[str, str]], day: date
) -> tuple[Share, ...]:
    """The largest first, then by name; those of whom it is not known last."""
    counts: Counter[Hashable] = Counter(whose(one) for one in latest)
    earlier = Counter(whose(one) for one in latest if periods_between(one.begins, day))
    most = max(counts.values())
    shares = [
        Share(name, url, counts[name, url], earlier[name, url], f"{100 * counts[name, url] / most:.3f}%")
        for name, url in {whose(one) for one in latest}
    ]
    return tuple(sorted(shares, key=lambda one: (one.name == UNKNOWN, -one.count, danish_sort_key(one.name))))
