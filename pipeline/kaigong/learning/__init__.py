"""Training the second opinion on project names: gold -> samples -> names.crf."""
