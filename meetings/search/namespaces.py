"""What stands before a lexeme in the index that means more than *this word occurs*.

Lexemes are of [a-z0-9]; these are capitals, so that none can be taken for a word.
"""

PART = "P"
"""A part of a compound: *sundhedsreform* has Preform."""
IN_TITLE = "T"
IN_DECISION = "B"
IN_CASE_NUMBER = "S"
"""The word, or a part of it, stands in that field."""
FACET = "F"
"""What an item has besides words: a year, an outcome, a municipality (see facets.py)."""
