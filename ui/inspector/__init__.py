"""The inspector: the selected cards with all their fields, lines of sight, links and history."""

from ui.inspector.panel import Inspector as Inspector
