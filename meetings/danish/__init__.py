"""The Danish language in plain Python: a frozen dictionary, base forms, and compounds. No Django here."""
