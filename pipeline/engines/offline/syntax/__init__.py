"""The grammar of sentences: spaCy's parses, put right by rules, and what every part looks up in them."""
