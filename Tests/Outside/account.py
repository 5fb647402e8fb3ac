"""One account: what is installed, refused starts, the setup, the first start, and what the journal says of it."""
import json
import pathlib
import re
import time

import machine
from machine import Sandbox, Unit, as_user, done, expect, run, wait_for, write

SERVICE = Unit("reconcile.service")
PORT = 9847
CONFIGURATION = "/etc/reconcile/reconcile.yaml"
STATE = pathlib.Path("/var/lib/reconcile")
world = None


def configure(extra="interval-seconds: 600\n"):
    write(CONFIGURATION, world.configuration + extra)


def stays_down(status):
    expect(SERVICE["ActiveState"] == "failed", f"{SERVICE['ActiveState']}/{SERVICE['SubState']}")
    expect(SERVICE["NRestarts"] == "0", "it was started again")
    done("systemctl", "reset-failed", SERVICE.name)
    return f"exit {status}, failed, not started again"


def installed():
    """The user exists, the folder of the keys is root's."""
    user = done("getent", "passwd", "reconcile").strip()
    expect(":/var/lib/reconcile:/usr/sbin/nologin" in user, user)
    done("journalctl", "--update-catalog")
    return done("stat", "-c", "%n %U %a", "/etc/credstore").strip()


def verified():
    """systemd-analyze verify is silent with the program in place."""
    verdict = run(
        "systemd-analyze", "verify", "--man=no", "reconcile.service", "reconcile@.service", "reconcile-fleet.service",
        "reconcile-backup.timer")
    expect(verdict.returncode == 0 and verdict.stdout + verdict.stderr == "", verdict.stdout + verdict.stderr)


def exposure():
    """systemd-analyze security: at most 1.2."""
    levels = []
    for unit in ("reconcile.service", "reconcile@firm.service", "reconcile-fleet.service", "reconcile-backup.service"):
        text = done("systemd-analyze", "security", "--no-pager", "--threshold=12", unit)
        levels.append(re.search(r"Overall exposure level for (\S+): ([\d.]+)", text))
    expect(all(levels), "no level")
    return ", ".join(f"{level[1]} {level[2]}" for level in levels)


def without_setup():
    """Started before a setup it says so and stays down."""
    global world
    world = Sandbox(9848, "tour")
    configure()
    status = SERVICE.refuse_to_start()
    expect(status == 78, f"exit {status}")
    expect(SERVICE.says("reconcile setup"), "the journal does not say what to do")
    expect(not list(STATE.glob("*.sqlite")), "a state was made by accident")
    return stays_down(status)


def set_up():
    """`reconcile-run setup` runs as the service's user, with the keys of /etc/credstore."""
    world.keys("reconcile")
    seconds = machine.timed("reconcile-run", *world.setup)
    state = STATE / "reconcile.sqlite"
    expect(done("stat", "-c", "%U %a", str(state)).strip() == "reconcile 600", done("stat", "-c", "%U %a", str(state)))
    expect(done("stat", "-c", "%U %a", str(STATE)).strip() == "reconcile 700", "the folder of the state is open")
    author = done("reconcile-run", "journal", "export")
    expect('"user:root(uid ' in author, "the journal does not name who did it")
    return f"{seconds:.1f} s, state reconcile 0600, by user:root"


def without_keys():
    """Without a key it names the file and stays down."""
    pathlib.Path("/etc/credstore/reconcile.hero-api-key").unlink()
    status = SERVICE.refuse_to_start()
    expect(status == 78, f"exit {status}")
    expect(SERVICE.says("the HERO API key is missing"), "the journal does not name it")
    world.keys("reconcile")
    return stays_down(status)


def wrong_key():
    """A refused key: exit 77, and no start that cannot get better."""
    write("/etc/credstore/reconcile.hero-api-key", "ac_WrongWrongWrongWrongWrong000001\n", 0o600)
    status = SERVICE.refuse_to_start()
    expect(status == 77, f"exit {status}")
    world.keys("reconcile")
    return stays_down(status)


def wrong_configuration():
    """A key of the configuration that does not exist: exit 78, and the nearest is named."""
    configure("interval-secnods: 5\n")
    status = SERVICE.refuse_to_start()
    expect(status == 78, f"exit {status}")
    expect(SERVICE.says("Did you mean interval-seconds?"), "the journal does not name the key")
    configure()
    return stays_down(status)


def hidden_configuration():
    """A configuration the service may not read is refused, not passed over."""
    pathlib.Path(CONFIGURATION).chmod(0o600)
    status = SERVICE.refuse_to_start()
    expect(status == 78, f"exit {status}")
    expect(SERVICE.says(f"cannot read {CONFIGURATION}"), "the journal does not name the file")
    configure()
    return stays_down(status)


