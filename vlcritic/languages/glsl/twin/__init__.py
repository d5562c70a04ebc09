"""The twin of the GLSL renderer: the same shader text, evaluated by torch."""
