"""The Principled BSDF of Blender 3 as the one of Blender 5: sockets were renamed, dropped, and changed their meaning."""

from __future__ import annotations

from vlcritic.languages.blender.graph import Node
from vlcritic.languages.blender.rewiring import Edit, Signal, Wire

SUBSURFACE_METHODS = {"RANDOM_WALK": "RANDOM_WALK_SKIN", "RANDOM_WALK_FIXED_RADIUS": "RANDOM_WALK"}
"""Names of the old methods today."""

COAT_SHARE = 0.25  # what a clearcoat of 1 weighs now
SHEEN_SHARE = 0.2  # what a sheen of 1 weighs now
COAT_IOR = 1.2  # of a coat whose weight is linked, and cannot be scaled

_RENAMED = {
    "Specular": "Specular IOR Level",
    "Transmission": "Transmission Weight",
    "Clearcoat Roughness": "Coat Roughness",
    "Clearcoat Normal": "Coat Normal",
    "Emission": "Emission Color",
}
_WHITE = (1.0, 1.0, 1.0, 1.0)


def principled(edit: Edit, node: Node) -> None:
    """Carry the old sockets over."""
    old = {name: edit.signal(node, name) for name in _READ}
    for name in _REPLACED:
        edit.clear(node, name)
    edit.rename_inputs(node, _RENAMED)
    for part in (_subsurface, _specular_tint, _clearcoat, _sheen, _emission):
        part(edit, node, old)
    _say_lost(edit, node, old)


_REPLACED = (
    "Subsurface",
    "Subsurface Color",
    "Specular Tint",
    "Clearcoat",
    "Sheen",
    "Sheen Tint",
    "Transmission Roughness",
)
_READ = (*_REPLACED, "Metallic", "Specular", "Transmission", "Emission", "Emission Strength")


def _subsurface(edit: Edit, node: Node, old: dict[str, Signal]) -> None:
    """Subsurface was both weight and radius, and mixed a colour of its own into the base colour."""
    amount, method = old["Subsurface"], node.settings.pop("subsurface_method", "RANDOM_WALK")
    if amount == 0.0:
        if old["Subsurface Color"] != (0.8, 0.8, 0.8, 1.0):
            edit.say(node, "Subsurface Color is gone; at Subsurface 0 it had no effect")
        return
    node.settings["subsurface_method"] = SUBSURFACE_METHODS.get(method, method)
    edit.put(node, "Subsurface Weight", 1.0)
    edit.put(node, "Subsurface Scale", amount)
    edit.put(node, "Base Color", _mix(edit, node, amount, edit.signal(node, "Base Color"), old["Subsurface Color"]))
    edit.say(node, "Subsurface became Subsurface Scale at Subsurface Weight 1; Subsurface Color was mixed into Base Color")


def _specular_tint(edit: Edit, node: Node, old: dict[str, Signal]) -> None:
    """The tint was a share of the base colour, and is a colour.

    Where Subsurface already put a mix before a linked base colour, Blender's own conversion tints by the value that lies unused under
    that link; here it is the mix.
    """
    amount, metallic = old["Specular Tint"], old["Metallic"]
    if amount == 0.0:
        return
    base = edit.signal(node, "Base Color")
    tint = base if metallic == 0.0 else _mix(edit, node, metallic, base, _WHITE)
    edit.put(node, "Specular Tint", _mix(edit, node, amount, _WHITE, tint))
    edit.say(node, "Specular Tint became the colour between white and Base Color")


def _clearcoat(edit: Edit, node: Node, old: dict[str, Signal]) -> None:
    amount = old["Clearcoat"]
    if isinstance(amount, Wire):
        edit.put(node, "Coat Weight", amount)
        edit.put(node, "Coat IOR", COAT_IOR)
        edit.say(node, f"Clearcoat became Coat Weight at Coat IOR {COAT_IOR}")
    elif amount != 0.0:
        edit.put(node, "Coat Weight", COAT_SHARE * amount)
        edit.say(node, f"Clearcoat {amount:g} became Coat Weight {COAT_SHARE * amount:g}")


def _sheen(edit: Edit, node: Node, old: dict[str, Signal]) -> None:
    amount, tint = old["Sheen"], old["Sheen Tint"]
    if isinstance(amount, Wire):
        edit.put(node, "Sheen Weight", amount)
        edit.put(node, "Sheen Tint", (SHEEN_SHARE, SHEEN_SHARE, SHEEN_SHARE, 1.0))
        edit.say(node, f"Sheen became Sheen Weight, its strength a Sheen Tint of {SHEEN_SHARE}")
    elif amount != 0.0:
        edit.put(node, "Sheen Weight", SHEEN_SHARE * amount)
        edit.say(node, f"Sheen {amount:g} became Sheen Weight {SHEEN_SHARE * amount:g}")
    if tint != 0.5:
        edit.say(node, "Sheen Tint is gone: it was a share of Base Color, and is a colour" + "; it had no effect" * (amount == 0.0))


def _emission(edit: Edit, node: Node, old: dict[str, Signal]) -> None:
    """Black was the default colour, at strength 1; now it is white, at strength 0."""
    color, strength = old["Emission"], old["Emission Strength"]
    if not isinstance(color, Wire) and color[:3] == (0.0, 0.0, 0.0) and not isinstance(strength, Wire):
        edit.clear(node, "Emission Color")
        edit.clear(node, "Emission Strength")
        return
    edit.put(node, "Emission Color", color)
    edit.put(node, "Emission Strength", strength)
    edit.say(node, "Emission became Emission Color")


def _say_lost(edit: Edit, node: Node, old: dict[str, Signal]) -> None:
    if old["Transmission Roughness"] != 0.0:
        idle = "; at Transmission 0 it had no effect" * (old["Transmission"] == 0.0)
        edit.say(node, "Transmission Roughness is gone, Roughness serves for both" + idle)
    for name in ("Specular", "Transmission"):
        if old[name] != {"Specular": 0.5, "Transmission": 0.0}[name]:
            edit.say(node, f"{name} became {_RENAMED[name]}")


def _mix(edit: Edit, node: Node, factor: Signal, first: Signal, second: Signal) -> Signal:
    """The colour between two, as a value where all three are values, else from a new node."""
    if any(isinstance(signal, Wire) for signal in (factor, first, second)):
        inputs = {"Factor_Float": factor, "A_Color": first, "B_Color": second}
        added = edit.add("ShaderNodeMix", f"{node.name}_mix", near=node, settings={"data_type": "RGBA"}, **inputs)
        return Wire(added.name, "Result_Color")
    return tuple(a + (b - a) * factor for a, b in zip(first[:3], second[:3], strict=True)) + (1.0,)
