"""What people and programs outside rely on: names, addresses and formats.

They may be added to, and are never renamed or dropped. Each test compares the archive with a table that is written out
here: whoever changes a row of it changes what was promised.
"""
