"""Nutgraf: typed, grounded summaries of news articles."""
