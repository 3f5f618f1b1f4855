"""Mentions to what belongs together."""
