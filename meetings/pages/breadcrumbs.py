"""The way from the front page to the page that is shown."""

from dataclasses import dataclass

from django.urls import reverse

from meetings.models import Council, Meeting


@dataclass(frozen=True)
class Breadcrumb:
    """A page on the way to the one that is shown."""

    title: str
    url: str


def to_front() -> tuple[Breadcrumb, ...]:
    """The way to a page right under the front page."""
    return (Breadcrumb("Forside", reverse("meetings:front")),)


def to_list(title: str, name: str) -> tuple[Breadcrumb, ...]:
    """The way to one of the lists that the front page leads to."""
    return (*to_front(), Breadcrumb(title, reverse(name)))


def to_council(council: Council) -> tuple[Breadcrumb, ...]:
    """The way to a page of a council's."""
    url = reverse("meetings:council", args=(council.slug,))
    return (*to_front(), Breadcrumb(council.name, url))


def to_meeting(meeting: Meeting) -> tuple[Breadcrumb, ...]:
    """The way to a page of a meeting's."""
    return (*to_council(meeting.council), Breadcrumb(meeting.title, meeting.get_absolute_url()))
