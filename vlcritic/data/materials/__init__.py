"""Blender materials: families to generate them from, so that data exists without a download."""
