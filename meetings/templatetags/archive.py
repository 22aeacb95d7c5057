"""What templates need beyond Django's own tags."""

from typing import Any

from django import template

from meetings.blocks import opening
from meetings.models import Council

register = template.Library()
register.filter("opening", opening)


@register.inclusion_tag("meetings/parts/sample_notice.html")
def sample_notice() -> dict[str, Any]:
    """A word on invented documents, where the archive holds some."""
    return {"councils": list(Council.objects.filter(is_sample=True))}
