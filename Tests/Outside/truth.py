"""What the page must say, worked out a second time from the SQLite file and from what the stand-ins received."""
import collections
import time

# Of a document the *transfer* region is counted, or the phase where it has none; of the others their only region.
KINDS = {
    "invoice": "CASE phase WHEN 'tracked' THEN transfer ELSE phase END", "contact": "state", "payment": "state",
    "contactImport": "state",
}
CONTRACT = """
    reconcile_build_info reconcile_integration_state reconcile_entities reconcile_transitions_total reconcile_discrepancies
    reconcile_oldest_pending_age_seconds reconcile_passes_total reconcile_pass_duration_seconds
    reconcile_last_complete_pass_timestamp_seconds reconcile_uncertain_total reconcile_uncertain_resolved_total
    reconcile_http_requests_total reconcile_http_request_duration_seconds reconcile_throttled_total
    reconcile_rate_wait_seconds_total reconcile_webhooks_total reconcile_decisions_total reconcile_journal_entries_total
    reconcile_notifications_total
    process_cpu_seconds_total process_resident_memory_bytes process_virtual_memory_bytes process_start_time_seconds
    process_open_fds process_max_fds process_threads
""".split()


def table(account, kind):
    found = account.query(f"SELECT name FROM sqlite_schema WHERE type = 'table' AND lower(name) = lower('{kind}')")
    return found[0][0] if found else None


def counts(account):
    """Machines by kind and state."""
    return {
        (kind, state): count for kind, column in KINDS.items()
        for state, count in account.query(f'SELECT {column}, COUNT(*) FROM "{table(account, kind)}" GROUP BY 1')
    }


def put_off(account):
    """Files whose next try lies ahead."""
    now = int(time.time() * 1000)
    return account.query(f"SELECT COUNT(*) FROM invoice WHERE transfer = 'fileDue' AND next_at > {now}")[0][0]


def paged(page, name, *labels):
    """The non-zero values of a metric on the page, by the labels asked for; those that are alike are added up."""
    sums = collections.Counter()
    for series, value in page.items():
        if series.split("{")[0] == name and value:
            own = dict(part.split("=", 1) for part in series.partition("{")[2].rstrip("}").replace('"', "").split(",") if part)
            sums[tuple(own[label] for label in labels)] += value
    return dict(sums)


def compare_counts(page, expected):
    """What differs between the page's counts by state and the database's."""
    return difference("reconcile_entities", paged(page, "reconcile_entities", "kind", "state"), expected)


def difference(name, ours, expected):
    expected = {key: value for key, value in expected.items() if value}
    return [
        f"{name}{list(key)}: page {ours.get(key, 0)}, truth {expected.get(key, 0)}"
        for key in sorted({*ours, *expected}) if ours.get(key, 0) != expected.get(key, 0)
    ]


class Mark:
    """Where an account stood before its service was started."""

    def __init__(self, account):
        self.sequence = account.query("SELECT COALESCE(MAX(seq), 0) FROM transition")[0][0]
        self.passes = account.query("SELECT COALESCE(MAX(id), 0) FROM pass")[0][0]
        self.requests = requests(account)


def requests(account):
    state = account.sandbox("state")
    return {system: state[system]["requests"] for system in ("hero", "lexoffice")}


def label(kind, configuration):
    parts = configuration.split("/")
    region = 2 if kind == "invoice" else 0
    return parts[region] if len(parts) > region else configuration


def totals(account, mark):
    """Every counter that can be told from the outside, since the mark."""
    moves, doubts, cleared = collections.Counter(), collections.Counter(), collections.Counter()
    # A refused event is journaled as well, with the state it was refused in on both sides. `-` is where a machine begins: no state.
    for kind, old, new in account.query(f"SELECT kind, from_state, to_state FROM transition WHERE seq > {mark.sequence}"):
        old, new = label(kind, old), label(kind, new)
        if kind in (*KINDS, "integration") and "-" != old != new:
            moves[kind, old, new] += 1
            doubts[kind,] += new == "uncertain"
            cleared[kind,] += old == "uncertain"
    now = requests(account)
    return {
        "sequence": account.query("SELECT MAX(seq) FROM transition")[0][0],
        "counts": counts(account),
        "moves": moves, "doubts": doubts, "cleared": cleared,
        "passes": dict(
            ((outcome,), count) for outcome, count in account.query(
                f"SELECT outcome, COUNT(*) FROM pass WHERE id > {mark.passes} AND outcome IS NOT NULL GROUP BY 1")),
        "requests": {(system,): now[system] - mark.requests[system] for system in now},
    }


def compare_passes(page, expected):
    """A complete pass that found nothing leaves no row (decision 37): of those there may be more than rows."""
    ours = paged(page, "reconcile_passes_total", "outcome")
    quiet = max(0, ours.get(("complete",), 0) - expected.get(("complete",), 0))
    expected = collections.Counter(expected) + collections.Counter({("complete",): quiet})
    return [
        *difference("reconcile_passes_total", ours, expected),
        *difference("reconcile_pass_duration_seconds_count", paged(page, "reconcile_pass_duration_seconds_count"), {
            (): sum(expected.values())}),
    ]


def compare_totals(page, truth):
    return [
        *compare_counts(page, truth["counts"]),
        *difference("reconcile_journal_entries_total", paged(page, "reconcile_journal_entries_total"), {(): truth["sequence"]}),
        *difference("reconcile_transitions_total", paged(page, "reconcile_transitions_total", "kind", "from", "to"), truth["moves"]),
        *difference("reconcile_uncertain_total", paged(page, "reconcile_uncertain_total", "kind"), truth["doubts"]),
        *difference("reconcile_uncertain_resolved_total", paged(page, "reconcile_uncertain_resolved_total", "kind"), truth["cleared"]),
        *compare_passes(page, truth["passes"]),
        *difference("reconcile_http_requests_total", paged(page, "reconcile_http_requests_total", "system"), truth["requests"]),
        *difference(
            "reconcile_http_request_duration_seconds_count",
            paged(page, "reconcile_http_request_duration_seconds_count", "system"), truth["requests"]),
        *difference(
            "reconcile_throttled_total", paged(page, "reconcile_throttled_total", "system"),
            {key[:1]: count for key, count in paged(page, "reconcile_http_requests_total", "system", "code").items() if key[1] == "429"}),
    ]
