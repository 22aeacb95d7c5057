"""What templates need beyond Django's own tags."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from meetings.danish.plurals import counted
from meetings.pages.blocks import opening
from meetings.pages.provenance import TextLine
from meetings.pages.totals import sample_councils

register = template.Library()
register.filter("opening", opening)

_GAP = mark_safe(' class="gap"')  # an attribute of our own: no text of a document is ever marked safe


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


@register.inclusion_tag("meetings/parts/sample_notice.html")
def sample_notice() -> dict[str, Any]:
    """A word on invented documents, where the archive holds some."""
    return {"councils": sample_councils()}
