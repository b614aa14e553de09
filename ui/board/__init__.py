"""The board: lanes, cards and links in a QGraphicsView, and the gestures that move cards."""
