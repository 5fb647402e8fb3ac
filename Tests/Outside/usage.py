"""What one run of a program took, by the kernel's own count.

The largest memory the kernel tells of a child is at least that of the process that started it, in whose memory the child lives until it
becomes another program. So a small process stands between, and tells what its own child took.
"""
import os
import subprocess
import sys
import typing

BETWEEN = """
import os, sys, time
report, program, *words = sys.argv[1:]
began = time.perf_counter()
child = os.posix_spawn(program, [program, *words], os.environ)
os.write(int(report), b"%d\\n" % child)
_, status, used = os.wait4(child, 0)
took = time.perf_counter() - began
os.write(int(report), f"{status} {took} {used.ru_utime + used.ru_stime} {used.ru_maxrss}\\n".encode())
"""


class Usage(typing.NamedTuple):
    """Exit code, or minus the signal; seconds waited; seconds of a processor; KiB."""
    code: int
    waited: float
    processor: float
    memory: int


def usage(words, environment, output, started=lambda _: None):
    """`started` is told the number of the process."""
    read, write = os.pipe()
    between = subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", BETWEEN, str(write), *map(str, words)], env=environment, stdin=subprocess.DEVNULL, stdout=output,
        stderr=subprocess.STDOUT, pass_fds=[write])
    os.close(write)
    with open(read, encoding="ascii") as told:
        started(int(told.readline()))
        status, *numbers = told.readline().split()
    between.wait()
    return Usage(os.waitstatus_to_exitcode(int(status)), float(numbers[0]), float(numbers[1]), int(numbers[2]))
