"""Article text to blocks, sections and the text as a reader reads it."""
