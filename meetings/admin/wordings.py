"""Two wordings of one text side by side in the admin: what only one of them has is marked."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from meetings.pages.word_diff import word_diff

_TAGS = {"kept": "span", "removed": "del", "added": "ins"}


def marked_differences(old: str, new: str) -> SafeString:
    """The new wording as a block that keeps its lines, with what was taken out of the old one struck out."""
    runs = ((_TAGS[run.kind], run.text, _TAGS[run.kind]) for run in word_diff(old, new))
    return format_html('<div class="wording">{}</div>', format_html_join("", "<{}>{}</{}>", runs))
