"""Statements → graph: what each line of a program does to the node tree, as Blender would do it."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches
from functools import lru_cache

from vlcritic.languages.blender import tables
from vlcritic.languages.blender.assigning import Written, assign, edit_curves, edit_ramp, finished_curves
from vlcritic.languages.blender.graph import GROUP, MATERIAL_OUTPUT, Graph, Link, Node, Ramp
from vlcritic.languages.blender.problems import Fault, Problem, shown, some
from vlcritic.languages.blender.statements import Call, Path, Program, Statement

NODES = ("material", "node_tree", "nodes")
LINKS = ("material", "node_tree", "links")
GROUPS = ("bpy", "data", "node_groups")

EEVEE_ONLY = frozenset(["ShaderNodeShaderToRGB", "ShaderNodeEeveeSpecular"])

_METHODS = {NODES: ("new", "get", "remove", "clear"), LINKS: ("new", "remove", "clear")}
_PLACES = frozenset(
    [("material",), ("material", "use_nodes"), ("material", "node_tree"), ("material", "node_tree", "update"), NODES, LINKS]
    + [(*place, method) for place, methods in _METHODS.items() for method in methods]
)
_DISPLACEMENT = frozenset([("material", "displacement_method"), ("material", "cycles", "displacement_method")])
_IGNORED = frozenset(
    "name alpha_threshold blend_method diffuse_color line_color metallic pass_index preview_render_type refraction_depth roughness"
    " shadow_method show_transparent_back specular_color specular_intensity surface_render_method thickness_mode use_backface_culling"
    " use_backface_culling_shadow use_fake_user use_preview_world use_raytrace_refraction use_screen_refraction use_sss_translucency"
    " use_thickness_from_shadow use_transparency_overlap use_transparent_shadow".split()
)
"""Properties of a material for the viewport, for EEVEE, and for the list of materials."""

FORBIDDEN = {
    "ShaderNodeTexImage": "an image file",
    "ShaderNodeTexEnvironment": "an image file",
    "ShaderNodeTexIES": "a light file",
    "ShaderNodeTexPointDensity": "a point cloud",
    "ShaderNodeScript": "a script",
}
MAX_FAULTS = 20
"""After so many statements that cannot be carried out the rest is not looked at."""

_LONGEST_PLACE = 8  # node.mapping.curves[i].points[j].location[k]
_MADE_BY_USE_NODES = {"Principled BSDF": "ShaderNodeBsdfPrincipled", "Material Output": MATERIAL_OUTPUT}


class Place(tuple):
    """What a path means: `(node, steps …)`, `("link", link)`, `("material", steps …)` or `("bpy", steps …)`."""

    __slots__ = ()


NOWHERE = Place(("material",))


class Builder:
    """Carries out a program's statements one after the other.

    Attributes:
        graph: what they made.
        problems: what could not be done, and warnings, in order; a statement that could not be done was left out.
        written: the values that the program wrote, in its order.
        stops: by node, what each stop of its ramp is known by wherever it moves.
        gone: the stops and points that were removed, by what they are known by.
        lines: the line of each node, by name, and of each link.
        is_cut: whether it gave up before the end, after `MAX_FAULTS`.
    """

    def __init__(self, program: Program, version: str):
        self.graph = Graph(version=version)
        self.types = tables.node_types(version)
        self.problems: list[Problem] = []
        self.written: list[Written] = []
        self.stops: dict[str, list[object]] = {}
        self.gone: dict[object, object] = {}
        self.lines: dict[str | Link, int] = {}
        self.is_cut = False
        self._lines_written: dict[tuple, int] | None = None
        self._line = 0
        self._places = {program.material: NOWHERE, "bpy": Place(("bpy",))}
        self._values: dict[str, object] = {}  # what variables hold that are no places
        self._alive: dict[str, Node] = {}
        self._taken: dict[str, int] = {}  # names of nodes, removed ones too, and the last number given to each
        self._labels: dict[str, Node | None] = dict.fromkeys(_MADE_BY_USE_NODES)  # names in Blender; None: not yet in the graph
        self._numbers: dict[str, int] = {}  # the last number given to each label
        self._links: dict[object, Link] = {}  # by what they go into
        self._active: Node | None = None
        self._is_own = False  # since it was cleared, all that is in the tree is the program's own

    def run(self, statements: list[Statement]) -> None:
        """Carry out all statements, and put the curves in order."""
        faults = 0
        for statement in statements:
            self._line = statement.line
            try:
                self._step(statement)
            except Fault as fault:
                self.problems.append(fault.problem(statement.line))
                faults += 1
                if faults == MAX_FAULTS:
                    self.is_cut = True
                    break
        self.graph.nodes, self.graph.links = list(self._alive.values()), list(self._links.values())
        for node in self.graph.nodes:
            if node.curves is not None:
                node.curves = finished_curves(node)

    def warn(self, code: str, message: str, node: Node | None = None) -> None:
        """Add a problem that leaves the statement in force."""
        self.problems.append(Problem(code, message, node and node.name, self._line))

    def line_of(self, node: str, key: str) -> int | None:
        """The line that last wrote an input or a setting."""
        if self._lines_written is None:
            self._lines_written = {each.what: each.statement.line for each in self.written}
        return self._lines_written.get((node, False, key))

    def place(self, path: Path) -> Place:
        """What a path means. Raises Fault."""
        start = self._places.get(path[0])
        if start is None and type(path[0]) is Call:
            start = self._called(path[0])
        if start is None:
            raise Fault("unknown-variable", f"{path[0]} is not bound to a node or a socket; there are {some(self._places)}")
        place = Place(start + path[1:]) if len(path) > 1 else start
        if type(place[0]) is not Node:
            if place in _PLACES:
                return place
            place = self._found(place)
        if type(place[0]) is Node and place[0].name not in self._alive:
            raise Fault("unknown-variable", f"{path[0] if type(path[0]) is str else path}: this node was removed")
        return place

    def _found(self, place: Place) -> Place:
        """The node or link that a place in the tree is, or the place where it is one. Raises Fault."""
        if place[:3] == NODES and len(place) > 3:
            if type(place[3]) is tuple:
                return Place((self._labelled(place[3][0]), *place[4:]))
            if place[3] == "active":
                return Place((self._active_node(), *place[4:]))
        if place[:3] == LINKS and len(place) > 3 and type(place[3]) is tuple:
            place = Place(("link", self._numbered(self._links, place[3][0], "links"), *place[4:]))
        if place[0] == "link" and len(place) > 2:
            link, end = place[1:3]
            if end not in ("from_node", "to_node"):
                raise Fault("unknown-setting", f"a link's {shown(end)}; of a link from_node and to_node are read; leave out what is muted")
            name = link.source if end == "from_node" else link.target
            if name not in self._alive:
                raise Fault("unknown-variable", f"{name}: this node was removed")
            return Place((self._alive[name], *place[3:]))
        if place[0] == "material" and not _is_ignored(place):
            steps = ".".join(map(str, place))
            raise Fault("unknown-setting", f"{steps[:80]} is not known; use nodes, links, and the settings of nodes")
        return place

    def _active_node(self) -> Node:
        if self._active is None or self._active.name not in self._alive:
            raise Fault("unknown-variable", "nodes.active; no line sets it")
        return self._active

    def _numbered(self, things: dict, index: object, name: str):
        """The node or link of that index, where the nodes of `use_nodes` are not among them."""
        if not self._is_own:
            raise Fault("unknown-variable", f"{name}[{shown(index)}] may be of those that use_nodes makes; give yours a variable")
        if type(index) is not int or not -len(things) <= index < len(things):
            raise Fault("unknown-variable", f"{name}[{shown(index)}]; there are {len(things)}")
        return list(things.values())[index]

    def resolve(self, node: Node, side: str, key: int | str) -> tables.Socket:
        """The socket that a program means; by name, in Blender 5, the first that the node uses as it is now. Raises Fault.

        Where the node uses none of that name Blender 5 raises KeyError. Here the line is taken, since models set values before settings
        and after, and the checks warn of sockets that the settings hide in the end.
        """
        if node.idname == GROUP:
            return tables.Socket(f"[{key}]" if isinstance(key, int) else key, str(key), "GROUP")
        known = self.types[node.idname]
        sockets = getattr(known, side)
        try:
            named = known.named(side, key) if type(key) is str else ()
            if len(named) > 1 and self.graph.version != tables.OLD:
                return next((each for each in named if known.is_used(side, each, node.settings)), named[0])
            if named:
                return named[0]
            return tables.resolve(sockets, key + len(sockets) if isinstance(key, int) and key < 0 else key)
        except LookupError:
            names = some((f"{index} {socket.name}" for index, socket in enumerate(sockets)), 40) or "none"
            raise Fault("unknown-socket", f"{node.idname} has no {side}[{shown(key)}]; it has {names}") from None

    def activate(self, output: Node) -> None:
        """Only one output is the active one."""
        for node in self._alive.values():
            if node.idname == output.idname and node is not output:
                node.settings.pop("is_active_output", None)

    def rename(self, node: Node, label: object) -> None:
        """A node's name in Blender, by which `nodes[name]` finds it."""
        self._labels = {name: each for name, each in self._labels.items() if each is not node}
        self._labels[_free(str(label), self._labels, self._numbers, ".{:03d}")] = node

    def _step(self, statement: Statement) -> None:
        _, target, value, _ = statement
        if type(value) is Call:
            value = self._called(value, statement, target)
        elif self._values:
            value = self._held(value)
        if target is None:
            return self._look(value)
        if len(target) == 1:
            return self._bind(target[0], value)
        if target[-1] == "active" and self.place(Path(target[:-1])) == NODES:
            return self._activate_node(value)
        place = self.place(target)
        if type(place[0]) is Node:
            assign(self, place[0], place[1:], value, statement)
        else:
            self._assign_elsewhere(place, target, value)

    def _assign_elsewhere(self, place: Place, target: Path, value: object) -> None:
        """Assignments to the material itself, of which use_nodes alone does anything here."""
        if place == ("material", "use_nodes"):
            if value not in (True, 1):
                raise Fault("syntax", "use_nodes = False leaves no nodes; write True")
        elif place[0] == "bpy":
            raise Fault("forbidden", f"{target} is not the material's; only its own nodes may be set")
        elif place[-1] == "displacement_method":
            if value != "BUMP":
                self.warn("ignored-setting", f"displacement_method = {shown(value)}; a plane is drawn, and its displacement as bumps")
        elif not _is_ignored(place):
            raise Fault("unknown-setting", f"{target} is not set; use the methods of nodes and links, and the settings of nodes")

    def _activate_node(self, value: object) -> None:
        place = self.place(value) if type(value) is Path else value
        if type(place) is not Place or len(place) != 1 or type(place[0]) is not Node:
            raise Fault("type-mismatch", "nodes.active is a node")
        self._active = place[0]

    def _look(self, value: object) -> None:
        """A line that only names something, which Blender must have."""
        place = self.place(value) if type(value) is Path else ()
        if len(place) > 2 and place[1] in ("inputs", "outputs") and type(place[2]) is tuple:
            self.resolve(place[0], place[1], place[2][0])

    def _held(self, value: object) -> object:
        """The number, tuple or string that a variable holds, where the value is one; else the value itself."""
        if type(value) is not Path or value[0] not in self._values:
            return value
        if len(value) > 1:
            raise Fault("syntax", f"{value}: a part of a value; write it out")
        return self._values[value[0]]

    def _bind(self, name: str, value: object) -> None:
        if type(value) is Path:
            value = self.place(value)
            if len(value) > _LONGEST_PLACE:
                raise Fault("unknown-setting", "so many steps lead nowhere")
        if name == "bpy":
            raise Fault("forbidden", "bpy is Blender's own name; use another variable")
        holds, other = (self._places, self._values) if type(value) is Place else (self._values, self._places)
        holds[name] = value
        other.pop(name, None)

    def _called(self, call: Call, statement: Statement | None = None, target: Path | None = None) -> Place:
        """Carry out a call. The place of what it makes or finds."""
        place = self.place(call.path)
        arguments = [*call.arguments, *[value for _, value in call.keywords]]
        if self._values:
            arguments = [self._held(each) for each in arguments]
        if place == (*LINKS, "new"):
            link = self._new_link(arguments)
            return NOWHERE if target is None and statement is not None else Place(("link", link))
        if place == (*NODES, "new"):
            return Place((self._new_node(_only(arguments, str), target),))
        if type(place[0]) is Node and place[1:2] == ("color_ramp",):
            return Place((place[0], *edit_ramp(self, place, arguments, statement)))
        if type(place[0]) is Node and place[1:2] == ("mapping",):
            return Place((place[0], *edit_curves(self, place, arguments, statement)))
        if place[:3] == NODES:
            return self._edit_nodes(place[3:], arguments)
        if place == (*LINKS, "clear"):
            self._links.clear()
        elif place == (*LINKS, "remove"):
            self._unlink(_only(arguments, Path, Call))
        elif place == (*GROUPS, "get"):
            return Place((*GROUPS, (_only(arguments, str),)))
        elif place != ("material", "node_tree", "update"):
            raise Fault(
                "forbidden", f"{call.path} is not called; a material calls nodes.new, links.new, elements.new, points.new, their remove"
            )
        return NOWHERE

    def _edit_nodes(self, method: tuple, arguments: list) -> Place:
        if method == ("get",):
            return Place((self._labelled(_only(arguments, str)),))
        if method == ("clear",):
            for each in (self._alive, self._labels, self._links):
                each.clear()
            self._is_own = True
        elif method == ("remove",):
            self._remove(_only(arguments, Path, Call))
        else:
            raise Fault("forbidden", "of nodes only new, get, remove and clear are called")
        return NOWHERE

    def _new_node(self, idname: str, target: Path | None) -> Node:
        if idname in FORBIDDEN:
            raise Fault("forbidden", f"{idname} needs {FORBIDDEN[idname]}; a program has none; compute the picture")
        known = self.types.get(idname)
        if known is None:
            is_first = not any(problem.code == "unknown-node" for problem in self.problems)  # a search takes a millisecond
            near = _near(idname[:60], self.graph.version) if is_first else None
            hint = f"; did you mean {near}?" if near else ""
            raise Fault("unknown-node", f"Blender {self.graph.version} has no node {idname[:60]!r}{hint}")
        return self._add(idname, target[0] if target is not None and len(target) == 1 else "node", known.label)

    def _add(self, idname: str, name: str, label: str) -> Node:
        node = Node(_free(name, self._taken, self._taken), idname, ramp=Ramp() if self.types[idname].has_ramp else None)
        self._taken.setdefault(node.name, 0)
        self._alive[node.name] = node
        self._labels[_free(label, self._labels, self._numbers, ".{:03d}")] = node
        self.lines[node.name] = self._line
        return node

    def _labelled(self, label: object) -> Node:
        """The node of that name in Blender, or of that index. What `use_nodes` makes is in the graph once the program names it."""
        if type(label) is int:
            return self._numbered(self._alive, label, "nodes")
        if label not in self._labels:
            raise Fault("unknown-variable", f"nodes[{shown(label)}]; there are {some(self._labels)}")
        if self._labels[label] is None:
            self._add_defaults()
        return self._labels[label]

    def _add_defaults(self) -> None:
        """Put the nodes of `use_nodes` before all others, output first, and their link."""
        later, self._alive = self._alive, {}
        for label, idname in reversed(_MADE_BY_USE_NODES.items()):
            if self._labels.get(label, 0) is None:
                del self._labels[label]
                self._add(idname, label.lower().replace(" ", "_"), label)
        made = list(self._alive)
        self._alive |= later
        if len(made) == 2:
            link = Link(made[1], "BSDF", made[0], "Surface")
            self._links = {(link.target, link.input): link} | self._links

    def _remove(self, which: Path | Call) -> None:
        label = self._untouched(which)
        if label is not None:
            del self._labels[label]
            return
        node = (self.place(which) if type(which) is Path else self._called(which, None))[0]
        if type(node) is not Node:
            raise Fault("syntax", "nodes.remove takes a node")
        del self._alive[node.name]
        self._labels = {label: each for label, each in self._labels.items() if each is not node}
        self._links = {into: link for into, link in self._links.items() if node.name not in (link.source, link.target)}

    def _untouched(self, which: Path | Call) -> str | None:
        """The name of a node of `use_nodes` that the program removes without having used it."""
        if type(which) is Path:
            place, label = (*self._places.get(which[0], ()), *which[1:-1]), which[-1]
        else:
            place, label = tuple(self.place(which.path)[:-1]), which.arguments
        is_one = (
            place == NODES and type(label) is tuple and len(label) == 1 and type(label[0]) is str and self._labels.get(label[0], 0) is None
        )
        return label[0] if is_one else None

    def _unlink(self, which: Path | Call) -> None:
        place = self.place(which) if type(which) is Path else self._called(which)
        link = place[1] if place[0] == "link" and len(place) == 2 else None
        for into in (link, link and (link.target, link.input)):
            if link is not None and self._links.get(into) == link:
                del self._links[into]
                return
        raise Fault("unknown-variable", "links.remove takes a link that is there: link = links.new(…), then links.remove(link)")

    def _new_link(self, arguments: list) -> Link:
        if len(arguments) not in (2, 3) or not type(arguments[0]) is type(arguments[1]) is Path:
            raise Fault("syntax", "write links.new(a.outputs[0], b.inputs[0])")
        source, side, output = self._end(arguments[0])
        target, other, input = self._end(arguments[1])
        if side == other:
            raise Fault("type-mismatch", f"a link from {side} to {other}; it goes from an output to an input")
        if side == "inputs":
            source, output, target, input = target, input, source, output
        link = Link(source.name, output.identifier, target.name, input.identifier)
        into = link if input.is_multi else (link.target, link.input)
        self._links.pop(into, None)
        self._links[into] = link
        self.lines[link] = self._line
        return link

    def _end(self, path: Path) -> tuple[Node, str, tables.Socket]:
        place = self.place(path)
        if len(place) == 3 and type(place[0]) is Node and place[1] in ("inputs", "outputs") and type(place[2]) is tuple:
            return place[0], place[1], self.resolve(place[0], place[1], place[2][0])
        raise Fault("syntax", f"{path} is no socket; write noise.outputs[0], mix.inputs['A']")


@lru_cache(256)
def _near(idname: str, version: str) -> str | None:
    """The node type that is spelled most like it."""
    return next(iter(get_close_matches(idname, tables.node_types(version), 1)), None)


def _is_ignored(place: Place) -> bool:
    """Whether it is of the material and says nothing of the picture that Cycles draws of a plane."""
    return (len(place) == 2 and place[1] in _IGNORED) or place in _DISPLACEMENT


def _free(name: str, taken: Collection[str], numbers: dict[str, int], pattern: str = "_{}") -> str:
    """The name, or with the next number behind it that makes it new."""
    free = name
    while free in taken:
        numbers[name] = numbers.get(name, 0) + 1
        free = name + pattern.format(numbers[name])
    return free


def _only(arguments: list, *types: type):
    if len(arguments) != 1 or type(arguments[0]) not in types:
        expected = "a string" if types == (str,) else "a node"
        raise Fault("syntax", f"expected {expected} between the parentheses, got {', '.join(map(shown, arguments)) or 'nothing'}")
    return arguments[0]
