"""Training the second opinion on project names: gold -> lessons -> names.crf and names.trees.json."""
