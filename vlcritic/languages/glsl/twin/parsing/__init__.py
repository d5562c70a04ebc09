"""From the text to the syntax tree."""
