"""From sources to Articles."""
