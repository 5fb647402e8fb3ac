"""A wire between hosts and stand-ins that counts what passes and lets nobody be silent for long."""
import asyncio
import collections
import threading
import time


class Wire:
    """Between the hosts and the stand-ins: closes a connection on which nobody says anything for `silence` seconds, as lexoffice's
    gateway is assumed to do, counts what passes, and tells somebody of each new connection before anything is read from it."""

    def __init__(self, target, silence, address="127.0.0.1"):
        host, port = target.split("//")[1].split(":")
        self.target, self.silence, self.senders = (host, int(port)), silence, collections.Counter()
        self.posts, self.opened, self.pauses = 0, None, []
        # Of both systems together: every write that has to be announced.
        self.writes, self.vouchers = 0, 0
        self.loop = asyncio.new_event_loop()
        ready = threading.Event()

        async def main():
            self.server = await asyncio.start_server(self.carry, address, 0)
            self.port = self.server.sockets[0].getsockname()[1]
            ready.set()
            await asyncio.Event().wait()

        threading.Thread(target=lambda: self.loop.run_until_complete(main()), daemon=True).start()
        ready.wait(10)

    @property
    def base(self):
        return f"http://127.0.0.1:{self.port}"

    async def carry(self, reader, writer):
        told = self.opened
        if told:
            told()
        other, began = None, time.monotonic()
        try:
            first = await asyncio.wait_for(reader.read(65536), self.silence)
            if first:
                sender = writer.get_extra_info("peername")[0]
                if self.count(first, sender):
                    # Between a connection and its first byte lies the announcement.
                    self.pauses.append(time.monotonic() - began)
                back, other = await asyncio.open_connection(*self.target)
                other.write(first)
                await asyncio.gather(self.pump(reader, other, sender), self.pump(back, writer))
        except (OSError, asyncio.TimeoutError, asyncio.IncompleteReadError):
            pass
        for end in (writer, other):
            if end:
                end.close()

    def count(self, data, sender):
        """Whether a write to lexoffice begins here."""
        begins = data.startswith((b"POST /v1", b"PUT /v1"))
        self.posts += begins
        self.senders[sender] += begins
        self.vouchers += data.startswith(b"POST /v1/vouchers HTTP")
        self.writes += begins + data.count(b'"query":"mutation')
        return begins

    async def pump(self, source, sink, sender=None):
        try:
            while data := await source.read(65536):
                if sender:
                    self.count(data, sender)
                sink.write(data)
                await sink.drain()
        finally:
            sink.close()
