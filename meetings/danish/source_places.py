"""What the place in a document is called where something stands: a page, or a paragraph where there are no pages."""

_PARAGRAPH = "paragraph"


def place_in_words(page: int, unit: str) -> str:
    """»side 4«, or »afsnit 12« in a document whose places are paragraphs."""
    return f"afsnit {page}" if unit == _PARAGRAPH else f"side {page}"


def place_and_line(page: int, line: int, unit: str) -> str:
    """»side 4, linje 112«; a paragraph is a line, and is told alone."""
    return place_in_words(page, unit) if unit == _PARAGRAPH else f"side {page}, linje {line}"


def short_place(page: int, unit: str) -> str:
    """»s. 4« or »afsnit 12«."""
    return f"afsnit {page}" if unit == _PARAGRAPH else f"s. {page}"


def short_place_and_line(page: int, line: int, unit: str) -> str:
    """»s. 4, linje 112« or »afsnit 12«."""
    return short_place(page, unit) if unit == _PARAGRAPH else f"s. {page}, linje {line}"
