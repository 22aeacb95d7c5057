"""Search: what a reader types is understood, asked of PostgreSQL, counted, ordered and marked in the texts.

The way of a search, module by module:

- `query.parse_query` reads the text by `grammar`, with the names that the archive has (`known_names` says which are
  needed, `archive_names` reads them from the database), and adds `synonyms`. It gives a `Query`: `clauses` of terms of
  phrases of words, made by `terms`, each of which gives its tsquery.
- `request.SearchRequest` is a query with `facets` to narrow it by, a period and an order.
- `answer.answer_search` gives the `SearchAnswer`: counts by facet and the keys of the best items in order. Rows are
  found and counted by `lookup`, within `bounds`.
- `did_you_mean.search_with_replacements` is what pages call: where nothing is found it asks again with other words.
- `highlight` marks the query's terms in a text and chooses the passage to show.

The way of an item: `indexing.write_search_rows` writes what `vector.search_vector` makes of its texts, and `typeahead`
the ends of its title. `topics` assigns topics by their rules, which are queries. `synonym_suggestions` reads the
abbreviations that texts explain. Words become lexemes in `meetings.danish.tokens`, for documents and queries alike.
"""
