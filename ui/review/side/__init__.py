"""Whom I review, who reviews us, and what to ask while reading."""
