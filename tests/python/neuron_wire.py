"""The unmodified Python SDK on one side of the wire, the Rust crate on the other.

    python neuron_wire.py --echo-axon <binary> --ask <binary>

The binaries are the examples `echo_axon` and `ask` of `taonet-neuron`. Needs `bittensor==10.5.0`.
Prints one line for each case and exits with status 1 when one fails.
"""

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
import threading
import time
from typing import Any, Optional

import bittensor as bt
import bittensor.utils.networking as networking
from bittensor_wallet import Keypair, Wallet
from pydantic import BaseModel  # noqa: F401  (comes with the SDK)

# The only thing replaced: looking up the own address asks a public service.
networking.get_external_ip = lambda *_: "203.0.113.7"

CASES = []


def case(name, condition, shown=""):
    CASES.append(bool(condition))
    print(f"{'ok' if condition else 'FAILED'}: {name} {'' if condition else shown}", flush=True)


class Echo(bt.Synapse):
    required_hash_fields = ["text", "number", "items", "ratio"]
    text: str = ""
    number: int = 0
    ratio: float = 0.5
    items: Optional[list[str]] = None
    answer: Optional[str] = None


class NoHash(bt.Synapse):
    inp: str = ""
    out: Optional[str] = None


class Req(bt.Synapse):
    a: int
    b: str
    c: list[int]
    d: dict
    out: str = ""


class Nested(bt.Synapse):
    required_hash_fields = ["data"]
    data: Any = {}
    out: str = ""


class Boom(bt.Synapse):
    x: int = 1


class CustomStatus(bt.Synapse):
    x: int = 1


class Slow(bt.Synapse):
    seconds: float = 1.0
    done: bool = False


class Blk(bt.Synapse):
    pass


class Whatever(bt.Synapse):
    pass


class Stream(bt.StreamingSynapse):
    required_hash_fields = ["prompt"]
    prompt: str
    completion: str = ""

    async def process_streaming_response(self, response):
        async for chunk in response.content.iter_any():
            text = chunk.decode()
            self.completion += text
            yield text

    def extract_response_json(self, response):
        headers = {k.decode(): v.decode() for k, v in response.__dict__["_raw_headers"]}

        def part(prefix):
            return {k[len(prefix):]: v for k, v in headers.items() if k.startswith(prefix)}

        return {
            "name": headers.get("name", ""),
            "timeout": float(headers.get("timeout", 0)),
            "dendrite": part("bt_header_dendrite_"),
            "axon": part("bt_header_axon_"),
            "prompt": self.prompt,
            "completion": self.completion,
        }


def dendrite(uri="//Bob"):
    return bt.Dendrite(wallet=Keypair.create_from_uri(uri))


def info(address, hotkey):
    ip, port = address.rsplit(":", 1)
    return bt.AxonInfo(
        version=10005000, ip=ip, port=int(port), ip_type=4, hotkey=hotkey, coldkey=hotkey
    )


