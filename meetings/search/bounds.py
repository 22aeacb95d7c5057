"""How much of what a search finds is ranked, read and counted, so that no search costs too much.

Chosen by what a page may take in an archive of 1,000,000 items: see docs/measured.md.
"""

# So many results can be leafed through, fifty pages; whoever wants more narrows the search. Chosen by hand.
MAX_RESULTS = 1_000
# Of many matches so many are ranked: the newest with one of the words in the title, at most TITLES_RANKED, and the
# newest of all. The other results follow by date.
RANKED, TITLES_RANKED = 500, 200
# Matches are counted by meeting for so many of the newest days.
COUNTED_DAYS = 60
# So many matches are counted by what they can be narrowed by: of more, the newest.
MAX_COUNTED = 5_000
# Where more match and PostgreSQL expects at most so many, all are counted, and counted by year.
MAX_COUNTED_BY_YEAR = 100_000
# So many items that have the words of a phrase are looked at, the newest, to see whether they have the phrase.
MAX_RECHECKED = 3_000
# In letters. Words and numbers that are shorter are not taken for a beginning unless a reader types an asterisk. Chosen
# by hand; `make relevance` notices false friends.
SHORTEST_PREFIX = 4
# So many base forms of words that begin as typed are searched for where they begin otherwise: `udpege` of *udpegning*.
MAX_COMPLETIONS = 5
