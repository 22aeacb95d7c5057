"""What must not be published by accident, and what was withdrawn: found in documents before anybody reads them."""
