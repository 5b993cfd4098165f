"""Making and checking the table of office-holders."""