async def python_asks_rust(binary):
    """Python Dendrite -> Rust Axon."""
    axon = subprocess.Popen(
        [binary, "127.0.0.1:0", "//AxonHot"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        word, address, hotkey = axon.stdout.readline().split()
        assert word == "listening"
        target = info(address, hotkey)
        client = dendrite()

        r = await client(target, Echo(text="hello τ", number=7, ratio=1e-7, items=["a", "b'c"]))
        case("echo with four hashed fields", r.is_success and r.answer == "HELLO Τ7", r)
        case("  changed list comes back", r.items == ["a", "b'c", "x"], r.items)
        case("  status and time", r.dendrite.status_code == 200 and r.axon.process_time > 0, r.axon)
        case("  own hotkey stays", r.dendrite.hotkey == client.keypair.ss58_address, r.dendrite)
        r = await client(target, Echo())
        case("echo of defaults, None hashed", r.is_success and r.answer == "0", r)
        r = await client(target, NoHash(inp="plain"))
        case("no hashed fields", r.is_success and r.out == "ok:plain", r)
        r = await client(target, Req(a=5, b="x", c=[1], d={"k": 1}))
        case("required fields", r.is_success and r.out == "5/x/[1]/{'k': 1}", r)
        data = {"s": "it's", "d": 'say "hi"', "n": None, "t": True, "f": [1.0, 0.1, 1e16, 1e-5]}
        r = await client(target, Nested(data=data))
        case("nested values hash alike", r.is_success and r.out == str(data), r)
        r = await client(target, bt.Synapse())
        case("ping", r.is_success, r)
        r = await client(target, Boom())
        case("handler fails: 500", r.dendrite.status_code == 500 and "#" in r.axon.status_message, r)
        r = await client(target, CustomStatus())
        code, text = r.dendrite.status_code, r.dendrite.status_message
        case("handler refuses: 429", code == 429 and text == "slow down", r)
        r = await dendrite("//Charlie")(target, Blk())
        case("blacklisted: 403", r.is_blacklist and "Unrecognized hotkey" in r.axon.status_message, r)
        r = await client(target, Whatever())
        case("unknown synapse: 404", r.dendrite.status_code == 404, r)
        r = await client(target, Slow(seconds=3.0), timeout=0.5)
        case("too slow: 408", r.is_timeout, r)
        wrong = info(address, Keypair.create_from_uri("//Alice").ss58_address)
        r = await client(wrong, Echo(text="t"))
        case("signed for another axon: 401", r.failed_verification, r)

        chunks, final = [], None
        async for chunk in await client(target, Stream(prompt="alpha beta gamma"), streaming=True):
            if isinstance(chunk, str):
                chunks.append(chunk)
            else:
                final = chunk
        case("stream in chunks", "".join(chunks) == "alpha beta gamma " and len(chunks) > 1, chunks)
        case("  ends with the synapse", final is not None and final.axon.status_code == 200, final)

        many = await client([target] * 20, [Echo(number=1)][0])
        case("twenty at once", all(r.is_success for r in many), [r.dendrite for r in many])
        await client.aclose_session()
    finally:
        axon.stdin.close()
        case("axon ends cleanly", axon.wait(timeout=10) == 0)


def rust_asks_python(binary):
    """Rust Dendrite -> Python Axon."""
    with tempfile.TemporaryDirectory() as folder:
        wallet = Wallet(name="w", hotkey="h", path=folder)
        wallet.create_hotkey_from_uri("//AxonHot", use_password=False, overwrite=True, suppress=True)
        wallet.create_coldkey_from_uri("//Cold", use_password=False, overwrite=True, suppress=True)

        def echo(s: Echo) -> Echo:
            s.answer = s.text.upper() + str(s.number)
            s.items = (s.items or []) + ["x"]
            return s

        def req(s: Req) -> Req:
            s.out = f"{s.a}/{s.b}/{s.c}/{s.d}"
            return s

        def nested(s: Nested) -> Nested:
            s.out = str(s.data)
            return s

        def boom(s: Boom) -> Boom:
            raise ValueError("boom")

        async def slow(s: Slow) -> Slow:
            await asyncio.sleep(s.seconds)
            s.done = True
            return s

        def stream(s: Stream) -> Stream:
            async def tokens(send):
                for word in s.prompt.split():
                    await send({"type": "http.response.body", "body": (word + " ").encode(),
                                "more_body": True})
                    await asyncio.sleep(0.02)

            return s.create_streaming_response(tokens)

        port = free_port()
        axon = bt.Axon(wallet=wallet, port=port, ip="127.0.0.1", external_ip="127.0.0.1")
        for forward in (echo, req, nested, boom, slow, stream):
            axon.attach(forward)
        axon.start()
        wait_for(port)
        try:
            kinds = ["echo", "req", "nested", "stream", "boom", "slow", "ping", "stranger"]
            hotkey = wallet.hotkey.ss58_address
            run = subprocess.run(
                [binary, f"127.0.0.1:{port}", hotkey, *kinds],
                capture_output=True, text=True, timeout=60,
            )
            case("ask ends", run.returncode == 0, run.stderr)
            answers = dict(zip(kinds, map(json.loads, run.stdout.splitlines())))
            echo_fields = answers["echo"].get("fields", {})
            case("echo", echo_fields.get("answer") == "HELLO Τ7", answers["echo"])
            case("  list", echo_fields.get("items") == ["a", "b'c", "x"], answers["echo"])
            out = answers["req"].get("fields", {}).get("out")
            case("required fields and placeholders", out == "5/x/[1]/{'k': 1}", answers["req"])
            out = answers["nested"].get("fields", {}).get("out")
            expected = str({"s": "it's", "f": [1.0, 1e16, 1e-5], "n": None, "u": "é\n"})
            case("nested values hash alike", out == expected, answers["nested"])
            chunks = answers["stream"].get("chunks", [])
            case("stream", "".join(chunks) == "alpha beta gamma ", answers["stream"])
            case("handler fails: 500", answers["boom"]["status"] == 500, answers["boom"])
            case("too slow: 408", answers["slow"]["status"] == 408, answers["slow"])
            case("ping", answers["ping"]["status"] == 200, answers["ping"])
            case("signed for another: 401", answers["stranger"]["status"] == 401, answers["stranger"])
        finally:
            axon.stop()


def free_port():
    import socket

    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait_for(port):
    import socket

    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"the Python axon does not listen on port {port}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--echo-axon", required=True)
    parser.add_argument("--ask", required=True)
    # The SDK reads the command line as well.
    arguments, rest = parser.parse_known_args()
    sys.argv = sys.argv[:1] + rest
    asyncio.run(python_asks_rust(arguments.echo_axon))
    rust_asks_python(arguments.ask)
    print(f"{sum(CASES)} of {len(CASES)} cases passed (bittensor {bt.__version__})")
    sys.stdout.flush()
    # The SDK leaves threads behind that would keep the process.
    threading.excepthook = lambda *_: None
    import os

    os._exit(0 if all(CASES) else 1)


if __name__ == "__main__":
    main()
