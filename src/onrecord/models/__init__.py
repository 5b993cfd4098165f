"""Trained models: their weights, and what loads and runs them. How the weights are made: ``training/``."""
