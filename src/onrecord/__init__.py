"""OnRecord: puts on record what official reports of talks between leaders say."""

__version__ = "0.1.0"
