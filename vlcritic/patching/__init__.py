"""Patches of installed packages, for code that cannot be touched: found, described, applied and reverted without a `patch` binary.

Each lies in `patches/` as `<package>-<versions>-<slug>.patch`: a unified diff with a header that says which problem it solves, which
versions it is for, and the SHA-256 of every file before and after. Nothing else is ever patched, and nothing else is ever written back.
"""

from vlcritic.patching.description import Patch, available, read
from vlcritic.patching.installed import (
    APPLICABLE,
    APPLIED,
    CHANGED,
    HALF_APPLIED,
    NOT_INSTALLED,
    OTHER_VERSION,
    Finding,
    apply,
    revert,
    status,
)

__all__ = [
    "APPLICABLE",
    "APPLIED",
    "CHANGED",
    "HALF_APPLIED",
    "NOT_INSTALLED",
    "OTHER_VERSION",
    "Finding",
    "Patch",
    "apply",
    "available",
    "read",
    "revert",
    "status",
]