def wrong_usage():
    """A wrong argument: exit 64."""
    SERVICE.drop_in("[Service]\nExecStart=\nExecStart=/usr/bin/reconcile serve --listen nowhere\n")
    status = SERVICE.refuse_to_start()
    expect(status == 64, f"exit {status}")
    SERVICE.drop_in(None)
    return stays_down(status)


def sealed_keys():
    """Keys sealed by systemd-creds, in a drop-in, work for the service and for `reconcile-run`."""
    lines = ["[Service]", "LoadCredential="]
    for name in ("hero-api-key", "lexoffice-api-key"):
        plain, sealed = f"/etc/credstore/reconcile.{name}", f"/etc/credstore.encrypted/reconcile.{name}"
        pathlib.Path(sealed).parent.mkdir(mode=0o700, exist_ok=True)
        done("systemd-creds", "encrypt", f"--name={name}", plain, sealed)
        pathlib.Path(plain).unlink()
        lines.append(f"LoadCredentialEncrypted={name}:reconcile.{name}")
    SERVICE.drop_in("\n".join(lines) + "\n")
    seconds = SERVICE.start()
    SERVICE.stop()
    doctor = run("reconcile-run", "doctor").stdout
    expect(world.variables["RECONCILE_HERO_API_KEY"][-4:] in doctor, doctor)
    SERVICE.drop_in(None)
    # 257 would hand over a sealed key as it is where nothing asks for it to be opened.
    for sealed in pathlib.Path("/etc/credstore.encrypted").glob("reconcile.*"):
        sealed.unlink()
    world.keys("reconcile")
    return f"{seconds:.2f} s to READY"


def state_held():
    """A command that holds the state: exit 75 with the holder's name, started again when it is over."""
    SERVICE.drop_in("[Unit]\nStartLimitIntervalSec=0\n[Service]\nRestartSec=300ms\n")
    began = time.time()
    holder = machine.subprocess.Popen(
        ["python3", "-c", HOLDER, str(STATE / "reconcile.lock")], stdin=machine.subprocess.PIPE, stdout=machine.subprocess.PIPE, text=True)
    expect(holder.stdout.readline() == "held\n", "the trial could not take the lock")
    run("systemctl", "start", "--no-block", SERVICE.name)
    wait_for("a refused start", lambda: SERVICE.says("held by pid 1, somebody", since=began), 20)
    expect([e["RECONCILE_EXIT"] for e in SERVICE.journal(since=began) if "RECONCILE_EXIT" in e][0] == "75", "another exit")
    holder.communicate("", timeout=10)
    wait_for("a start after the lock was free", lambda: SERVICE["ActiveState"] == "active", 20)
    restarts = SERVICE["NRestarts"]
    expect(int(restarts) >= 1, "not started by systemd")
    SERVICE.stop()
    SERVICE.drop_in(None)
    return f"{restarts} more starts until it was free"


# An open-file-description lock, as the program takes it.
HOLDER = """
import fcntl, struct, sys
lock = open(sys.argv[1], "r+")
fcntl.fcntl(lock, 37, struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, 0, 0, 0))
lock.truncate(0); lock.write("pid 1, somebody, since now\\n"); lock.flush()
print("held", flush=True)
sys.stdin.read()
"""


def started():
    """`systemctl start` returns when the listener answers."""
    seconds = SERVICE.start()
    status, _ = machine.get(PORT, "/healthz")
    expect(status == 200, f"/healthz answers {status}")
    return f"{seconds:.2f} s to READY, {machine.resident_megabytes(SERVICE.pid):.0f} MB resident"


def status_line():
    """`systemctl status` shows one line for people."""
    wait_for("a complete pass", lambda: machine.metric(PORT, 'reconcile_passes_total{outcome="complete"}') >= 1, 60)
    line = wait_for("a status", lambda: re.search(r"Status: \"(In step.*)\"", done("systemctl", "status", "--no-pager", SERVICE.name)), 10)
    expect(machine.get(PORT, "/readyz")[0] == 200, "/readyz")
    return line[1]


def fields():
    """The journal has fields for each move of a document, and an id for each message an operator looks for."""
    entries = SERVICE.journal()
    moves = [e for e in entries if e.get("RECONCILE_KIND") == "invoice" and "RECONCILE_TRANSITION" in e and "RECONCILE_KEY" in e]
    expect(moves, "no move of an invoice")
    key = moves[0]["RECONCILE_KEY"]
    asked = done("journalctl", "-o", "json", "RECONCILE_KIND=invoice", f"RECONCILE_KEY={key}").splitlines()
    expect(0 < len(asked) < len(moves), "asking for one document does not find it")
    ready = [e for e in entries if e.get("MESSAGE_ID") == "a259b82ff00d41a0acc6afdd84ba24bc"]
    expect(ready and ready[-1]["RECONCILE_LISTENER"].endswith(str(PORT)), "no message of being ready")
    expect(all(e["SYSLOG_IDENTIFIER"] == "reconcile" for e in moves), "another identifier")
    example = json.dumps({name: moves[0][name] for name in ("RECONCILE_KIND", "RECONCILE_KEY", "RECONCILE_TRANSITION")})
    return f"{len(moves)} moves, {len(asked)} of {key}, such as {example}"


