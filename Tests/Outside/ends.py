"""How the service ends: asked to, in the middle of a write, and killed."""
import collections
import os
import pathlib
import signal
import time

import account
import machine
from account import PORT, SERVICE, configure
from machine import UnixConnection, expect, run, wait_for

SOCKET = "/run/reconcile/listener"


def fresh_books():
    """Other books, of which nothing was transferred, under a state that knows of none."""
    account.world.process.kill()
    account.world.process.wait()
    for path in account.STATE.glob("reconcile.*"):
        path.unlink()
    account.world = machine.Sandbox(9848, "tour")
    configure("interval-seconds: 1\n")
    machine.done("reconcile-run", *account.world.setup)


def stopped_in_a_write():
    """Stopped while a write is on its way: within 5 s, the write recorded; the next start looks it up, and there is one voucher."""
    fresh_books()
    account.world.faults({"appointments": [
        {"system": "lexoffice", "method": "POST", "path": "/v1/vouchers", "nth": 1, "fault": "slow_answer", "milliseconds": 25000}]})
    SERVICE.start()
    wait_for("the write to reach lexoffice", account.world.vouchers, 30)
    began = time.time()
    seconds = SERVICE.stop()
    expect(seconds < 5.5, f"{seconds:.1f} s")
    expect(SERVICE["Result"] == "success", SERVICE["Result"])
    expect(SERVICE.says("no new write begins", since=began), "it does not say so")
    told = SERVICE.journal("MESSAGE_ID=821dbff9cf284492a03916fbcca3bb1b", since=began)
    expect(len(told) == 1 and told[0]["RECONCILE_OPERATION"] == "createVoucher", f"the log does not tell of it: {told}")
    in_doubt = run("reconcile-run", "list", "--state", "uncertain").stdout
    expect(account.world.vouchers()[0] in in_doubt, f"not recorded as unanswered: {in_doubt}")
    account.world.faults({})
    SERVICE.start()
    wait_for("the doubt to be over", lambda: "RE-" not in run("reconcile-run", "list", "--state", "uncertain").stdout, 60)
    wait_for("a complete pass", lambda: machine.metric(PORT, 'reconcile_passes_total{outcome="complete"}') >= 3, 60)
    numbers = collections.Counter(account.world.vouchers())
    expect(max(numbers.values()) == 1, f"booked twice: {numbers}")
    executed = account.world.lexoffice()["writes"]
    return f"stop took {seconds:.2f} s; afterwards {len(numbers)} vouchers, each once ({executed} writes)"


def stopped_idle():
    """Stopped while it waits for the next pass."""
    seconds = SERVICE.stop()
    expect(seconds < 2, f"{seconds:.1f} s")
    expect(SERVICE["Result"] == "success" and SERVICE["ExecMainStatus"] == "0", SERVICE["ExecMainStatus"])
    return f"{seconds:.2f} s, exit 0"


def killed():
    """Killed, it is started again; a unix socket it left behind is no obstacle."""
    configure(f"interval-seconds: 1\nlisten: unix:{SOCKET}\n")
    SERVICE.drop_in("[Service]\nRestartSec=200ms\n")
    SERVICE.start()
    expect(UnixConnection.get(SOCKET, "/healthz") == 200, "no answer on the socket")
    pid = SERVICE.pid
    os.kill(pid, signal.SIGKILL)
    began = time.monotonic()
    wait_for("a new process", lambda: SERVICE["ActiveState"] == "active" and SERVICE.pid not in (0, pid), 20)
    seconds = time.monotonic() - began
    expect(UnixConnection.get(SOCKET, "/healthz") == 200, "the new one does not answer")
    SERVICE.stop()
    expect(not pathlib.Path(SOCKET).exists(), "the socket is still there")
    SERVICE.drop_in(None)
    configure()
    return f"answers on {SOCKET} again {seconds:.1f} s later"


def sound():
    """After all that the journal is whole, and nothing of the service is left running."""
    text = machine.done("reconcile-run", "journal", "verify").strip().splitlines()[-1]
    left = run("pgrep", "-u", "reconcile").stdout.split()
    expect(not left, f"still there: {left}")
    return text


FACTS = [stopped_in_a_write, stopped_idle, killed, sound]
