"""What a child does to itself before it looks at the first program: resource limits, and a filter of system calls.

The filter is a classic BPF program: what it lists fails with EPERM, all else is as before. The renderer has opened its devices by then,
so it needs no new sockets, processes or files.

Source: Linux `Documentation/userspace-api/seccomp_filter.rst`; call numbers from the kernel's syscall tables of the two architectures.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import struct
import sys
from collections.abc import Sequence

OPEN_FILES = 256
FILE_MB = 64

_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}  # AUDIT_ARCH_*
_REFUSED = {  # name: number on x86_64, on aarch64
    "socket": (41, 198), "connect": (42, 203), "execve": (59, 221), "execveat": (322, 281), "fork": (57, None), "vfork": (58, None),
    "kill": (62, 129), "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "pidfd_send_signal": (424, 424), "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51),
    "unshare": (272, 97), "setns": (308, 268), "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425), "keyctl": (250, 219), "add_key": (248, 217), "request_key": (249, 218), "init_module": (175, 105),
    "finit_module": (313, 273), "kexec_load": (246, 104), "reboot": (169, 142), "swapon": (167, 224), "creat": (85, None),
    "unlink": (87, None), "unlinkat": (263, 35), "rename": (82, None), "renameat": (264, 38), "renameat2": (316, 276),
    "mkdir": (83, None), "mkdirat": (258, 34), "rmdir": (84, None), "link": (86, None), "linkat": (265, 37), "symlink": (88, None),
    "symlinkat": (266, 36), "truncate": (76, 45), "chmod": (90, None), "fchmodat": (268, 53), "chown": (92, None),
    "fchownat": (260, 54), "mknod": (133, None), "mknodat": (259, 33), "fchmod": (91, 52), "fchmodat2": (452, 452), "fchown": (93, 55),
    "lchown": (94, None), "setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7), "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438), "tkill": (200, 130), "rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240), "open_tree": (428, 428),
    "move_mount": (429, 429), "fsopen": (430, 430), "mount_setattr": (442, 442),
}  # fmt: skip
_MAKING = ("rename", "renameat", "renameat2")
_UNKNOWN = {"clone3": (435, 435), "openat2": (437, 437)}  # ENOSYS, so that libc falls back to calls whose flags the filter can see
_OPENS = {"open": (2, None, 1), "openat": (257, 56, 2)}  # …, and the argument that holds the flags
_CLONE, _TGKILL, _PRLIMIT = (56, 220), (234, 131), (302, 261)
_WRITE, _CREATE_OR_TRUNCATE, _CLONE_THREAD = 0o3, 0o1100, 0x10000  # O_WRONLY | O_RDWR, O_CREAT | O_TRUNC
_EPERM, _ENOSYS = 1, 38
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _IF_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16  # offsets in struct seccomp_data
_PR_GET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 21, 38
_SECCOMP = (317, 277)  # the call's number
_SET_FILTER, _ALL_THREADS = 1, 1  # SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC


def limit(*, memory_mb: int) -> None:
    """Limit this process: writable memory, open files, size of a file, no core dumps.

    RLIMIT_DATA, not the address space: GPU drivers reserve hundreds of gigabytes of addresses that they never use.
    """
    limits = {"RLIMIT_DATA": memory_mb << 20, "RLIMIT_NOFILE": OPEN_FILES, "RLIMIT_FSIZE": FILE_MB << 20, "RLIMIT_CORE": 0}
    for name, most in limits.items():
        _, hard = resource.getrlimit(getattr(resource, name))
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(getattr(resource, name), (most, most))


def limit_cpu(seconds: float) -> None:
    """Let this process use so much more CPU time; SIGXCPU ends it after that."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    most = int(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def no_seccomp() -> str | None:
    """Why system calls cannot be filtered here; `None` where they can."""
    if not sys.platform.startswith("linux"):
        return f"seccomp is Linux's, this is {sys.platform}"
    if platform.machine() not in _ARCHITECTURES:
        return f"no filter is written for {platform.machine()}"
    try:
        _prctl(_PR_GET_SECCOMP)
    except OSError as error:
        return f"the kernel has no seccomp ({error})"
    return None


