"""What people see and touch: the command line and, in Qt, the window."""
