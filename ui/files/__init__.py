"""Workshops as files: opening, saving, exporting, printing, and what is dropped on the window."""
