"""Two accounts on one machine: reconcile@firm and reconcile@work."""
import machine
from machine import Sandbox, Unit, done, expect, run, wait_for, write

UNITS = {"firm": Unit("reconcile@firm.service"), "work": Unit("reconcile@work.service")}
PORTS = {"firm": 9861, "work": 9862}
worlds = {}


def set_up():
    """Each account is set up with keys, configuration and state of its own."""
    for (name, port), data in zip(PORTS.items(), ("tour", "none")):
        world = worlds[name] = Sandbox(port + 10, data)
        world.keys(f"reconcile.{name}")
        write(f"/etc/reconcile/{name}/reconcile.yaml", world.configuration + f"interval-seconds: 1\nlisten: 127.0.0.1:{port}\n")
        done("reconcile-run", f"@{name}", *world.setup)


def side_by_side():
    """Both run, each with a listener, a state and a user of its own."""
    for name, unit in UNITS.items():
        unit.start()
        expect(machine.get(PORTS[name], "/healthz")[0] == 200, f"{name} does not answer")
    owners = [machine.owner(unit.pid) for unit in UNITS.values()]
    expect(len(set(owners)) == 2 and 0 not in owners, f"users {owners}")
    wait_for("what firm has to transfer", worlds["firm"].vouchers, 30)
    expect(worlds["work"].vouchers() == [], "work transferred what is firm's")
    for name in UNITS:
        expect(run("reconcile-run", f"@{name}", "status").returncode in (0, 3), f"status of {name}")
    names = [done("ps", "-o", "user:32=", "-p", str(unit.pid)).strip() for unit in UNITS.values()]
    return f"users {names[0]} ({owners[0]}) and {names[1]} ({owners[1]}), ports {PORTS['firm']} and {PORTS['work']}"


def apart():
    """Neither reads the key or the state of the other."""
    user = machine.owner(UNITS["work"].pid)
    secret = worlds["firm"].variables["RECONCILE_HERO_API_KEY"]
    mine = machine.as_user(machine.owner(UNITS["firm"].pid), "cat", "/run/credentials/reconcile@firm.service/hero-api-key")
    expect(mine.stdout.strip() == secret, "the service itself cannot read its key")
    # Once as the machine sees it, once as the other service does.
    places = [[], ["nsenter", f"--target={UNITS['work'].pid}", "--mount", "--"]]
    for prefix in places:
        for path in (
            "/run/credentials/reconcile@firm.service/hero-api-key", "/var/lib/private/reconcile-firm/reconcile.sqlite",
            "/var/lib/reconcile-firm/reconcile.sqlite", "/etc/credstore/reconcile.firm.hero-api-key",
        ):
            attempt = run(*prefix, "setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups", "cat", path)
            expect(attempt.returncode != 0 and secret not in attempt.stdout, f"work reads {path}")


def state_survives():
    """A user made up anew at the next start still owns its state."""
    before = done("reconcile-run", "@firm", "journal", "verify").strip()
    for unit in UNITS.values():
        unit.stop()
    expect(run("getent", "passwd", "reconcile-firm").returncode != 0, "the user is still there")
    expect(run("reconcile-run", "@firm", "list").returncode in (0, 3), "the state cannot be read while it is stopped")
    UNITS["firm"].start()
    expect(machine.get(PORTS["firm"], "/healthz")[0] == 200, "it does not answer")
    UNITS["firm"].stop()
    return before.splitlines()[-1]


FACTS = [set_up, side_by_side, apart, state_survives]
