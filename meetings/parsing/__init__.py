"""Reading agendas and minutes: from a file to what it says, in pure Python.

A file flows one way: extract -> clean -> parser -> document. Nothing here knows Django or the database.
"""
