"""The outline: the workshop as a table that is a tree, to be read and filled in with the keyboard."""