def catalogue():
    """`journalctl -x` explains the messages, with the fields filled in."""
    text = done("journalctl", "-x", "--no-pager", "-u", SERVICE.name)
    expect(f"the listener answers on 127.0.0.1:{PORT}" in text and "@RECONCILE_" not in text, "no text of the catalogue")
    return next(line.strip(" ░") for line in text.splitlines() if "Subject: reconcile" in line and "ready" in line)


def secrets():
    """The keys can be read by the service alone, and stand in no log, environment or argument."""
    keys = [world.variables["RECONCILE_HERO_API_KEY"], world.variables["RECONCILE_LEXOFFICE_API_KEY"]]
    folder = "/run/credentials/reconcile.service"
    mine = as_user(machine.owner(SERVICE.pid), "cat", f"{folder}/hero-api-key")
    expect(mine.stdout.strip() == keys[0], f"the service itself cannot read it: {mine.stderr}")
    for path in (f"{folder}/hero-api-key", "/etc/credstore/reconcile.hero-api-key", f"{STATE}/reconcile.sqlite"):
        other = as_user(65534, "cat", path)
        expect(other.returncode != 0 and "Permission denied" in other.stderr, f"nobody reads {path}")
    places = {
        "the journal": done("journalctl", "-o", "export", "--all"),
        "the environment": pathlib.Path(f"/proc/{SERVICE.pid}/environ").read_bytes().decode(),
        "the arguments": pathlib.Path(f"/proc/{SERVICE.pid}/cmdline").read_bytes().decode(),
        "D-Bus": done("systemctl", "show", SERVICE.name),
        "the metrics": machine.get(PORT, "/metrics")[1],
    }
    for place, text in places.items():
        expect(not any(key in text for key in keys), f"a key stands in {place}")
    return f"denied to others; in none of {', '.join(places)}"


def beside():
    """Beside the running service `status` works, it rests and goes on when it is told to, and a pass ends with 75 and its name."""
    status = run("reconcile-run", "status")
    expect(status.returncode in (0, 3) and "reconcile serve" in status.stdout, f"{status.returncode} {status.stdout}{status.stderr}")
    for command in (("pause", "--reason", "trial"), ("resume",)):
        told = run("reconcile-run", *command)
        expect(told.returncode == 0, f"{command[0]}: {told.returncode} {told.stdout}{told.stderr}")
    second = run("reconcile-run", "pass")
    expect(second.returncode == 75 and f"pid {SERVICE.pid}, reconcile serve" in second.stderr, f"{second.returncode} {second.stderr}")
    return second.stderr.splitlines()[0]


def daily_copy():
    """The copy of the timer, beside the running service: off as installed, checked, for the service alone, old ones gone."""
    expect(run("systemctl", "is-enabled", "reconcile-backup.timer").stdout.strip() == "disabled", "the timer is on")
    done("systemd-tmpfiles", "--create", "reconcile.conf")
    folder = pathlib.Path("/var/backups/reconcile")
    write(folder / "reconcile-2020-01-01-033000.sqlite", "old")
    write(folder / "reconcile-by-hand.sqlite", "somebody's own")
    seconds = machine.timed("systemctl", "start", "reconcile-backup.service")
    made = sorted(path.name for path in folder.iterdir())
    expect(len(made) == 2 and made[1] == "reconcile-by-hand.sqlite" and made[0] > "reconcile-2026", f"there is {made}")
    expect(done("stat", "-c", "%U %a", str(folder / made[0])).strip() == "reconcile 600", "others can read it")
    expect("ok    backup" in run("reconcile-run", "doctor").stdout, "doctor does not know of it")
    done("systemctl", "enable", "--now", "reconcile-backup.timer")
    expect("reconcile-backup.timer" in done("systemctl", "list-timers", "--no-pager"), "it is not planned")
    done("systemctl", "disable", "--now", "reconcile-backup.timer")
    return f"{seconds:.1f} s, {made[0]}"


def second_instance():
    """A second service on the same state ends with 75 and the holder's name."""
    second = run("reconcile-run", "serve", "--listen", "127.0.0.1:9999")
    expect(second.returncode == 75 and f"pid {SERVICE.pid}, reconcile serve" in second.stderr, f"{second.returncode} {second.stderr}")
    expect(machine.get(PORT, "/healthz")[0] == 200, "the first one suffered")
    return "exit 75"


FACTS = [
    installed, verified, exposure, without_setup, set_up, without_keys, wrong_key, wrong_configuration, hidden_configuration, wrong_usage,
    sealed_keys, state_held, started, status_line, fields, catalogue, secrets, beside, daily_copy, second_instance,
]
