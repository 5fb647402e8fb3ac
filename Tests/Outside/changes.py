"""What changes under a running service: its configuration, and how fast the remote systems answer."""
import re
import time

import account
import machine
from account import PORT, SERVICE, configure
from machine import done, expect, wait_for

COMPLETE = 'reconcile_passes_total{outcome="complete"}'
RELOADED = "reconcile_config_last_reload_successful"


def status():
    return SERVICE["StatusText"]


def reload_taken():
    """A reload takes a changed interval."""
    pid = SERVICE.pid
    configure("interval-seconds: 1\n")
    before = machine.metric(PORT, COMPLETE)
    seconds = machine.timed("systemctl", "reload", SERVICE.name)
    at = time.monotonic()
    wait_for("three more passes", lambda: machine.metric(PORT, COMPLETE) >= before + 3, 30)
    expect(SERVICE.pid == pid, "it was restarted")
    return f"reload {seconds:.2f} s; instead of one in ten minutes three passes within {time.monotonic() - at:.1f} s"


def reload_refused():
    """A reload refuses a bad file whole, says so, and goes on with the old one; `systemctl reload` fails."""
    pid = SERVICE.pid
    configure("interval-seconds: 1\nlistne: 127.0.0.1:1\n")
    expect(machine.run("systemctl", "reload", SERVICE.name).returncode != 0, "systemctl reload did not fail")
    check = machine.run("reconcile-run", "serve", "--check")
    expect(check.returncode == 78 and "listne" in check.stderr, f"serve --check: {check.returncode} {check.stdout}{check.stderr}")
    line = wait_for("a status that says so", lambda: re.search("configuration refused.*", status()), 10)[0]
    before = machine.metric(PORT, COMPLETE)
    wait_for("passes by the old configuration", lambda: machine.metric(PORT, COMPLETE) >= before + 2, 30)
    expect("refused" in status(), f"forgotten while the file is still bad: {status()}")
    expect(SERVICE["ActiveState"] == "active" and SERVICE.pid == pid, "it did not stay")
    expect(machine.metric(PORT, RELOADED) == 0, RELOADED)
    expect(SERVICE.says("the new configuration is refused"), "the journal is silent")
    configure("interval-seconds: 1\n")
    done("systemctl", "reload", SERVICE.name)
    wait_for("the status to forget it", lambda: "refused" not in status() and status(), 10)
    expect(machine.metric(PORT, RELOADED) == 1, RELOADED)
    done("reconcile-run", "serve", "--check")
    return f"active with pid {pid}, status \"{line}\""


def slow_remote():
    """A remote that takes longer than the watchdog's period does not get the service killed."""
    SERVICE.stop()
    SERVICE.drop_in("[Service]\nWatchdogSec=2s\n")
    SERVICE.start()
    pid = SERVICE.pid
    wait_for("a first pass", lambda: machine.metric(PORT, COMPLETE) >= 1, 30)
    slow = {"system": "lexoffice", "write": False, "perMille": 1000, "fault": "slow_answer", "milliseconds": 5000}
    account.world.faults({"chances": [slow]})
    before = machine.metric(PORT, COMPLETE)
    began = time.monotonic()
    wait_for("a slow pass", lambda: machine.metric(PORT, COMPLETE) >= before + 2, 40)
    seconds = time.monotonic() - began
    account.world.faults({})
    expect(SERVICE.pid == pid and SERVICE["NRestarts"] == "0", "it was killed")
    expect(seconds > 5, f"the pass took only {seconds} s")
    return f"answers after 5 s, WatchdogSec=2s, two passes in {seconds:.1f} s, no restart"


def hung_pass():
    """A pass that hangs gets the service killed and started again by the watchdog."""
    SERVICE.stop()
    SERVICE.drop_in(
        "[Unit]\nStartLimitIntervalSec=0\n[Service]\nWatchdogSec=2s\nRestartSec=200ms\nEnvironment=RECONCILE_TEST_HANG_PASS=2\n")
    began = time.time()
    SERVICE.start()
    pid = SERVICE.pid
    wait_for("the watchdog", lambda: SERVICE.says("Watchdog timeout", since=began), 30)
    seconds = time.time() - began
    wait_for("a new process", lambda: SERVICE["ActiveState"] == "active" and SERVICE.pid not in (0, pid), 20)
    expect(SERVICE.says("Failed with result 'watchdog'", since=began), "another result")
    expect(machine.get(PORT, "/healthz")[0] == 200, "the new one does not answer")
    expect(int(SERVICE["NRestarts"]) >= 1, "not by systemd")
    SERVICE.stop()
    SERVICE.drop_in(None)
    return f"killed {seconds:.1f} s after the start (hung from second 1 or so, WatchdogSec=2s), then READY again"


FACTS = [reload_taken, reload_refused, slow_remote, hung_pass]
