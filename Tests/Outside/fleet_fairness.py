"""Nobody waits for anybody else: one account floods, twenty have a lexoffice that takes 35 s for an answer, and the payments of others
reach HERO all the same. Then lexoffice refuses one request of the flood, and the directory is read again and again."""
import base64
import datetime
import http.client
import json
import random
import subprocess
import time

from fleet_parts import ORGANISATION, StandIns, year
from stage import Trouble, say, wait_for

FLOOD = "flood"
# lexoffice's two a second, a twentieth below them.
RATE = 1.9


class Caller:
    """Sends webhooks as lexoffice does."""

    def __init__(self, fleet):
        self.fleet, self.key = fleet, fleet.folder / "webhook.key"
        self.openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", str(self.key))
        self.public = fleet.folder / "webhook.pem"
        self.openssl("pkey", "-in", str(self.key), "-pubout", "-out", str(self.public))

    @staticmethod
    def openssl(*arguments, text=b""):
        return subprocess.run(["openssl", *arguments], input=text, capture_output=True, check=True, timeout=60).stdout

    def webhook(self, number, voucher):
        moment = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="milliseconds")
        body = json.dumps({
            "organizationId": ORGANISATION.format(0x9B00 + number), "eventType": "payment.changed", "resourceId": voucher,
            "eventDate": moment}).encode()
        return body, base64.b64encode(self.openssl("dgst", "-sha512", "-sign", str(self.key), text=body)).decode()

    def send(self, body, signature):
        door = http.client.HTTPConnection(*self.fleet.address.rsplit(":", 1), timeout=10)
        door.request("POST", "/webhooks/lexoffice", body, {"Content-Type": "application/json", "X-Lxo-Signature": signature})
        status = door.getresponse().status
        door.close()
        return status


def moment(entry):
    return datetime.datetime.fromisoformat(entry["at"]).timestamp()


def set_up(fleet, caller, slow, others):
    """The flood has stand-ins of its own, in which it is one more customer than the others are. Those get something to be paid."""
    for _ in range(fleet.options.rounds):
        fleet.stand_ins.tell_all("hero/publish", {"net": "50.00", "name": "Anfahrt"}, others)
    number = len(fleet.names) + 1
    flood = StandIns(fleet.stage, fleet.program, FLOOD, number, 2, year(fleet.options.flood))
    hero, lexoffice = flood.keys(number)
    fleet.write_account(FLOOD, hero, lexoffice, json.dumps({
        "interval-seconds": fleet.options.interval, "hero": {"endpoint": flood.environment["RECONCILE_HERO_ENDPOINT"]},
        "lexoffice": {"endpoint": flood.base, "requests-per-second": RATE}}))
    fleet.run(*flood.setup, "--account", FLOOD)
    fleet.stand_ins.tell_all("lexoffice/rules", {"requestsPerSecond": 2})
    fleet.stand_ins.tell_all("faults", {"chances": [
        {"system": "lexoffice", "perMille": 1000, "fault": "slow_answer", "milliseconds": 35_000}]}, slow)
    fleet.write_file(rate=RATE, webhooks={"public-key": str(caller.public)})
    fleet.reload()
    # All of it is judged first: read, its file looked into, and kept, forty milliseconds each.
    wait_for("the flood transfers", 600, lambda: flood.summary()[-1]["vouchers"] or None, pause=0.5)
    wait_for("what is to be paid", 240, lambda: all(
        len(payable(fleet.stand_ins, one)) >= fleet.options.rounds for one in others) or None, pause=1)
    return flood, number


def payable(stand_ins, number):
    return [voucher for voucher in stand_ins.state(number)["lexoffice"]["vouchers"] if voucher["open"] == voucher["gross"] == 59.5]


