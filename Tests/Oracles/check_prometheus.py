#!/usr/bin/env python3
"""Holds the metrics page, the alert rules and the dashboard against judges written by others and against one another.

    python3 Tests/Oracles/check_prometheus.py --promtool PATH [--url http://127.0.0.1:9847/metrics]

1. The checked-in pages (Tests/Fixtures/telemetry, held to the program byte for byte by TelemetryTests) are read by prometheus_client, the
   strict OpenMetrics parser included; both formats say the same, no series twice, and spoiled pages are refused.
2. promtool finds nothing in the page, the rules and the scrape configuration, and every rule test passes.
3. Rules and dashboard use only metrics, labels and label values that are on the page, and leave out no state that needs a person.
4. Every alert has a severity, its texts in English and German and a command; it fires in its test; the quiet hour has all it looks at.
5. With --url, a running listener answers both formats with the right types and exactly the series of the checked-in page.

Needs: pip install -r Tests/Oracles/requirements.txt. `.ci/prometheus` brings everything and runs this.
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.request

import yaml
from prometheus_client.openmetrics.parser import text_string_to_metric_families as parse_openmetrics
from prometheus_client.parser import text_string_to_metric_families as parse_text

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = ROOT / "Tests/Fixtures/telemetry"
FOLDER = ROOT / "systemd/prometheus"
CONTENT_TYPES = {
    "text": "text/plain; version=0.0.4; charset=utf-8",
    "openmetrics": "application/openmetrics-text; version=1.0.0; charset=utf-8",
}
ACCEPTS = {
    "text": "text/plain",
    "openmetrics": "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
    "text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
}
SEVERITIES = {"critical", "warning", "info"}
ANNOTATIONS = {"summary", "description", "summary_de", "description_de", "runbook"}
# Not ours, and needed to notice that we are not there.
FOREIGN = {"up"}
WORDS = {
    "and", "or", "unless", "on", "ignoring", "by", "without", "group_left", "group_right", "bool", "offset", "inf", "nan",
    "sum", "min", "max", "avg", "count",
}

failures = []


def fail(text):
    failures.append(text)
    print(f"FAIL {text}")


# MARK: pages


def samples(text, parse):
    """Every sample by name and labels; a series that is there twice is told, which no parser does."""
    found = {}
    for family in parse(text):
        for sample in family.samples:
            key = (sample.name, tuple(sorted(sample.labels.items())))
            if key in found:
                fail(f"the page has {key} twice")
            found[key] = sample.value
    return found


def read_page(text, openmetrics):
    families = list((parse_openmetrics if openmetrics else parse_text)(text))
    return {family.name: (family.type, family.documentation) for family in families}, samples(
        text, parse_openmetrics if openmetrics else parse_text
    )


def compare_pages(text, openmetrics):
    text_families, text_samples = read_page(text, False)
    open_families, open_samples = read_page(openmetrics, True)
    if text_samples != open_samples:
        fail(f"the two formats differ in {sorted(set(text_samples.items()) ^ set(open_samples.items()))[:5]}")
    for name, (kind, documentation) in open_families.items():
        # Text 0.0.4 has no info: there it is a gauge under the name of its samples.
        expected = (f"{name}_info", "gauge") if kind == "info" else (name, kind)
        if text_families.get(expected[0]) != (expected[1], documentation):
            fail(f"{name} is {kind} in OpenMetrics and {text_families.get(expected[0])} in text 0.0.4")
    if len(text_families) != len(open_families):
        fail("the two formats have different families")
    return open_samples


def refuses_spoiled(openmetrics):
    """A judge that never says no proves nothing."""
    spoiled = {
        "no end": openmetrics.replace("# EOF\n", ""),
        "text after the end": openmetrics + "up 1\n",
        "buckets out of order": re.sub(r'(pass_duration_seconds_bucket\{le="30.0"\}) \S+', r"\1 0", openmetrics),
        "a counter without its suffix": openmetrics.replace("reconcile_journal_entries_total ", "reconcile_journal_entries "),
        "a unit that is no suffix": openmetrics.replace("rate_wait_seconds seconds", "rate_wait_seconds bytes"),
        "a quote not escaped": openmetrics.replace('{outcome="failed"}', '{outcome="fai"led"}'),
        "families interleaved": openmetrics.replace("# EOF\n", "reconcile_state_readable 1\n# EOF\n"),
    }
    for what, page in spoiled.items():
        if page == openmetrics:
            fail(f"the page cannot be spoiled by: {what}")
            continue
        try:
            list(parse_openmetrics(page))
        except ValueError:
            continue
        fail(f"the OpenMetrics parser takes a page with: {what}")


def check_pages():
    text = (PAGES / "metrics.txt").read_text(encoding="utf-8")
    openmetrics = (PAGES / "metrics.openmetrics").read_text(encoding="utf-8")
    found = compare_pages(text, openmetrics)
    refuses_spoiled(openmetrics)
    print(f"pages: {len(found)} series, the same in both formats")
    return found, text


def check_listener(url, expected):
    pages = {}
    for name, accept in ACCEPTS.items():
        with urllib.request.urlopen(urllib.request.Request(url, headers={"Accept": accept}), timeout=30) as answer:
            pages[name] = answer.read().decode("utf-8")
            if answer.headers["Content-Type"] != CONTENT_TYPES[name]:
                fail(f"{url} answers {name} with Content-Type {answer.headers['Content-Type']}")

    def series(found):
        return {(name, tuple(label for label in labels if label[0] != "version")) for name, labels in found}

    _, text = read_page(pages["text"], False)
    _, openmetrics = read_page(pages["openmetrics"], True)
    for name, found in (("text", text), ("openmetrics", openmetrics)):
        if series(found) != series(expected):
            fail(f"{url} as {name} differs in {sorted(series(found) ^ series(expected))[:5]}")
    print(f"listener: {len(text)} series at {url}")
    return pages["text"]


# MARK: promtool


def promtool(program, *arguments, text=None, cwd=None):
    result = subprocess.run(
        [program, *arguments], input=text, capture_output=True, text=True, cwd=cwd, timeout=300, check=False
    )
    output = "\n".join(line for line in (result.stdout + result.stderr).splitlines() if line.strip())
    # `check metrics` says nothing when it likes a page; the other commands name what they looked at.
    if result.returncode != 0 or (arguments[:2] == ("check", "metrics") and output):
        fail(f"promtool {' '.join(arguments)}: {output}")
    else:
        print(f"promtool {' '.join(arguments)}: nothing to say against it")


# MARK: expressions


class Catalogue:
    """What is on the page: metric → label → values."""

    def __init__(self, found):
        self.labels = {}
        for name, labels in found:
            entry = self.labels.setdefault(name, {})
            for label, value in labels:
                entry.setdefault(label, set()).add(value)

    def check(self, expression, where, used=None):
        bare = re.sub(r'"(?:[^"\\]|\\.)*"', '""', expression)
        bare = re.sub(r"\{[^}]*\}", "", bare)
        bare = re.sub(r"\[[^\]]*\]", "", bare)
        bare = re.sub(r"\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)", r"\1 ", bare)
        names = {
            match[0] for match in re.finditer(r"[A-Za-z_:][A-Za-z0-9_:]*", bare)
            if match[0].lower() not in WORDS and not re.match(r"\s*\(", bare[match.end():])
            and not re.search(r"[0-9.]$", bare[: match.start()])
        }
        for name in names - FOREIGN:
            if name not in self.labels:
                fail(f"{where}: no metric {name}")
        if used is not None:
            used |= names
        for name, matchers in re.findall(r"([A-Za-z_:][A-Za-z0-9_:]*)\s*\{([^}]*)\}", expression):
            for label, operator, value in re.findall(r'(\w+)\s*(=~|!~|!=|=)\s*"((?:[^"\\]|\\.)*)"', matchers):
                self.check_matcher(name, label, operator, value, where)
        return names

    def check_matcher(self, name, label, operator, value, where):
        # Put there by the scrape, of the build, or by whoever names his accounts.
        if label in ("job", "instance", "version", "account") or name in FOREIGN:
            return
        values = self.labels.get(name, {}).get(label)
        if values is None:
            fail(f"{where}: {name} has no label {label}")
            return
        for part in value.split("|") if operator in ("=~", "!~") else [value]:
            pattern = part if operator in ("=~", "!~") else re.escape(part)
            if not any(re.fullmatch(pattern, known) for known in values):
                fail(f"{where}: {name} never has {label}=\"{part}\"")


# MARK: rules


def check_rules(catalogue):
    rules = [rule for group in yaml.safe_load((FOLDER / "reconcile.rules.yml").read_text())["groups"] for rule in group["rules"]]
    tests = yaml.safe_load((FOLDER / "reconcile.rules.test.yml").read_text())["tests"]
    program = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "Sources/reconcile").rglob("*.swift")))
    names, used = [rule["alert"] for rule in rules], set()
    for rule in rules:
        name = rule["alert"]
        catalogue.check(rule["expr"], name, used)
        if not re.fullmatch(r"Reconcile[A-Za-z]+", name) or names.count(name) != 1:
            fail(f"{name}: not a name of its own that begins with Reconcile")
        if rule["labels"].get("severity") not in SEVERITIES:
            fail(f"{name}: no severity")
        if set(rule["annotations"]) != ANNOTATIONS:
            fail(f"{name}: texts are {sorted(rule['annotations'])}")
        for key in ("summary", "summary_de"):
            if not rule["annotations"][key].endswith(".") or "{{" in rule["annotations"][key]:
                fail(f"{name}: {key} is no fixed sentence")
        check_runbook(name, rule["annotations"]["runbook"], program)
    for name in names:
        mine = [case for test in tests for case in test.get("alert_rule_test", []) if case["alertname"] == name]
        if not any(case.get("exp_alerts") for case in mine):
            fail(f"{name}: no test in which it fires")
        if not any(not case.get("exp_alerts") for case in mine):
            fail(f"{name}: no test in which it stays silent")
    for title in ("a quiet hour", "an hour of ordinary trouble"):
        check_hour(next(test for test in tests if test["name"] == title), catalogue, used)
    print(f"rules: {len(rules)} alerts over {len(used)} metrics")


def check_held(catalogue):
    """What the charts tag `attention` is shown, and alerted of unless it is a difference, which `ReconcileDrift` is for."""
    charts = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "StateCharts").glob("*.scxml")))
    held = set(re.findall(r'<state id="(\w+)"[^>]*x:tag="attention"', charts)) & catalogue.labels["reconcile_entities"]["state"]
    for name, differences in (("dashboard.json", set()), ("reconcile.rules.yml", {"doubled", "edited", "gone"})):
        text = (FOLDER / name).read_text(encoding="utf-8")
        named = {state for states in re.findall(r'reconcile_entities\{[^}]*?state=~\\?"([\w|]+)', text) for state in states.split("|")}
        for state in sorted(held - differences - named):
            fail(f"{name}: {state} needs a person and is not there")


def check_runbook(name, runbook, program):
    """Every command and option named exists. A unit is called like the program: `systemctl status reconcile; …` names no command."""
    commands = re.findall(r"(?<!status )(?<!-u )(?<!--now )\breconcile ((?:--)?[a-z][a-z-]*)(?: (verify))?", runbook)
    if not commands:
        fail(f"{name}: the runbook names no command")
    for command in [word for pair in commands for word in pair if word]:
        if command.startswith("--"):
            head, *tail = command[2:].split("-")
            known = f"var {head}{''.join(part.capitalize() for part in tail)}" in program
        else:
            known = f'commandName: "{command}"' in program
        if not known:
            fail(f"{name}: there is no `reconcile {command}`")


def check_hour(test, catalogue, used):
    present = set()
    for entry in test["input_series"]:
        present |= catalogue.check(entry["series"], test["name"])
    if used - present:
        fail(f"{test['name']} lacks {sorted(used - present)}")
    if not all(case["exp_samples"] == [] and "ALERTS" in case["expr"] for case in test["promql_expr_test"]):
        fail(f"{test['name']} expects an alert")


# MARK: dashboard


def check_dashboard(program, catalogue):
    dashboard = json.loads((FOLDER / "dashboard.json").read_text(encoding="utf-8"))
    panels = dashboard["panels"]
    ids = [panel["id"] for panel in panels]
    if dashboard["id"] is not None or dashboard["uid"] != "reconcile" or len(set(ids)) != len(ids):
        fail("the dashboard's ids are not its own")
    cells, expressions = set(), []
    for panel in panels:
        place = panel["gridPos"]
        mine = {(x, y) for x in range(place["x"], place["x"] + place["w"]) for y in range(place["y"], place["y"] + place["h"])}
        if mine & cells or place["x"] + place["w"] > 24:
            fail(f"panel {panel['title']} overlaps another or the edge")
        cells |= mine
        if panel["type"] == "row":
            continue
        if not panel.get("description") or not panel["targets"]:
            fail(f"panel {panel['title']} explains or shows nothing")
        for target in panel["targets"]:
            if any(source != {"type": "prometheus", "uid": "${datasource}"} for source in (panel["datasource"], target["datasource"])):
                fail(f"panel {panel['title']} names a data source of its own")
            used = catalogue.check(target["expr"], f"panel {panel['title']}")
            if used & FOREIGN:
                fail(f"panel {panel['title']} shows a metric that is not ours")
            expressions.append(target["expr"])
    shown = set().union(*(catalogue.check(expression, "dashboard") for expression in expressions))
    families = {re.sub(r"_(bucket|sum|count)$", "", name) for name in catalogue.labels if name.startswith("reconcile_")}
    if families - {re.sub(r"_(bucket|sum|count)$", "", name) for name in shown}:
        fail(f"the dashboard never shows {sorted(families - {re.sub(r'_(bucket|sum|count)$', '', name) for name in shown})}")
    for variable in dashboard["templating"]["list"]:
        if variable["type"] == "query":
            catalogue.check(re.fullmatch(r"label_values\((.*), \w+\)", variable["definition"])[1], f"variable {variable['name']}")
    # promtool has no parser for single expressions; as recording rules it reads them.
    with tempfile.TemporaryDirectory() as folder:
        rules = [
            {"record": f"dashboard:expression:{number}", "expr": re.sub(r"\$(__rate_interval|__interval)", "5m", expression)}
            for number, expression in enumerate(expressions)
        ]
        (pathlib.Path(folder) / "dashboard.yml").write_text(yaml.safe_dump({"groups": [{"name": "dashboard", "rules": rules}]}))
        promtool(program, "check", "rules", "dashboard.yml", cwd=folder)
    print(f"dashboard: {len(panels)} panels, {len(expressions)} expressions")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--promtool", required=True)
    arguments.add_argument("--url", help="the metrics of a running service")
    options = arguments.parse_args()
    found, text = check_pages()
    promtool(options.promtool, "check", "metrics", text=text)
    if options.url:
        promtool(options.promtool, "check", "metrics", text=check_listener(options.url, found))
    promtool(options.promtool, "check", "rules", "reconcile.rules.yml", cwd=FOLDER)
    promtool(options.promtool, "check", "config", "scrape.yml", cwd=FOLDER)
    promtool(options.promtool, "test", "rules", "reconcile.rules.test.yml", cwd=FOLDER)
    # Besides, what only a fleet's page has, and that of a host of a cluster.
    _, several = read_page((PAGES / "several.txt").read_text(encoding="utf-8"), False)
    catalogue = Catalogue(found | several)
    check_rules(catalogue)
    check_held(catalogue)
    check_dashboard(options.promtool, catalogue)
    print(f"{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
