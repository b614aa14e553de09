"""The notes beside the draft, each at the height of what it speaks of."""
