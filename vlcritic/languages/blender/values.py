"""A literal of a program as the value of a socket or a setting, by Blender's own rules of conversion."""

from __future__ import annotations

from vlcritic.languages.blender.graph import Value
from vlcritic.languages.blender.problems import Fault, shown, some
from vlcritic.languages.blender.tables import Setting, Socket

LARGEST = 3.4028234e38  # a 32-bit float
_INT = 2**31 - 1


def converted(slot: Socket | Setting, value: object, name: str) -> Value:
    """The value that Blender would store. Raises Fault where it would refuse."""
    if isinstance(slot.default, tuple):
        return numbers(value, len(slot.default), name)
    kind = slot.type
    if kind in ("VALUE", "FLOAT"):
        return number(value, name)
    if kind == "ENUM":
        if type(value) is str and value in slot.items:
            return value
        raise Fault("bad-enum", f"{name} = {shown(value)}; allowed are {some(slot.items, 48)}")
    if kind == "BOOLEAN" and type(value) in (bool, int) and value in (0, 1):
        return bool(value)
    if kind == "INT" and type(value) in (bool, int) and abs(value) <= _INT:
        return int(value)
    if kind == "STRING" and type(value) is str:
        return value
    if kind == "GROUP" and type(value) in (tuple, float, int, bool, str):
        return value
    if slot.default is None:
        raise Fault("type-mismatch", f"{name} holds no value; link something to it")
    raise Fault("type-mismatch", f"{name} = {shown(value)}; expected {_EXPECTED.get(kind, kind)}")


_EXPECTED = {"BOOLEAN": "True or False", "INT": "an integer of 32 bits", "STRING": "a string"}


def number(value: object, name: str) -> float:
    """A float of 32 bits' range. Raises Fault."""
    if type(value) in (float, int, bool) and -LARGEST <= value <= LARGEST:
        return float(value)
    raise Fault("type-mismatch", f"{name} = {shown(value)}; expected a number")


def numbers(value: object, count: int, name: str) -> tuple[float, ...]:
    """So many floats. Raises Fault."""
    if type(value) is not tuple or len(value) != count:
        raise Fault("type-mismatch", f"{name} = {shown(value)}; expected {count} numbers in parentheses")
    return tuple([number(each, name) for each in value])


def replaced(value: tuple[float, ...], index: int, component: object, name: str) -> tuple[float, ...]:
    """The value with one component set. Raises Fault."""
    if not -len(value) <= index < len(value):
        raise Fault("type-mismatch", f"{name}[{index}]; it has {len(value)} components")
    changed = list(value)
    changed[index] = number(component, name)
    return tuple(changed)
