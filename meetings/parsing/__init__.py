"""Reading agendas and minutes: from a file to what it says, in pure Python.

`parser.parse_document` goes through the packages in this order: `lines` (file formats to pages of lines), `structure`
(cover, headings, items, their texts), `text` (paragraphs and tables), `meaning` (outcomes, votes, appointments …), to
the plain values of `document`. Nothing here knows Django or the database.
"""
