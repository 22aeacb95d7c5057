"""The parts of a search's page that are there many times, written by Python: as a template they took its half."""

from collections.abc import Iterable, Iterator
from html import escape

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from meetings.danish.numbers import format_number
from meetings.models import AgendaItem
from meetings.pages.charts.hits_by_year import HitsByYearChart, YearBar
from meetings.pages.search_results import SearchResult
from meetings.pages.snippets import Snippet
from meetings.templatetags.archive import marked, outcome_mark, place_link

register = template.Library()

_CHOSEN = ' aria-current="true"'


@register.filter
def result_rows(results: Iterable[SearchResult]) -> SafeString:
    """The entries of the list of what was found."""
    return mark_safe("\n".join(map(_result_row, results)))  # what comes from elsewhere is escaped below


@register.filter
def year_bars(chart: HitsByYearChart) -> SafeString:
    """What a drawing of the hits over the years has of each year: its bar, which leads to it, and the year below."""
    drawn = (part for bar in chart.bars for part in _drawn_year(chart, bar))
    return mark_safe("\n".join(drawn))  # addresses and labels are escaped below


@register.filter
def year_rows(chart: HitsByYearChart) -> SafeString:
    """The same years as rows of a table, the newest first."""
    return mark_safe("\n".join(map(_year_row, chart.newest_first)))  # addresses are escaped below


def _result_row(result: SearchResult) -> str:
    item = result.item
    passages = []
    if result.decided:
        passages.append(_passage(result.decided, f"{outcome_mark(_outcome(item))} "))
    if result.snippet and result.has_more_in_snippet:
        passages.append(_passage(result.snippet))
    reasons = (
        f'<p class="meta"><span class="snippet-field">{escape(reason.label)}:</span> {marked(reason.segments)}</p>'
        for reason in result.reasons
    )
    return "\n".join(
        (
            f'<li class="item-row"><p class="meta">{place_link(item)}</p>',
            f'<h3><a href="{escape(item.get_absolute_url())}">{marked(result.title)}</a></h3>',
            *passages,
            *reasons,
            f'<p class="labels">{"".join(_labels(result))}</p></li>',
        )
    )


def _passage(passage: Snippet, before: str = "") -> str:
    field = f'<span class="snippet-field">{escape(passage.field)}:</span>'
    return f'<p class="snippet">{before}{field} {marked(passage.segments)}</p>'


def _labels(result: SearchResult) -> Iterator[str]:
    """What an item is: few are withdrawn, or wait for minutes."""
    item = result.item
    if item.withdrawn:
        yield render_to_string("meetings/parts/withdrawn.html", {"item": item})
    if getattr(item, "awaits_minutes", False):
        yield render_to_string("meetings/parts/awaiting.html", {"item": item})
    if not result.decided and (outcome := _outcome(item)):
        yield f"{outcome_mark(outcome)} "
    yield f'<span class="case-type">{escape(item.get_case_type_display())}</span>'


def _outcome(item: AgendaItem) -> str:
    """What became of the item; '' where nothing was decided."""
    decision = item.decision_or_none
    return decision.outcome if decision else ""


def _drawn_year(chart: HitsByYearChart, bar: YearBar) -> Iterator[str]:
    if bar.count:
        yield (
            f'<a href="{escape(bar.url)}" rel="nofollow" aria-label="{escape(bar.label)}"{_chosen(bar)}>'
            f'<rect class="reach" x="{bar.left}" y="0" width="{bar.width}" height="{chart.baseline}"/>'
            f'<rect class="bar" x="{bar.bar_left}" y="{bar.top}" width="{bar.bar_width}" height="{bar.height}"/>'
            f'<text class="bar-count" x="{bar.middle}" y="{bar.count_height}">{format_number(bar.count)}</text></a>'
        )
    if bar.is_labelled:
        css_class = "year" if bar.is_labelled_on_a_phone else "year year-on-wide-screens"
        yield (
            f'<text class="{css_class}" aria-hidden="true" x="{bar.middle}" y="{chart.year_height}">{bar.year}</text>'
        )


def _year_row(bar: YearBar) -> str:
    year = f'<a href="{escape(bar.url)}" rel="nofollow"{_chosen(bar)}>{bar.year}</a>' if bar.count else f"{bar.year}"
    return f'<tr><th scope="row">{year}</th><td class="figure">{format_number(bar.count)}</td></tr>'


def _chosen(bar: YearBar) -> str:
    return _CHOSEN if bar.is_chosen else ""
