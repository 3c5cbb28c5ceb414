"""What comes out: HTML, plain fallback for every other builder, the theme, the command line."""
