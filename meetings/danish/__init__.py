"""The Danish language and country in plain Python: words, numbers, dates, names, municipalities and parties."""
