"""What an editor's decision on whom a name stands for is remembered by: the place in a meeting, whatever is imported.

It outlives the records: a meeting that is deleted and imported again has the people whom the editor told apart.
"""

from datetime import date


def decided_place(record_type: str, council_slug: str, day: date, seat: str = "") -> str:
    """`participant kkr-nord 2022-02-04`, or of an appointment `appointment kkr-nord 2022-02-04 3.6/Havnerådet`."""
    return " ".join(filter(None, (record_type, council_slug, day.isoformat(), seat)))
