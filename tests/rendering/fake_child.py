"""A renderer's child for tests: does what the request's `do` says."""

import os
import signal
import subprocess
import sys
import time

from vlcritic.errors import RendererError
from vlcritic.rendering.serve import serve


def open_fake():
    if "silent" in sys.argv:
        time.sleep(60)
    if "broken" in sys.argv:
        sys.exit("cannot find the paint")
    if "no paint" in sys.argv:
        raise RendererError("no paint; run: buy paint")
    return {"pid": os.getpid(), "on_cpu": True}, answer


def answer(header, payload):
    do = header["do"]
    if do == "sleep":
        time.sleep(60)
    if do == "pause":
        time.sleep(header["seconds"])
    if do == "kill parent":
        os.kill(os.getppid(), signal.SIGKILL)
    if do == "spin":
        while True:
            pass
    if do == "work":
        end = time.process_time() + header["seconds"]
        while time.process_time() < end:
            pass
    if do == "die":
        sys.exit("out of paint")
    if do == "die once" and not os.path.exists(header["marker"]):
        open(header["marker"], "w").close()
        sys.exit(1)
    if do == "stop once" and not os.path.exists(header["marker"]):
        open(header["marker"], "w").close()
        os.kill(os.getpid(), signal.SIGSTOP)
    if do == "spawn and spin":
        grandchild = subprocess.Popen(["sleep", "60"])
        with open(header["marker"], "w") as file:
            file.write(str(grandchild.pid))
        while True:
            pass
    if do == "eat":
        header["kept"] = bytearray(header["mb"] << 20)
    if do == "wish":
        return {"mode": header["mode"], "way": os.environ.get("WAY"), "pid": os.getpid()}, b""
    if do == "try":
        return {"said": _tried(header["what"])}, b""
    return {"echo": header.get("number"), "pid": os.getpid()}, payload


def _tried(code):
    """What happens to Python that only a test would send."""
    try:
        return repr(eval(code))
    except OSError as error:
        return type(error).__name__


if __name__ == "__main__":
    serve(open_fake)
