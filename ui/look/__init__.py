"""How the window looks: fonts, icons, themes, sizes and motion."""
