"""Benchmarks: a synthetic annotated edition, built with sphinx-variorum and with its peers."""
