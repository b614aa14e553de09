"""The set-up room: whose plan it is, its cycle, lanes, teams, people, strategy and limits."""
