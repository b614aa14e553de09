"""The planning core: the workshop, its rules and its file. Knows no Qt, writes no Excel or PDF."""

__version__ = "0.1.0"
