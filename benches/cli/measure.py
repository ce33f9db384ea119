"""Measures btcli and the Rust client beside the Python packages, on one machine in one run.

Usage: measure.py TARGET [PYTHON] [--rounds N]

TARGET is the folder with the built programs and examples (target/release), PYTHON the home of an
environment with bittensor 10.5.0 and bittensor-cli 9.23.2 (as `scripts/prepare test` makes it);
without one the Python column stays empty. Starts a development chain of its own on a free port and
ends it. Prints one table; --json prints the numbers instead.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

NEURONS = 256
TRANSFERS = 1_000
# Python's SDK sends one transfer after the other: fewer are enough to know its rate.
PYTHON_TRANSFERS = 20

PYTHON_METAGRAPH = """
import sys, time
begin = time.perf_counter()
import bittensor as bt
imported = time.perf_counter()
chain = bt.Subtensor(network=sys.argv[1])
metagraph = chain.metagraph(int(sys.argv[2]))
done = time.perf_counter()
import json
print(json.dumps({"import_ms": (imported - begin) * 1e3, "read_ms": (done - imported) * 1e3,
                  "neurons": int(metagraph.n)}))
"""

PYTHON_TRANSFERS_CODE = """
import json, resource, sys, time
import bittensor as bt
chain = bt.Subtensor(network=sys.argv[1])
wallet = bt.Wallet(name="alice", hotkey="default", path=sys.argv[2])
begin = time.perf_counter()
for _ in range(int(sys.argv[3])):
    sent = chain.transfer(
        wallet=wallet, destination_ss58="5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty",
        amount=bt.Balance.from_rao(1000), wait_for_inclusion=True, wait_for_finalization=False,
        mev_protection=False,
    )
    assert sent.success, sent
