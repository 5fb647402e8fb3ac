#!/usr/bin/env python3
"""Facts about the service under the systemd of this machine, one line each with what was measured; ends at the first untruth.

Runs as root on a machine that is thrown away afterwards: see .ci/systemd.
"""
import sys
import time

import account
import changes
import ends
import fleet
import several
from machine import Untrue

FACTS = [*account.FACTS, *changes.FACTS, *ends.FACTS, *several.FACTS, *fleet.FACTS]


def main():
    began = time.monotonic()
    for fact in FACTS:
        name = fact.__doc__.strip().rstrip(".")
        at = time.monotonic()
        try:
            measured = fact()
        except Untrue as untruth:
            print(f"UNTRUE  {name}: {untruth}", flush=True)
            return 1
        print(f"ok {time.monotonic() - at:5.1f} s  {name}{': ' + measured if measured else ''}", flush=True)
    print(f"{len(FACTS)} facts in {time.monotonic() - began:.0f} s")
    return 0


sys.exit(main())
