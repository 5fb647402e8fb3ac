"""The person at the browser who logs an account in."""
import subprocess
import urllib.error
import urllib.request

from cluster_parts import free_port
from stage import OPENER, Trouble, clean


class Follow(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def log_in(account):
    """As a person does it in a browser; from then on the account has no key."""
    port = free_port()
    del account.environment["RECONCILE_LEXOFFICE_API_KEY"]
    account.environment.update(
        RECONCILE_LEXOFFICE_APP=account.base, RECONCILE_LEXOFFICE_CLIENT_ID="reconcile-sandbox",
        RECONCILE_LEXOFFICE_CLIENT_SECRET="sandbox-client-secret-0001", RECONCILE_LEXOFFICE_REDIRECT_PORT=str(port),
        RECONCILE_CLUSTER_KEY="a-key-of-32-bytes-for-this-trial-only")
    account.sandbox("lexoffice/oauth", {"redirectUri": f"http://127.0.0.1:{port}/oauth/callback"})
    child = subprocess.Popen(
        [account.program, "login", "--no-browser"], env=clean(account.environment), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True)
    address = next((line.strip() for line in child.stdout if "/oauth2/authorize?" in line), None)
    if address is None:
        raise Trouble("login: no address")
    browser = urllib.request.build_opener(urllib.request.ProxyHandler({}), Follow)
    try:
        browser.open(address, timeout=20)
    except urllib.error.HTTPError as consent:
        OPENER.open(consent.headers["Location"], timeout=20).read()
    rest = child.stdout.read()
    if child.wait(timeout=60) != 0:
        raise Trouble(f"login: {rest}")
