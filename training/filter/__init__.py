"""How the filter for web archives is made: ``python -m training.filter``."""
