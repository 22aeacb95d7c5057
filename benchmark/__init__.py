"""Search measured beside other engines on a synthetic archive. For developers: nothing of the site imports it."""
