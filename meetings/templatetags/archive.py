"""What templates need beyond Django's own tags."""

from collections.abc import Iterable
from typing import Any, Protocol

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from meetings.caching.shown_records import has_samples_alone
from meetings.danish.plurals import counted
from meetings.pages.blocks import opening
from meetings.pages.provenance import TextLine
from meetings.pages.totals import sample_councils
from meetings.pages.word_diff import WordRun

register = template.Library()
register.filter("opening", opening)

# An attribute and elements of our own: no text of a document is ever marked safe.
_GAP = mark_safe(' class="gap"')
_MARKED_END = mark_safe("</mark>")
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
    begin = format_html('<mark class="{}">', css_class) if css_class else mark_safe("<mark>")
    parts = ((begin, one.text, _MARKED_END) if one.marked else ("", one.text, "") for one in segments)
    return format_html_join("", "{}{}{}", parts)


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
