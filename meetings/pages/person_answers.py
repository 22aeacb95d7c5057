"""When a person sat in a council or another body, where a search names both: *Bo Riis Teknisk Udvalg*.

Only what lists of participants and appointments say, each with the meeting or the item that said it last.
"""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst

from meetings.danish.lexemes import ascii_form
from meetings.models import Appointment, Body, Council, Participant, Person
from meetings.pages import totals
from meetings.pages.first_answers import ANSWERS_OF_A_KIND, FirstAnswer
from meetings.people.kept_seats import all_seats
from meetings.people.seats import Seat
from meetings.search.archive_names import people_named

# Longer texts are no person's name beside a body's, and are not looked up.
_MOST_WORDS = 12
# What may stand between the two, or before both: *var Bo Riis medlem af Teknisk Udvalg*.
_BESIDE_NAMES = frozenset({"er", "var", "sad", "sidder", "medlem", "i", "af", "for"})


def person_answers(text: str) -> list[FirstAnswer]:
    """When the people whom a text names sat in the council or body that it names too; [] where it names no two."""
    words = text.replace(",", " ").split()
    if not 1 < len(words) <= _MOST_WORDS:
        return []
    halves = [(_name(words[:place]), _name(words[place:])) for place in range(1, len(words))]
    either_way = dict.fromkeys(pair for one, other in halves for pair in ((one, other), (other, one)) if all(pair))
    answers = (answer for person, body in either_way for answer in _answers(person, body))
    return list(dict.fromkeys(answers))[:ANSWERS_OF_A_KIND]


def _name(words: list[str]) -> str:
    """The words without those that only stand beside a name."""
    telling = [place for place, word in enumerate(words) if word.lower() not in _BESIDE_NAMES]
    return " ".join(words[telling[0] : telling[-1] + 1]) if telling else ""


def _answers(person: str, body: str) -> Iterator[FirstAnswer]:
    wanted = ascii_form(body)
    councils = [council for council in totals.councils() if wanted in _council_names(council)]
    bodies = [one for one in totals.bodies_in_use() if wanted in map(ascii_form, (one.name, *one.former_names))]
    if not councils and not bodies:
        return
    for one, _ in people_named(person, ANSWERS_OF_A_KIND):
        yield from _listed(one, councils)
        for each in bodies:
            yield from _appointed(one, each)


def _council_names(council: Council) -> set[str]:
    """With or without whose it is: *Socialudvalget*, *Socialudvalget, Struer Kommune*."""
    names = (council.name, *council.former_names)
    return {ascii_form(form) for name in names for form in (name, name.partition(", ")[0])}


def _listed(person: Person, councils: list[Council]) -> Iterator[FirstAnswer]:
    """From the first to the last meeting of each council whose list says that the person was a member."""
    listed = Participant.objects.public().shown().attended(timezone.localdate()).filter(person=person)
    for council in councils:
        of_council = listed.filter(meeting__council=council).select_related("meeting__council")
        in_order = of_council.defer("imported", "meeting__imported", "meeting__written").order_by("meeting__date", "pk")
        first, last = in_order.first(), in_order.last()
        if first and last:
            days = _days(first.meeting.date, last.meeting.date)
            yield FirstAnswer(
                capfirst(last.role) or "Medlem",
                person.name,
                f"{council.name}: på deltagerlisterne {days}",
                last.meeting.get_absolute_url(),
            )


def _appointed(person: Person, body: Body) -> Iterator[FirstAnswer]:
    """From the day on which the person was given a seat to the one on which it ended, if it did."""
    today = timezone.localdate()
    own = [seat for seat in all_seats().get(body.pk, ()) if seat.person == person.pk and seat.since <= today]
    shown = Appointment.objects.public().shown().for_list().in_bulk([seat.latest_on(today).key for seat in own])
    for seat in reversed(own):
        if told := shown.get(seat.latest_on(today).key):
            role = capfirst(seat.role_on(today)) or "Medlem"
            yield FirstAnswer(role, person.name, f"{body.name}: {_time_of(seat, today)}", told.item.get_absolute_url())


def _time_of(seat: Seat, today: date) -> str:
    if seat.until and seat.until <= today:
        return _days(seat.since, seat.until)
    return f"siden {_day(seat.since)}"


def _days(first: date, last: date) -> str:
    return f"fra {_day(first)} til {_day(last)}" if first != last else f"den {_day(first)}"


def _day(day: date) -> str:
    return date_format(day, "j. F Y")
