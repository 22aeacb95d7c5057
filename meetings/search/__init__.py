"""Danish search in plain Python: documents and queries pass through one analyzer. No Django here."""
