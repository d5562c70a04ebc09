"""Random GLSL, well typed and well conditioned, drawn by hypothesis."""
