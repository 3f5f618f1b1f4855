"""The verbs of `kaigong` that are more than a few lines."""
