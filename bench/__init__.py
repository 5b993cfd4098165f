"""Benchmarks of OnRecord: quality against annotated reports, speed, memory, and runs that must not fail."""