class Payments:
    """Somebody pays at lexoffice; the webhook comes at once."""

    def __init__(self, fleet, caller, others):
        self.stand_ins, self.caller, self.due = fleet.stand_ins, caller, {}
        for number in others:
            self.due[number] = payable(self.stand_ins, number)

    def round(self, seconds, dice):
        """All of them once, at any moment within so many seconds. Returns how long each took to HERO, None for one that did not."""
        plan = sorted((dice.uniform(0, seconds), number) for number in self.due)
        ready = {number: self.caller.webhook(number, self.due[number][-1]["id"]) for number in self.due}
        began, sent = time.monotonic(), {}
        for offset, number in plan:
            time.sleep(max(0, began + offset - time.monotonic()))
            voucher = self.due[number].pop()
            self.stand_ins.tell(number, "lexoffice/pay", {"voucherId": voucher["id"], "amount": "59.50"})
            sent[number] = time.time()
            if (status := self.caller.send(*ready[number])) != 204:
                raise Trouble(f"a webhook was answered with {status}")
        return sent

    def arrived(self, sent, patience=30):
        """Seconds from the webhook to the entry in HERO."""
        took = {}
        end = time.monotonic() + patience
        while len(took) < len(sent) and time.monotonic() < end:
            for number in sent.keys() - took.keys():
                entries = self.stand_ins.state(number)["log"]
                written = [moment(entry) for entry in entries if entry["system"] == "hero" and entry["write"] and entry["executed"]]
                late = [at for at in written if at >= sent[number] - 0.01]
                if late:
                    took[number] = late[0] - sent[number]
            time.sleep(0.5)
        return [took.get(number, float("inf")) for number in sent]


def throttled(*stand_ins):
    return sum(account["throttled"] for one in stand_ins for account in one.summary())


def flood_requests(flood, number):
    return flood.state(number)["lexoffice"]["requests"]


def spacing(fleet, figures, flood, number):
    """One 429, and then reload upon reload, in each of which the flood's file is another one and somebody else's cannot be used."""
    began, known = time.time(), throttled(flood)
    flood.tell(number, "faults", {"appointments": [{"system": "lexoffice", "nth": 1, "fault": "throttle"}]})
    wait_for("the refusal", 30, lambda: throttled(flood) > known or None)
    path, bad = fleet.accounts / f"{FLOOD}.yaml", fleet.accounts / f"{fleet.names[0]}.yaml"
    text = json.loads(path.read_text(encoding="utf-8"))
    bad.write_text("interval-secunds: 3\n", encoding="utf-8")
    took, gaps = [], []
    for count in range(fleet.options.reloads):
        asked = flood_requests(flood, number)
        path.write_text(json.dumps({**text, "interval-seconds": 60 + count % 2}), encoding="utf-8")
        took.append(fleet.reload())
        wait_for("the flood's next request", 10, lambda before=asked: flood_requests(flood, number) > before or None, pause=0.05)
        # Lists tell the last hundred requests only.
        entries = [entry for entry in flood.state(number)["log"] if entry["system"] == "lexoffice" and moment(entry) >= began]
        gaps += [1000 * (moment(later) - moment(former)) for former, later in zip(entries, entries[1:])]
    bad.write_text("", encoding="utf-8")
    took.append(fleet.reload())
    figures.tell("the slowest reload", max(took), "s", most=2)
    figures.tell("between two requests after a 429", min(gaps, default=0), "ms", least=500)
    figures.tell("429 but the one that was asked for", throttled(flood) - known - 1, "", most=0)


def run(fleet, figures, order):
    """The numbers of those that got something to be paid, one document a round."""
    options = fleet.options
    if not options.flood:
        return []
    numbers = [int(name.split("-")[1]) for name in order]
    third = len(numbers) // 3
    # Not those that are to be broken later.
    others = [number for number in numbers[:2 * third] if number > 6][:min(options.others, third)]
    slow = numbers[-min(options.slow, third):]
    caller = Caller(fleet)
    flood, number = set_up(fleet, caller, slow, others)
    payments = Payments(fleet, caller, others)
    before, known, began = flood_requests(flood, number), throttled(fleet.stand_ins, flood), time.monotonic()
    dice, took = random.Random(1), []
    for _ in range(options.rounds):
        took += payments.arrived(payments.round(min(40, 8 + len(others)), dice))
    seconds = time.monotonic() - began
    took.sort()
    say(f"{len(slow)} accounts with 35 s for an answer, {options.flood} documents due in one, {len(took)} payments of {len(others)} others")
    figures.tell("from webhook to HERO, half of them", took[len(took) // 2], "s")
    figures.tell("from webhook to HERO, 99 of 100", took[min(len(took) - 1, int(len(took) * 0.99))], "s",
                 most=5 if len(took) >= 100 else None)
    figures.tell("from webhook to HERO, the slowest", took[-1], "s", most=10)
    figures.tell("the flood's requests a second", (flood_requests(flood, number) - before) / seconds, "", least=0.9 * RATE)
    # Requests leave 526 ms apart and may come 500 ms apart: processors that are busy with other things can take the rest.
    figures.tell("429", throttled(fleet.stand_ins, flood) - known, "", most=0 if options.interval >= 60 else 3)
    spacing(fleet, figures, flood, number)
    fleet.stand_ins.tell_all("faults", {}, slow)
    return others
