"""What a hand can do on the board: one class per gesture, at most one of them at a time."""
