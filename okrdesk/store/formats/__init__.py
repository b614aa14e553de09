"""The file formats there have been: the tables of each as SQL beside this, and the number of the newest."""

APPLICATION_ID = 0x4F4B5244  # "OKRD", in the header of every workshop's file
FORMAT = 4  # SQLite's user_version; the only number a file's format has
