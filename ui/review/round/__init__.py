"""Rounds in the window: planning one, its grid, the time that is left, submitting."""
