"""A real Prometheus over the shipped scrape job and rules, and the questions put to it."""
import json
import re
import signal
import socket
import urllib.parse

from stage import ROOT, Trouble, get, wait_for

FOLDER = ROOT / "systemd/prometheus"
INTERVAL = "1s"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def job(targets):
    """The job of scrape.yml as it stands there, but with our addresses and a scrape each second."""
    text = (FOLDER / "scrape.yml").read_text(encoding="utf-8")
    text = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#")) + "\n"
    entries = "".join(f'      - targets: ["{address}"]\n        labels: {{instance: {name}}}\n' for name, address in targets.items())
    for pattern, new in (
        (r"scrape_interval: 30s", f"scrape_interval: {INTERVAL}"),
        (r' *- targets: \["127\.0\.0\.1:9847"\]\n *labels: \{instance: main\}\n', entries),
    ):
        text, count = re.subn(pattern, new, text)
        if count != 1:
            raise Trouble(f"scrape.yml has changed: {count} times {pattern}")
    return text


class Prometheus:
    def __init__(self, stage, program):
        self.folder = stage.folder / "prometheus"
        self.folder.mkdir()
        self.base = f"http://127.0.0.1:{free_port()}"
        self.targets = {}
        self.configuration = self.folder / "prometheus.yml"
        self.write()
        self.process = stage.start(
            "prometheus",
            [program, f"--config.file={self.configuration}", f"--storage.tsdb.path={self.folder}/data", "--log.level=warn",
             f"--web.listen-address={self.base[7:]}"],
        )
        wait_for("Prometheus is ready", 60, self.ready)

    def ready(self):
        # A Prometheus that refuses its configuration ends at once, and its last words say why.
        self.process.check()
        return get(f"{self.base}/-/ready")

    def write(self):
        # Rules are looked at each second as well, so that no alert can be pending unseen.
        self.configuration.write_text(
            f"global: {{scrape_interval: {INTERVAL}, evaluation_interval: {INTERVAL}}}\n"
            f"rule_files: [{json.dumps(str(FOLDER / 'reconcile.rules.yml'))}]\n{job(self.targets) if self.targets else ''}",
            encoding="utf-8",
        )

    def watch(self, name, address):
        """Adds a target, as an administrator would: the file, then SIGHUP."""
        self.targets[name] = address
        self.write()
        self.process.child.send_signal(signal.SIGHUP)
        wait_for(f"the first scrape of {name}", 60, lambda: self.value(f'up{{instance="{name}"}} == 1'))

    def api(self, path, **parameters):
        answer = json.loads(get(f"{self.base}/api/v1/{path}?{urllib.parse.urlencode(parameters, doseq=True)}", timeout=30))
        if answer["status"] != "success":
            raise Trouble(f"Prometheus: {answer}")
        return answer["data"]

    def vector(self, expression):
        return [(entry["metric"], float(entry["value"][1])) for entry in self.api("query", query=expression)["result"]]

    def value(self, expression):
        found = self.vector(expression)
        return found[0][1] if found else None

    def alerts(self, instance):
        """What is pending or firing for an instance, or for nobody in particular."""
        return {
            alert["labels"]["alertname"]: alert["state"] for alert in self.api("alerts")["alerts"]
            if alert["labels"].get("instance", instance) == instance
        }

    def rules(self):
        return [rule for group in self.api("rules")["groups"] for rule in group["rules"]]

    def series(self, instance):
        """Every series of a target but those Prometheus makes itself."""
        found = self.api("series", **{"match[]": f'{{job="reconcile",instance="{instance}"}}'})
        return {
            named(labels) for labels in found
            if labels["__name__"] != "up" and not labels["__name__"].startswith(("scrape_", "ALERTS"))
        }


def named(labels):
    """Name and own labels; bounds of buckets as numbers, since the two formats write them differently."""
    own = {key: value for key, value in labels.items() if key not in ("__name__", "job", "instance", "version")}
    if "le" in own:
        own["le"] = float(own["le"])
    return labels["__name__"], tuple(sorted(own.items()))


def named_line(series):
    """The same of a line of the page."""
    name, _, labels = series.partition("{")
    return named({"__name__": name, **dict(re.findall(r'(\w+)="([^"]*)"', labels))})
