"""Many accounts in one process: reconcile-fleet.service with the files of its accounts."""
import json
import pathlib
import re

import machine
from machine import Sandbox, Unit, done, expect, run, wait_for, write

FLEET = Unit("reconcile-fleet.service")
PORT = 9897
# By their numbers among the customers of the stand-ins.
NAMES = {"mueller-bau": 1, "elektro-yilmaz": 2}
KEYS = pathlib.Path("/etc/credstore/reconcile.accounts")
STATES = pathlib.Path("/var/lib/reconcile/accounts")
world = None


def put_keys(name, number, owner):
    for kind in ("hero", "lexoffice"):
        path = KEYS / f"{name}.{kind}-api-key"
        write(path, world.variables[f"RECONCILE_{kind.upper()}_API_KEY"][:-4] + f"{number:04}\n", 0o600)
        done("chown", owner, str(path))


def vouchers(number):
    """What lexoffice has of one customer, each number once."""
    state = json.loads(machine.get(world.port, f"/_sandbox/accounts/{number}/state")[1])
    numbers = [voucher["number"] for voucher in state["lexoffice"]["vouchers"]]
    expect(len(numbers) == len(set(numbers)), f"twice in the books of {number}: {numbers}")
    return numbers


def take_on(name, number, owner="root"):
    """As the page says: add, keys, setup."""
    said = done("reconcile", "fleet", "add", name)
    expect(f"{KEYS}/{name}.hero-api-key" in said and f"setup --account {name}" in said, said)
    put_keys(name, number, owner)
    done("reconcile-run", *world.setup, "--account", name)


def set_up():
    """Accounts are added, keyed and set up with files alone; the states are the service's."""
    global world
    world = Sandbox(9881, "tour", "--accounts", "3")
    write("/etc/reconcile/fleet.yaml", f"listen: 127.0.0.1:{PORT}\ninterval-seconds: 1\n{world.configuration}")
    for name, number in NAMES.items():
        take_on(name, number)
        facts = done("stat", "-c", "%U %a", str(STATES / name), str(STATES / name / "reconcile.sqlite")).split("\n")
        expect(facts[:2] == ["reconcile 700", "reconcile 600"], f"{facts}")
    checked = done("reconcile-run", "fleet", "check").strip()
    expect(checked.endswith("2 of 2 accounts good"), checked)
    expect("/run/credentials/" in done("reconcile-run", "doctor", "--account", "mueller-bau"), "the keys do not come from systemd")
    return checked.splitlines()[-1]


def broken_one():
    """A broken account is named by check, and is nobody else's trouble."""
    write("/etc/reconcile/accounts/broken.yaml", "settle-second: 5\n")
    verdict = run("reconcile-run", "fleet", "check")
    expect(verdict.returncode == 78 and "broken.yaml:1:1" in verdict.stdout and "2 of 3" in verdict.stdout, verdict.stdout)
    expect(run("reconcile-run", "status", "--account", "mueller-bau").returncode in (0, 3), "another account suffers")


def serve():
    """One process serves all that are good, with keys that systemd handed over."""
    seconds = FLEET.start()
    expect(machine.get(PORT, "/healthz")[0] == 200, "it does not answer")
    for name, number in NAMES.items():
        wait_for(f"what {name} has to transfer", lambda: len(vouchers(number)) >= 3, 30)
    expect(machine.owner(FLEET.pid) != 0, "it runs as root")
    status = wait_for("the broken account in the status line", lambda: "broken" in FLEET["StatusText"] and FLEET["StatusText"], 30)
    expect(run("systemctl", "reload", FLEET.name).returncode != 0, "a reload with a broken account says nothing")
    expect(FLEET["ActiveState"] == "active", "a broken account ended the service")
    pathlib.Path("/etc/reconcile/accounts/broken.yaml").unlink()
    done("systemctl", "reload", FLEET.name)
    shown = run("reconcile-run", "fleet", "status")
    expect(shown.returncode in (0, 3) and shown.stdout.count("\n") >= 3, shown.stdout + shown.stderr)
    return f"READY after {seconds:.1f} s, {machine.resident_megabytes(FLEET.pid):.0f} MiB: {status}"


def keys_on_reload():
    """With the drop-in of the examples a reload is enough for a new account."""
    FLEET.stop()
    FLEET.drop_in(pathlib.Path("/usr/share/doc/reconcile/examples/fleet/keys.conf").read_text())
    done("sh", "-c", f"chown reconcile: {KEYS}/*")
    FLEET.start()
    take_on("neu", 3, "reconcile")
    expect(done("reconcile-run", "fleet", "check").strip().endswith("3 of 3 accounts good"), "check")
    done("systemctl", "reload", FLEET.name)
    wait_for("what the new account has to transfer", lambda: vouchers(3), 30)
    others = run("setpriv", "--reuid=nobody", "--clear-groups", "cat", str(KEYS / "neu.hero-api-key"))
    expect(others.returncode != 0, "anybody reads the keys")
    FLEET.stop()
    FLEET.drop_in(None)


def many_keys():
    """systemd here hands over two thousand keys."""
    write("/etc/reconcile/fleet.yaml", "state-directory: /var/lib/reconcile/accounts\n")
    for number in range(1000):
        write(f"/etc/reconcile/accounts/firma-{number}.yaml", "")
        for kind in ("hero", "lexoffice"):
            write(KEYS / f"firma-{number}.{kind}-api-key", f"key-of-firma-{number}-{kind}\n", 0o600)
    seconds = machine.timed("sh", "-c", "reconcile-run fleet check >/tmp/check; tail -n 1 /tmp/check")
    said = pathlib.Path("/tmp/check").read_text().splitlines()[-1]
    expect(re.search(r"100[23] of 100[23] accounts good", said), said)
    return f"{seconds:.1f} s: {said}"


FACTS = [set_up, broken_one, serve, keys_on_reload, many_keys]
