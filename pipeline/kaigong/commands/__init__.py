"""The verbs of `kaigong` that have a module of their own."""