def refuse_system_calls(*, is_read_only: bool, makes_files: bool = False) -> None:
    """Install the filter, for good. Raises OSError where the kernel will not.

    Args:
        is_read_only: refuse to open anything for writing.
        makes_files: allow to make files and to rename them, and so to write over others: flags do not tell one's own file from another.
    """
    flags = 0 if makes_files else _CREATE_OR_TRUNCATE | (_WRITE if is_read_only else 0)
    program = _filter(platform.machine(), flags, _MAKING if makes_files else ())
    buffer = ctypes.create_string_buffer(program, len(program))

    class Program(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_void_p)]

    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    _install(ctypes.byref(Program(len(program) // 8, ctypes.addressof(buffer))))


def _install(program) -> None:
    """Put the filter on every thread that runs: a renderer's library may have started some, and prctl would shut in our own alone."""
    libc = ctypes.CDLL(None, use_errno=True)
    number = _SECCOMP[list(_ARCHITECTURES).index(platform.machine())]
    result = libc.syscall(ctypes.c_long(number), ctypes.c_ulong(_SET_FILTER), ctypes.c_ulong(_ALL_THREADS), program)
    if result != 0:
        raise OSError(ctypes.get_errno(), "seccomp" if result < 0 else f"seccomp: thread {result} has a filter of its own")


def _prctl(option: int, first: int = 0) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    result = libc.prctl(option, ctypes.c_ulong(first), ctypes.c_ulong(0), ctypes.c_ulong(0), ctypes.c_ulong(0))
    if result < 0:
        raise OSError(ctypes.get_errno(), "prctl")
    return result


def _filter(machine: str, refused_flags: int, allowed: Sequence[str]) -> bytes:
    """The BPF program; every rule is `if the call is N: return …`, so it reads from top to bottom."""
    column = list(_ARCHITECTURES).index(machine)
    rules = [
        (_LOAD, 0, 0, _ARCHITECTURE), (_IF_EQUAL, 1, 0, _ARCHITECTURES[machine]), (_RETURN, 0, 0, _ERRNO | _EPERM),
        (_LOAD, 0, 0, _NUMBER), (_IF_AT_LEAST, 0, 1, 0x40000000), (_RETURN, 0, 0, _ERRNO | _EPERM),  # the x32 numbers of x86_64
    ]  # fmt: skip
    for name, numbers in _REFUSED.items():
        rules += [] if name in allowed else _refusal(numbers[column], _EPERM)
    for numbers in _UNKNOWN.values():
        rules += _refusal(numbers[column], _ENOSYS)
    for numbers in _OPENS.values():
        rules += _by_argument(numbers[column], numbers[2], (_IF_BIT, refused_flags), is_refused=True)
    rules += _by_argument(_CLONE[column], 0, (_IF_BIT, _CLONE_THREAD), is_refused=False)
    rules += _by_argument(_TGKILL[column], 0, (_IF_EQUAL, os.getpid()), is_refused=False)  # `abort` signals its own process
    rules += _by_argument(_PRLIMIT[column], 0, (_IF_EQUAL, 0), is_refused=False)  # 0: one's own limits
    rules.append((_RETURN, 0, 0, _ALLOW))
    return b"".join(struct.pack("=HBBI", *rule) for rule in rules)


def _refusal(number: int | None, errno: int) -> list[tuple]:
    return [] if number is None else [(_IF_EQUAL, 0, 1, number), (_RETURN, 0, 0, _ERRNO | errno)]


def _by_argument(number: int | None, argument: int, test: tuple[int, int], *, is_refused: bool) -> list[tuple]:
    """Refuse one call where an argument meets a test (or allow it only there); every other call goes on below."""
    if number is None:
        return []
    refused, allowed = (_RETURN, 0, 0, _ERRNO | _EPERM), (_RETURN, 0, 0, _ALLOW)
    outcomes = [refused, allowed] if is_refused else [allowed, refused]
    return [(_IF_EQUAL, 0, 4, number), (_LOAD, 0, 0, _ARGUMENTS + 8 * argument), (test[0], 0, 1, test[1]), *outcomes]
