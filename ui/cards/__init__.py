"""What can be done with cards in every room: the menu Card, the clipboard, and choosers."""
