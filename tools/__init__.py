"""The project's own tools: checks, translations, agreement, new reports."""
