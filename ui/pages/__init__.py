"""Pages that take the place of the rooms for a while."""
