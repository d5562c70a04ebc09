"""GLSL scenes: sample one, write it as a program, read it back, measure it."""
