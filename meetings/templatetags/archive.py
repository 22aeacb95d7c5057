"""What templates need beyond Django's own tags."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import Any, Protocol

from django import template
from django.conf import settings
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from meetings.caching.shown_records import has_samples_alone
from meetings.danish.dates import written_day
from meetings.danish.numbers import format_number
from meetings.danish.plurals import counted
from meetings.models import AgendaItem
from meetings.models.choices import Outcome
from meetings.pages.blocks import opening
from meetings.pages.facets import FacetValue
from meetings.pages.provenance import TextLine
from meetings.pages.totals import sample_councils
from meetings.pages.word_diff import WordRun

register = template.Library()
register.filter("opening", opening)
register.filter("written_day", written_day)

# Attributes and elements of our own: no text of a document is ever marked safe.
_GAP = mark_safe(' class="gap"')
_CHOSEN = ' aria-current="true"'
_AROUND = {
    "kept": ("", ""),
    "added": (mark_safe("<ins>"), mark_safe("</ins>")),
    "removed": (mark_safe("<del>"), mark_safe("</del>")),
}


class MarkedText(Protocol):
    """A piece of a text, and whether it is marked."""

    @property
    def text(self) -> str: ...
    @property
    def marked(self) -> bool: ...


@register.filter(name="counted")
def counted_noun(count: object, forms: str) -> str:
    """`{{ 3|counted:"punkt,punkter" }}` is »3 punkter«: the number with its noun; '' where there is no number."""
    singular, plural = forms.split(",")
    return counted(count, singular, plural) if isinstance(count, int) else ""


@register.filter
def numbered_lines(lines: Iterable[TextLine]) -> str:
    """An element a line, which addresses find by its number. Not a template's loop, as there may be thousands."""
    parts = ((line.number, _GAP if line.gap else "", line.text) for line in lines)
    return format_html_join("\n", '<div id="linje-{0}" data-line="{0}"{1}>{2}</div>', parts)


@register.filter
def marked(segments: Iterable[MarkedText], css_class: str = "") -> SafeString:
    """The text with its marks. Not a template, whose line breaks would stand between pieces of one word."""
    begin = f'<mark class="{escape(css_class)}">' if css_class else "<mark>"
    parts = (f"{begin}{escape(one.text)}</mark>" if one.marked else escape(one.text) for one in segments)
    # By format_html_join it would take three times as long.
    return mark_safe("".join(parts))  # each text is escaped above


@register.filter
def place_link(item: AgendaItem) -> SafeString:
    """Where an item stands: its meeting, by council and day, and its number."""
    meeting = item.meeting
    of_meeting = f"{escape(meeting.council.name)}, {written_day(meeting.date)}"
    # Each text is escaped: by format_html it would take several times as long.
    return mark_safe(f'<a href="{escape(meeting.get_absolute_url())}">{of_meeting}</a>, pkt. {escape(item.number)}')


@register.filter
def outcome_mark(outcome: str) -> SafeString:
    """What became of an item, with its sign. There are ten, and hundreds of them on a page."""
    return _outcome_mark(outcome, settings.STATIC_URL, settings.DEBUG)


@lru_cache(maxsize=2 * len(Outcome))
def _outcome_mark(outcome: str, static_url: str, is_debug: bool) -> SafeString:
    """`static_url` and `is_debug` say how files are named."""
    return format_html(
        '<span class="outcome outcome-{0}"><svg class="icon" aria-hidden="true"><use href="{1}#{0}"/></svg>{2}</span>',
        outcome,
        static("icons.svg"),
        dict(Outcome.choices).get(outcome, outcome),
    )


@register.filter
def narrowing_links(values: Iterable[FacetValue]) -> SafeString:
    """The list of what a search can be narrowed by. Not a template's loop: a page has hundreds."""
    links = (
        f'<li><a href="{escape(value.url)}" rel="nofollow"{_CHOSEN if value.is_chosen else ""}>'
        f'<span>{escape(value.label)}</span> <span class="count">{format_number(value.count)}</span></a></li>'
        for value in values
    )
    return mark_safe("\n".join(("<ul>", *links, "</ul>")))  # what comes from elsewhere is escaped above


@register.filter
def reworded(parts: Iterable[WordRun]) -> SafeString:
    """The text with what was put in and what was taken out. No template either: its line breaks are shown."""
    runs = ((_AROUND[part.kind], part.text) for part in parts)
    return format_html_join("", "{}{}{}", ((begin, text, end) for (begin, end), text in runs))


@register.inclusion_tag("meetings/parts/sample_notice.html", takes_context=True)
def sample_notice(context: Context) -> dict[str, Any]:
    """A word on invented documents, where the page shows some: any page does where the archive has no others."""
    is_of_samples = context.get("is_of_samples") or has_samples_alone()
    return {"councils": sample_councils() if is_of_samples else ()}
