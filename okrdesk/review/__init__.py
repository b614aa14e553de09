"""Side review: who reads whose draft, what they say of it, where it stands after edits, and its merging."""
