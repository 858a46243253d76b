"""Runs a command in terminals of several widths, one after the other, and measures what it draws over and over.

terminal.py WIDTH,WIDTH,... COMMAND...
Prints a line per width: how often the line was drawn, and the longest, in characters.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time

SECONDS = 4  # at each width
STALE = 1.0  # seconds in which what was drawn for the former width may still arrive
DRAWN = re.compile("\x1b\\[\\?7l\r\x1b\\[K(.*?)\x1b\\[\\?7h", re.DOTALL)


def read(terminal, seconds):
    """What is printed in so many seconds."""
    end = time.monotonic() + seconds
    text = b""
    while time.monotonic() < end:
        if select.select([terminal], [], [], 0.1)[0]:
            text += os.read(terminal, 65536)
    return text.decode("utf-8", "replace")


def main():
    widths = [int(width) for width in sys.argv[1].split(",")]
    child, terminal = pty.fork()
    if child == 0:
        os.execvp(sys.argv[2], sys.argv[2:])
    try:
        for number, width in enumerate(widths):
            fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
            printed = ""
            while number == 0 and not DRAWN.search(printed):
                printed += read(terminal, 0.5)
            read(terminal, STALE)
            lines = DRAWN.findall(read(terminal, SECONDS))
            print(width, len(lines), max(map(len, lines), default=0), flush=True)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


main()
