"""What this process owes the system and its user: errors, log, worker, signals, privacy."""
