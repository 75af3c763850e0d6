"""Where articles come from; each source is a module that yields Articles or raises an InputError that names what was wrong and where."""