seconds = time.perf_counter() - begin
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({"per_second": int(sys.argv[3]) / seconds, "peak_memory_kib": peak}))
"""


def milliseconds(command, rounds, environment):
    """Median of the whole time of a process."""
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        done = subprocess.run(command, env=environment, capture_output=True)
        times.append((time.perf_counter() - begin) * 1e3)
        if done.returncode != 0:
            sys.exit(f"{command}: {done.stderr.decode(errors='replace')}")
    return statistics.median(times)


def output(command, environment):
    """The JSON that a program prints last."""
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{command}: {done.stdout}{done.stderr}")
    return json.loads(done.stdout[done.stdout.index("{"):])


class Chain:
    """A development chain that makes a block for each transaction."""

    def __init__(self, target):
        self.process = subprocess.Popen(
            [
                f"{target}/taonet", "node", "--dev", "--fast-blocks", "--sealing", "instant",
                "--rpc-port", "0", "--announce-ready", "--exit-with-parent", "--no-prometheus",
                "--no-telemetry",
            ],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        self.url = "ws://" + json.loads(self.process.stdout.readline())["rpc"][0]

    def end(self):
        self.process.stdin.close()
        self.process.wait(timeout=30)


def rust(target, home, chain, netuid, rounds):
    environment = {"HOME": home, "PATH": os.environ["PATH"]}
    btcli, examples = f"{target}/btcli", f"{target}/examples"
    wallets = f"{home}/.bittensor/wallets"
    found = {
        "btcli --help": milliseconds([btcli, "--help"], rounds * 4, environment),
        "btcli wallet list": milliseconds(
            [btcli, "wallet", "list", "--wallet-path", wallets], rounds * 4, environment
        ),
    }
    reads = output([f"{examples}/measure_reads", chain.url, str(netuid)], environment)
    assert reads["neurons"] == NEURONS, reads
    found["connect and read"] = reads["connect_and_read_ms"]
    found["without a cache"] = reads["without_cache_ms"]
    found["decoding"] = reads["decode_mb_per_s"]
    sent = output(
        [f"{examples}/measure_submissions", chain.url, "transfers", str(TRANSFERS)], environment
    )
    found["transfers"] = sent["per_second"]
    found["peak memory"] = sent["peak_memory_kib"] / 1024
    found["memory"] = sent
    return found


def python(home_of_python, home, chain, netuid, rounds):
    environment = {"HOME": home, "PATH": os.environ["PATH"]}
    interpreter, btcli = f"{home_of_python}/bin/python", f"{home_of_python}/bin/btcli"
    wallets = f"{home}/.bittensor/wallets"
    found = {
        "btcli --help": milliseconds([btcli, "--help"], rounds, environment),
        "btcli wallet list": milliseconds(
            [btcli, "wallet", "list", "--wallet-path", wallets], rounds, environment
        ),
    }
    reads = [
        output([interpreter, "-c", PYTHON_METAGRAPH, chain.url, str(netuid)], environment)
        for _ in range(rounds)
    ]
    assert reads[0]["neurons"] == NEURONS, reads
    found["import"] = statistics.median(one["import_ms"] for one in reads)
    found["connect and read"] = statistics.median(one["read_ms"] for one in reads)
    sent = output(
        [interpreter, "-c", PYTHON_TRANSFERS_CODE, chain.url, wallets, str(PYTHON_TRANSFERS)],
        environment,
    )
    found["transfers"] = sent["per_second"]
    found["peak memory"] = sent["peak_memory_kib"] / 1024
    return found


ROWS = [
    ("btcli --help", "btcli --help", "ms", "< 15"),
    ("btcli wallet list (4 wallets)", "btcli wallet list", "ms", "< 15"),
    ("import of the SDK", "import", "ms", ""),
    (f"connect, read a metagraph of {NEURONS}", "connect and read", "ms", "< 60"),
    ("  the same without metadata on disk", "without a cache", "ms", ""),
    ("decoding metagraph replies", "decoding", "MB/s", "> 200"),
    ("transfers, watched to inclusion", "transfers", "1/s", ""),
    ("peak memory while doing so", "peak memory", "MiB", ""),
]


def number(value):
    return "" if value is None else f"{value:,.1f}" if value < 1_000 else f"{value:,.0f}"


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("target")
    arguments.add_argument("python", nargs="?")
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--json", action="store_true")
    given = arguments.parse_args()
    target = os.path.abspath(given.target)
    with tempfile.TemporaryDirectory() as home:
        environment = {"HOME": home, "PATH": os.environ["PATH"]}
        for name in ("alice", "bob", "charlie", "dave"):
            made = [
                f"{target}/btcli", "wallet", "create", "--wallet-name", name, "--hotkey",
                "default", "--no-use-password", "--uri", f"//{name.capitalize()}", "--no-prompt",
            ]  # fmt: skip
            subprocess.run(made, env=environment, check=True, capture_output=True)
        chain = Chain(target)
        try:
            filled = output(
                [f"{target}/examples/measure_submissions", chain.url, "fill", str(NEURONS)],
                environment,
            )
            ours = rust(target, home, chain, filled["netuid"], given.rounds)
            theirs = {}
            if given.python:
                theirs = python(given.python, home, chain, filled["netuid"], given.rounds)
        finally:
            chain.end()
    if given.json:
        print(json.dumps({"rust": ours, "python": theirs}, indent=2))
        return
    line = "{:<38} {:>10} {:>10} {:>6}  {}"
    print(line.format("", "taonet", "Python", "", "target"))
    for title, key, unit, goal in ROWS:
        row = line.format(title, number(ours.get(key)), number(theirs.get(key)), unit, goal)
        print(row.rstrip())
    memory = ours["memory"]
    print(
        f"\n{memory['included']:,} transfers over one connection in {memory['seconds']:.1f} s; "
        f"memory before, halfway, after: "
        + ", ".join(
            f"{memory[f'memory_{when}_kib'] / 1024:.1f}" for when in ("before", "halfway", "after")
        )
        + " MiB"
    )
    print(
        f"medians; taonet's btcli and client against bittensor 10.5.0 and bittensor-cli 9.23.2 "
        f"({PYTHON_TRANSFERS} transfers there, one after the other)\n"
        f"{os.cpu_count()} cores, load average {os.getloadavg()[0]:.1f}"
    )


if __name__ == "__main__":
    main()
