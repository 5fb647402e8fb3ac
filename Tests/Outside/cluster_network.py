"""Hosts in networks of their own, which can be cut: one leads to etcd and the other hosts, another to the systems of the books."""
import os
import shutil
import subprocess
import sys

# Run in a host's network: whoever connects to its loopback is connected to the wire outside.
PIPE = """
import asyncio, sys
port, host = int(sys.argv[1]), sys.argv[2]

async def pump(source, sink):
    try:
        while data := await source.read(65536):
            sink.write(data)
            await sink.drain()
    except OSError:
        pass
    finally:
        sink.close()

async def carry(reader, writer):
    try:
        back, out = await asyncio.open_connection(host, port)
    except OSError:
        return writer.close()
    await asyncio.gather(pump(reader, out), pump(back, writer))

async def main():
    server = await asyncio.start_server(carry, "127.0.0.1", port)
    print("listens", flush=True)
    await server.serve_forever()

asyncio.run(main())
"""


def missing():
    """Why there can be no networks here; nothing where there can."""
    if os.geteuid() != 0 or not shutil.which("ip"):
        return "networks need root and ip"
    name = f"rcx{os.getpid() % 10000}"
    tried = subprocess.run(["ip", "netns", "add", name], capture_output=True, text=True, check=False)
    if tried.returncode != 0:
        return f"no network namespaces here: {tried.stderr.strip()}"
    subprocess.run(["ip", "netns", "delete", name], check=False)
    return None


class Networks:
    """Two bridges, `a` to etcd and `b` to the books, and a namespace with a leg on each for every host."""

    def __init__(self, stage, count):
        self.stage, self.count, self.mark = stage, count, os.getpid() % 10000
        # Ended with the stage, after what runs inside; apart from those of another trial beside this one.
        stage.processes.append(self)
        self.base = {"a": f"10.{64 + self.mark % 64}.{self.mark // 64}", "b": f"10.{128 + self.mark % 64}.{self.mark // 64}"}
        for side, base in self.base.items():
            self.ip("link", "add", self.bridge(side), "type", "bridge")
            self.ip("address", "add", f"{base}.1/24", "dev", self.bridge(side))
            self.ip("link", "set", self.bridge(side), "up")
        for number in range(count):
            self.ip("netns", "add", self.name(number))
            self.ip("-n", self.name(number), "link", "set", "lo", "up")
            for side in self.base:
                leg = self.leg(side, number)
                self.ip("link", "add", leg, "type", "veth", "peer", "name", side, "netns", self.name(number))
                self.ip("link", "set", leg, "master", self.bridge(side), "up")
                self.ip("-n", self.name(number), "address", "add", f"{self.address(number, side)}/24", "dev", side)
                self.ip("-n", self.name(number), "link", "set", "dev", side, "up")

    def ip(self, *words):
        subprocess.run(["ip", *words], check=True, capture_output=True, text=True)

    def bridge(self, side):
        return f"rc{side}{self.mark}"

    def leg(self, side, number):
        return f"rc{side}{self.mark}h{number}"

    def name(self, number):
        return f"rc{self.mark}h{number}"

    def address(self, number, side="a"):
        return f"{self.base[side]}.{11 + number}"

    def inside(self, number):
        """What a command begins with to run there."""
        return ["ip", "netns", "exec", self.name(number)]

    def lead(self, port):
        """Each host finds on its own loopback what listens at this port of the other end."""
        for number in range(self.count):
            pipe = self.stage.start(
                f"pipe-{number}", [*self.inside(number), sys.executable, "-c", PIPE, str(port), f"{self.base['b']}.1"])
            pipe.find("(listens)", 20)

    def cut(self, number):
        """From etcd and the other hosts; what leads to the books stays."""
        self.ip("link", "set", self.leg("a", number), "down")

    def mend(self, number):
        self.ip("link", "set", self.leg("a", number), "up")

    def stop(self):
        for number in range(self.count):
            subprocess.run(["ip", "netns", "delete", self.name(number)], check=False, capture_output=True)
        for side in self.base:
            subprocess.run(["ip", "link", "delete", self.bridge(side)], check=False, capture_output=True)
