"""Help in place: the room that is open in a few words, the keys, the lines, the file. Without a network."""
