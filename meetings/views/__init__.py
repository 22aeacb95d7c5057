"""The archive's pages: one module a kind of page. A view reads, names what it found, and hands it to a template."""
