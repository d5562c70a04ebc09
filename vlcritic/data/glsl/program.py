"""A scene as its one canonical GLSL program.

What a picture cannot tell is never random here: names, the order of helpers, two decimals.

Source: signed distances after Inigo Quilez, https://iquilezles.org/articles/distfunctions2d/; exact inside and out for every kind but the
ellipse. The ellipse is his first-order distance f·(f−1)/|∇|: its sign is right everywhere and it is off by less than 0.001 over the soft
edge, all that a picture shows; far away it is up to a third too short, and at the centre as deep as the larger radius.
"""

from __future__ import annotations

from vlcritic.data.glsl.scene import KINDS, Colour, Scene, Shape

_HELPERS = {
    "circle": """\
float circle(vec2 p, float radius) {
    return length(p) - radius;
}
""",
    "square": """\
float square(vec2 p, float half_side) {
    vec2 q = abs(p) - half_side;
    return length(max(q, 0.0)) + min(max(q.x, q.y), 0.0);
}
""",
    "annulus": """\
float annulus(vec2 p, float radius) {
    return abs(length(p) - radius) - 0.02;
}
""",
    "box": """\
float box(vec2 p, vec2 half_size) {
    vec2 q = abs(p) - half_size;
    return length(max(q, 0.0)) + min(max(q.x, q.y), 0.0);
}
""",
    "rounded_box": """\
float rounded_box(vec2 p, vec2 half_size, float corner) {
    vec2 q = abs(p) - half_size + corner;
    return length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - corner;
}
""",
    "ellipse": """\
float ellipse(vec2 p, vec2 radii) {
    float f = length(p / radii);
    return f * (f - 1.0) / max(length(p / (radii * radii)), 0.0001);
}
""",
    "triangle": """\
float triangle(vec2 p, vec2 half_size) {
    vec2 side = vec2(half_size.x, -2.0 * half_size.y);
    vec2 q = vec2(abs(p.x), p.y - half_size.y);
    vec2 a = q - side * clamp(dot(q, side) / dot(side, side), 0.0, 1.0);
    vec2 b = q - vec2(clamp(q.x, 0.0, side.x), side.y);
    float inside = min((q.x * side.y - q.y * side.x) * sign(half_size.y), (q.y - side.y) * sign(half_size.y));
    return -sqrt(min(dot(a, a), dot(b, b))) * sign(inside);
}
""",
    "ngon": """\
float ngon(vec2 p, float radius, int sides) {
    float half_sector = 3.14159265 / float(sides);
    float angle = mod(atan(p.x, p.y), 2.0 * half_sector) - half_sector;
    vec2 q = length(p) * vec2(cos(angle), abs(sin(angle)));
    vec2 corner = radius * vec2(cos(half_sector), sin(half_sector));
    return length(q - vec2(corner.x, min(q.y, corner.y))) * sign(q.x - corner.x);
}
""",
    "star": """\
float star(vec2 p, float radius, float inner) {
    float angle = abs(mod(atan(p.x, p.y) + 0.62831853, 1.25663706) - 0.62831853);
    vec2 q = length(p) * vec2(cos(angle), sin(angle)) - vec2(radius, 0.0);
    vec2 edge = inner * vec2(0.80901699, 0.58778525) - vec2(radius, 0.0);
    return length(q - edge * clamp(dot(q, edge) / dot(edge, edge), 0.0, 1.0)) * sign(edge.y * q.x - edge.x * q.y);
}
""",
    "segment": """\
float segment(vec2 p, vec2 end, float thickness) {
    return length(p - end * clamp(dot(p, end) / dot(end, end), -1.0, 1.0)) - thickness;
}
""",
}

_SMOOTH_UNION = """\
float smooth_union(float a, float b, float k) {
    float h = max(k - abs(a - b), 0.0) / k;
    return min(a, b) - 0.25 * k * h * h;
}
"""

_COMBINED = {
    "draw": "{shape}",
    "union": "min(d, {shape})",
    "smooth_union": "smooth_union(d, {shape}, {smoothness})",
    "intersection": "max(d, {shape})",
    "subtraction": "max(d, -{shape})",
}


def write(scene: Scene) -> str:
    """The canonical program of a scene; `parse_scene` reads it back."""
    return "\n".join([*_helpers(scene), _main(scene)])


def _helpers(scene: Scene) -> list[str]:
    """The functions that the scene calls, in the order of `KINDS`."""
    used = {shape.kind for shape in scene.shapes}
    helpers = [_HELPERS[kind] for kind in KINDS if kind in used]
    is_smooth = any(shape.operation == "smooth_union" for shape in scene.shapes)
    return [*helpers, _SMOOTH_UNION] if is_smooth else helpers


def _main(scene: Scene) -> str:
    """`mainImage`: one line for each shape and one that paints each group."""
    lines = [
        "void mainImage(out vec4 fragColor, in vec2 fragCoord) {",
        "    vec2 p = (fragCoord - 0.5 * iResolution.xy) / max(iResolution.x, iResolution.y);",
        f"    vec3 color = {_vec(scene.background)};",
    ]
    declared = "float "
    for group in scene.groups:
        for shape in group:
            lines.append(f"    {declared}d = {_combined(shape)};")
            declared = ""
        lines.append(f"    color = mix({_vec(group[0].colour)}, color, smoothstep(0.0, 0.01, d));")
    return "\n".join([*lines, "    fragColor = vec4(color, 1.0);", "}", ""])


def _combined(shape: Shape) -> str:
    """The distance after this shape has joined its group."""
    return _COMBINED[shape.operation].format(shape=_call(shape), smoothness=_number(shape.smoothness))


def _call(shape: Shape) -> str:
    """The shape's own distance."""
    return f"{shape.kind}(p - {_vec(shape.centre)}, {_arguments(shape)})"


def _arguments(shape: Shape) -> str:
    """The shape's parameters as its helper takes them."""
    first, *rest = shape.params
    if shape.kind == "ngon":
        return f"{_number(first)}, {int(rest[0])}"
    if shape.kind in ("box", "ellipse", "triangle"):
        return _vec(shape.params)
    if shape.kind in ("rounded_box", "segment"):
        return f"{_vec(shape.params[:2])}, {_number(shape.params[2])}"
    return ", ".join(_number(value) for value in shape.params)


def _vec(values: tuple[float, ...] | Colour) -> str:
    """`vec2(0.12, -0.20)`."""
    return f"vec{len(values)}({', '.join(_number(value) for value in values)})"


def _number(value: float) -> str:
    """Two decimals, without a negative zero."""
    return f"{round(value, 2) + 0.0:.2f}"
