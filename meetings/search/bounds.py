"""How much of what a search finds is ranked, read and counted, so that no search costs too much."""

# So many results can be leafed through, fifty pages; whoever wants more narrows the search. Chosen by hand.
MAX_RESULTS = 1_000
# Of many matches so many of the newest are ranked, with so many of the newest that have a word in the title; the other
# results follow, the newest first. To rank an item is to read its vector, some kB: `make bench-search` shows what more
# cost, `make relevance` what fewer lose.
NEWEST_RANKED, TITLES_RANKED = 300, 200
RANKED = NEWEST_RANKED + TITLES_RANKED
# Matches are counted by meeting for so many of the newest days.
COUNTED_DAYS = 60
# Of a search that PostgreSQL's index answers so many matches are counted; of more the page says »Mindst«. To
# count is to read a row; `make bench-search` shows the time.
MAX_COUNTED = 50_000
# So many vectors are read to see whether common words stand in a phrase; where more were needed, the count is inexact.
MAX_RECHECKED = 3_000
# In letters. Words and numbers that are shorter are not taken for a beginning unless a reader types an asterisk. Chosen
# by hand; `make relevance` notices false friends.
SHORTEST_PREFIX = 4
# So many base forms of words that begin as typed are searched for where they begin otherwise: `udpege` of *udpegning*.
MAX_COMPLETIONS = 5
