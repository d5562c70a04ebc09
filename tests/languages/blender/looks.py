"""Small materials as graphs, for tests that draw them."""

from vlcritic.languages.blender.graph import Graph, Link, Node


def material(*nodes, links=(), shader="Emission"):
    """The nodes, the first of which is the shader, and an output that shows it."""
    out = Node("out", "ShaderNodeOutputMaterial")
    return Graph([out, *nodes], [Link(nodes[0].name, shader, "out", "Surface"), *(Link(*link) for link in links)])


def emission(color, strength=1.0):
    return material(Node("e", "ShaderNodeEmission", inputs={"Color": (*color, 1.0), "Strength": strength}))


def shown(*nodes, output, links=()):
    """What an output socket of the first node says, as light."""
    return material(Node("e", "ShaderNodeEmission"), *nodes, links=[(nodes[0].name, output, "e", "Color"), *links])


def across(node, socket, output):
    """What a node makes of a number that goes from 0 at the left of the plane to 1 at the right."""
    uv, parts = Node("uv", "ShaderNodeTexCoord"), Node("parts", "ShaderNodeSeparateXYZ")
    links = [("uv", "UV", "parts", "Vector"), ("parts", "X", node.name, socket)]
    return shown(node, uv, parts, output=output, links=links)


def deep(length=120):
    """Sums of sums, each of which needs its first part kept while the second is computed."""
    sums = [Node(f"s{n}", "ShaderNodeVectorMath") for n in range(length)]
    parts = [Node(f"p{n}", "ShaderNodeTexNoise", inputs={"Scale": 1.0 + n}) for n in range(length)]
    links = [(f"p{n}", "Color", f"s{n}", "Vector") for n in range(length)]
    links += [(f"s{n + 1}", "Vector", f"s{n}", "Vector_001") for n in range(length - 1)]
    return shown(*sums, *parts, output="Vector", links=links)


def heavy(length=60):
    """A chain of noise textures in four dimensions, each moved by the one before it."""
    chain = [
        Node(f"n{n}", "ShaderNodeTexNoise", settings={"noise_dimensions": "4D"}, inputs={"Detail": 15.0, "Scale": 3.0 + n})
        for n in range(length)
    ]
    links = [(f"n{n + 1}", "Color", f"n{n}", "Vector") for n in range(length - 1)]
    return shown(*chain, output="Color", links=links)
