"""Other people of somebody's name: a reader is told that there are several, and which is which."""

from dataclasses import dataclass

from meetings.models import Person


@dataclass(frozen=True)
class Namesake:
    """Somebody of the same name, and whom they sat for last: »Thisted, V«, '' where nobody knows."""

    person: Person
    membership: str


def namesakes(person: Person) -> list[Namesake]:
    """Everybody else of the person's name who is shown, the longest known first. At most three queries."""
    others = Person.objects.shown().filter(sort_key=person.sort_key, name=person.name).exclude(pk=person.pk)
    found = list(others.order_by("pk"))
    memberships = Person.objects.latest_memberships(other.pk for other in found) if found else {}
    return [Namesake(other, memberships.get(other.pk, "")) for other in found]
