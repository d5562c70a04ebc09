"""A renderer's child for tests: does what the request's `do` says."""

import os
import signal
import subprocess
import sys
import time

from vlcritic.rendering import messages


def main():
    if "silent" in sys.argv:
        time.sleep(60)
    if "broken" in sys.argv:
        sys.exit("cannot find the paint")
    messages.send(1, messages.encode({"pid": os.getpid()}))
    while True:
        try:
            header, payload = messages.receive(0)
        except EOFError:
            return
        if header["do"] == "sleep":
            time.sleep(60)
        if header["do"] == "pause":
            time.sleep(header["seconds"])
        if header["do"] == "kill parent":
            os.kill(os.getppid(), signal.SIGKILL)
        if header["do"] == "die":
            sys.exit("out of paint")
        if header["do"] == "die once" and not os.path.exists(header["marker"]):
            open(header["marker"], "w").close()
            sys.exit(1)
        if header["do"] == "spawn and sleep":
            grandchild = subprocess.Popen(["sleep", "60"])
            with open(header["marker"], "w") as file:
                file.write(str(grandchild.pid))
            time.sleep(60)
        messages.send(1, messages.encode({"echo": header.get("number")}, payload))


if __name__ == "__main__":
    main()
