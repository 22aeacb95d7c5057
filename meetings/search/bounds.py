"""How much of what a search finds is ranked, read and counted, so that no search costs too much."""

# So many results can be leafed through; whoever wants more narrows the search.
MAX_RESULTS = 1_000
# Of many matches so many of the newest are ranked, with so many of the newest that have a word in the title; the other
# results follow, the newest first.
NEWEST_RANKED, TITLES_RANKED = 300, 200
RANKED = NEWEST_RANKED + TITLES_RANKED
# Matches are counted by meeting for so many of the newest.
COUNTED_DAYS = 60
# Of a search that PostgreSQL's index answers so many matches are counted.
MAX_COUNTED = 50_000
# So many items are read to see whether common words stand in a phrase.
MAX_RECHECKED = 3_000
# In letters. A shorter word is not taken for the beginning of others unless a reader says so with an asterisk; chosen
# by hand, `make relevance` notices false friends.
SHORTEST_PREFIX = 4
# So many base forms of words that begin as typed are searched for where they begin otherwise: `udpege` of *udpegning*.
MAX_COMPLETIONS = 5
