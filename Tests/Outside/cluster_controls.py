"""What CI runs of the cluster trial, and the long form: processes side by side, each a trial of its own, all of which must end well."""
import pathlib
import subprocess
import sys
import threading
import time

from stage import say

TRIAL = pathlib.Path(__file__).with_name("cluster_trial.py")
# Of two hosts and one member of etcd, on nine documents: what hurts without the rule, tried again where a busy machine was in its way.
SMALL = ["--invoices", "0", "--hosts", "2", "--members", "1"]
# Carried out when another host has long looked for it.
LATE = ["--behind-late", "20"]
CONTROLS = {
    "fence": ["--stops-before", "3", "--late", "0.2"],
    "connection": ["--stops-on-connection", "3", "--late", "0.2"],
    "head": ["--kills-behind", "3", *LATE],
    "mark": ["--kills-behind", "3", *LATE],
}
BEHIND = [*SMALL, "--kills-behind", "1", "--behind-late", "12"]
LOGIN = ["--invoices", "0", "--members", "1", "--logins", "1"]


def rows(arguments):
    """Rows of trials, each a list of words; a row goes beside the others."""
    host = arguments.host or arguments.reconcile.parent / "ClusterTrial"
    given = ["--reconcile", str(arguments.reconcile), "--litestream", arguments.litestream, "--host", str(host),
             "--seed", str(arguments.seed)]
    broken = [[*SMALL, "--break", rule, *words] for rule, words in CONTROLS.items()] + [[*LOGIN, "--break", "fence"]]
    if arguments.short:
        whole = ["--kills", "1", "--stops-on-connection", "1", "--leaders", "1", "--quorums", "1", "--moves", "1",
                 "--counts", "1", "--rest", "--invoices", "40"]
        found = [[whole], broken[:3], broken[3:] + [BEHIND, LOGIN]]
    else:
        # A hundred deaths, fifty sleeps past the lease and fifty networks cut: most of an hour.
        killed = ["--kills", "100", "--stops", "30", "--leaders", "10", "--rest", "--invoices", "900"]
        stopped = ["--stops-on-connection", "20", "--stops-before", "5", "--kills-behind", "5", "--behind-late", "12", "--leaders", "10",
                   "--quorums", "3", "--moves", "3", "--roll-backs", "2", "--counts", "3", "--invoices", "500"]
        # A host and a member of etcd, each so often.
        cuts = ["3"] + ["10"] * 12 + ["30"] * 6 + ["60"] * 4 + ["120"] * 3
        found = [[killed], [stopped] + broken * 3, [BEHIND, BEHIND, LOGIN, ["--cuts", ",".join(cuts), "--invoices", "500"]]]
    return [[[*given, *words] for words in row] for row in found]


def beside(rows):
    """Whether every trial of every row ended well; what each printed is kept together."""
    outcomes, began = [], time.monotonic()

    def row(trials):
        for words in trials:
            ended = subprocess.run(
                [sys.executable, str(TRIAL), *words], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
            outcomes.append(ended.returncode)
            print(f"{ended.stdout}{ended.stderr}", flush=True)

    threads = [threading.Thread(target=row, args=(trials,)) for trials in rows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    bad = sum(code != 0 for code in outcomes)
    say(f"{len(outcomes)} trials, {bad} of them not as they should be, {time.monotonic() - began:.0f} s")
    return bad == 0
