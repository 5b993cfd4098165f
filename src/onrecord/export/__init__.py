"""One small file a format: a record in, text out."""
