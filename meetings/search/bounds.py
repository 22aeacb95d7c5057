"""How much of what a search finds is ranked, read and counted, so that no search costs too much."""

REACH = 1_000
"""So many results can be leafed through, and are ranked; whoever wants more narrows the search."""
IN_TITLES = 400
"""Of a common word so many of the newest titles that hold it are ranked with the newest items."""
DAYS = 60
"""Matches are counted by meeting for so many of the newest."""
COUNTED_AT_MOST = 50_000
"""Of a search that has to look at words one by one so many matches are counted."""
RECHECKED = 3_000
"""So many items are read to see whether common words stand in a phrase."""
