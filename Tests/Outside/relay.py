"""Stands between a client and the stand-ins: keeps what was asked, and answers for the copies of big_books.py, which they do not have."""
import http.client
import http.server
import json
import threading
import urllib.parse

from big_books import FIRST_ID

# lexoffice counts and shows no more of a list.
WINDOW = 10_000


class Relay:
    def __init__(self, base, copies=None):
        self.target = urllib.parse.urlsplit(base).netloc
        self.copies, self.nodes, self.rows, self.kept, self.asked, self.answered = copies, {}, None, None, None, None
        relay = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                if relay.kept is not None:
                    relay.kept.append((self.command, self.path, dict(self.headers), body.decode()))
                if relay.asked is not None:
                    relay.asked(self.path)
                status, kind, data = relay.respond(self.command, self.path, self.headers, body)
                if relay.answered is not None:
                    relay.answered(self.path, data)
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_POST = do_PUT = answer

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def base(self):
        return f"http://127.0.0.1:{self.server.server_port}"

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def forward(self, method, path, headers, body):
        connection = http.client.HTTPConnection(self.target, timeout=60)
        try:
            kept = {name: value for name, value in headers.items() if name.lower() in ("authorization", "content-type", "accept")}
            connection.request(method, path, body or None, kept)
            answer = connection.getresponse()
            return answer.status, answer.headers.get("Content-Type", ""), answer.read()
        finally:
            connection.close()

    def respond(self, method, path, headers, body):
        if self.copies and method == "POST" and b"query DocumentsByID" in body:
            question = json.loads(body)
            if any(number > FIRST_ID for number in question["variables"]["ids"]):
                return self.answer_documents(question, path, headers)
        if self.copies and path.startswith("/v1/voucherlist?"):
            query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(path).query))
            if query.get("voucherStatus", "any") == "any":
                return self.answer_list(path, query, headers)
        return self.forward(method, path, headers, body)

    def answer_list(self, path, query, headers):
        """The stand-in's own rows and then the copies', which moved last long ago, as a list of both would show them: no more than 10,000
        of any question."""
        page, size = int(query.get("page", 0)), int(query.get("size", 25))
        status, kind, data = self.forward("GET", path, headers, b"")
        if status != 200:
            return status, kind, data
        if self.rows is None:
            self.rows = self.row_templates(headers)
        own = self.whole_list(query, headers)
        first, after = self.copies.span(query.get("voucherDateFrom"), query.get("voucherDateTo"))
        total = min(WINDOW, len(own) + after - first)
        begin, end = min(total, page * size), min(total, (page + 1) * size)
        content = own[begin:end]
        for number in range(first + max(0, begin - len(own)), first + max(0, end - len(own))):
            content.append(self.rows[self.copies.of(number).voucher](self.copies.names(number)))
        pages = (total + size - 1) // size
        answer = {**json.loads(data), "content": [], "first": page == 0, "last": page + 1 >= pages, "totalPages": pages,
                  "totalElements": total, "numberOfElements": len(content), "size": size, "number": page}
        return 200, kind, json.dumps(answer).replace('"content": []', '"content": [' + ",".join(content) + "]").encode()

    def whole_list(self, query, headers):
        """What the stand-in itself has to a question, as texts."""
        question = urllib.parse.urlencode({**query, "page": 0, "size": 250})
        page = json.loads(self.forward("GET", f"/v1/voucherlist?{question}", headers, b"")[2])
        if not page["last"]:
            raise ValueError("the stand-in has more vouchers than one page holds")
        return [json.dumps(row, ensure_ascii=False) for row in page["content"]]

    def row_templates(self, headers):
        rows = {json.loads(row)["id"]: row for row in self.whole_list({"voucherType": "any", "voucherStatus": "any"}, headers)}
        return {model.voucher: model.template(rows[model.voucher]) for model in self.copies.models}

    def answer_documents(self, question, path, headers):
        ids = question["variables"]["ids"]
        copies = [number for number in ids if number > FIRST_ID]
        asked = {number for number in ids if number <= FIRST_ID}
        models = {int(self.copies.of(number - FIRST_ID).document) for number in copies}
        found = {node["id"]: node for node in self.documents(question, sorted(asked | models), path, headers)}
        nodes = [json.dumps(found[number], ensure_ascii=False) for number in sorted(asked) if number in found]
        for number in copies:
            index = number - FIRST_ID
            model = self.copies.of(index)
            if model.document not in self.nodes:
                self.nodes[model.document] = model.template(json.dumps(found[int(model.document)], ensure_ascii=False))
            nodes.append(self.nodes[model.document](self.copies.names(index)))
        return 200, "application/json", ('{"data":{"customer_documents":[' + ",".join(nodes) + "]}}").encode()

    def documents(self, question, ids, path, headers):
        """In questions as small as the client's own: the stand-in answers no larger ones."""
        nodes, size = [], len(question["variables"]["ids"])
        for start in range(0, len(ids), size):
            own = {**question, "variables": {**question["variables"], "ids": ids[start:start + size]}}
            nodes += json.loads(self.forward("POST", path, headers, json.dumps(own).encode())[2])["data"]["customer_documents"]
        return nodes
