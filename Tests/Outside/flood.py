"""Ten thousand forged webhooks against a running service, as fast as it takes them."""
import http.client
import threading
import time

from stage import ROOT

FIXTURES = ROOT / "Tests/Fixtures/lexoffice"
KEY = FIXTURES / "webhook-key.pem"


def forgeries():
    """Of each kind one: what has a signature of the right length costs the service its arithmetic."""
    body = (FIXTURES / "webhook.json").read_bytes()
    genuine = (FIXTURES / "webhook.signature").read_text()
    altered = body.replace(b"payment.changed", b"voucher.deleted")
    return [(altered, genuine), (body + b" ", genuine), (body, "A" * len(genuine)), (body, genuine[:-4]), (body, None)]


def flood(address, count=10_000, threads=4):
    """Sends them over kept connections; returns how many were refused with 400, and the seconds it took."""
    host, port = address.rsplit(":", 1)
    refused = [0] * threads

    def send(number):
        connection = http.client.HTTPConnection(host, int(port), timeout=10)
        kinds = forgeries()
        for index in range(number, count, threads):
            body, signature = kinds[index % len(kinds)]
            headers = {"Content-Type": "application/json", **({"X-Lxo-Signature": signature} if signature else {})}
            connection.request("POST", "/webhooks/lexoffice", body, headers)
            answer = connection.getresponse()
            answer.read()
            refused[number] += answer.status == 400

    workers = [threading.Thread(target=send, args=(number,)) for number in range(threads)]
    began = time.monotonic()
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=600)
    return sum(refused), time.monotonic() - began


def pass_milliseconds(account, during):
    """How long passes took on average while `during` ran; what it returned."""
    def totals():
        page = account.page()
        return page["reconcile_pass_duration_seconds_sum"], page["reconcile_pass_duration_seconds_count"]
    before = totals()
    found = during()
    after = totals()
    passes = after[1] - before[1]
    return (after[0] - before[0]) * 1000 / passes if passes else None, found
