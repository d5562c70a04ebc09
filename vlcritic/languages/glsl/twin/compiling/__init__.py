"""From the syntax tree to typed code that runs on lanes, under masks."""
