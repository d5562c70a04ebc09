"""Healthy programs, and what they draw: rectangles, drawn by NumPy. The same to the last bit, so a total is exactly 1."""

import numpy as np

SIDE = 64


def corners(place):
    """Left, bottom, right and top of a rectangle in pixels, another one for every place."""
    left, bottom = 4 + place % 23, 4 + place // 23 * 3
    return left, bottom, left + 20 + place % 11, bottom + 24 + place % 7


def rectangle(place):
    """White on blue. Edges lie between the centres of pixels, so no rounding can move them."""
    left, bottom, right, top = corners(place)
    picture = np.full((SIDE, SIDE, 3), (0, 51, 255), np.uint8)
    picture[SIDE - top : SIDE - bottom, left:right] = 255
    return picture


def rectangle_shader(place):
    """The same as a shader; a name makes one in eight a new structure, which must be compiled."""
    left, bottom, right, top = (f"{edge / SIDE:.6f}" for edge in corners(place))
    name = f"p{place % 8 and place}"
    return (
        "void mainImage(out vec4 fragColor, in vec2 fragCoord) {\n"
        f"    vec2 {name} = fragCoord / iResolution.xy;\n"
        f"    bool inside = {name}.x > {left} && {name}.x < {right} && {name}.y > {bottom} && {name}.y < {top};\n"
        "    fragColor = vec4(inside ? vec3(1.0) : vec3(0.0, 0.2, 1.0), 1.0);\n}\n"
    )
