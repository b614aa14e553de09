"""The workshop's file: its tables, its safe opening, its working copy, its publishing, its backups."""
