"""Summary -> something to look at. Pure: no file, no terminal, no clock."""
