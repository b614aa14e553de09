"""Where the keys go in the window: the order of Tab, Enter and Esc, and when a field is left."""
