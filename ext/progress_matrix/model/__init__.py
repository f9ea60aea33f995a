"""The pure model: statuses, dates, matrix, ledger, sentences; it imports neither Sphinx nor docutils."""
