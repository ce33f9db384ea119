"""What owners, validators, miners and stakers do with the unmodified btcli of the Python SDK 11.

Usage: session_btcli11.py BTCLI WS_URL FOLDER [STEP TO LEAVE OUT ...]
"""

import json
import os

import bittensor as bt

from command_line import CommandLine
from session import expect, run, say, weights_hash

RAO = 10**9
ALICE_SEED = "0xe5be9a5092b81bca64be81d212e7f2f9eba183bb7a90954f7b76361f6edb5c0a"
NAMES = ("alice", "owner", "validator", "miner")


class Session:
    """One command line on one chain."""

    def __init__(self, btcli, url, folder):
        os.makedirs(folder)
        self.wallets_folder = f"{folder}/wallets"
        self.cli = CommandLine(
            btcli, url, folder, ("--network", url, "--wallet-path", self.wallets_folder, "--json")
        )
        self.addresses = {}
        self.hotkeys = {}
        self.netuid = 2
        self.other = 3

    def act(self, step, wallet, *words):
        """A command that sends a transaction with a wallet; it exits with 1 when that fails."""
        extra = ("--wallet", wallet, "--wallet-hotkey", "default", "--yes", "--no-mev-shield")
        answer = self.cli.json(step, *words, extra=extra)
        expect(step, "success", answer, lambda found: found.get("success") is True)
        say(step)
        return answer

    def refused(self, step, error, wallet, *words):
        """A command that has to fail for this reason."""
        said = self.cli.fail(
            step, *words, *self.cli.options, "--wallet", wallet, "--wallet-hotkey", "default",
            "--yes", "--no-mev-shield",
        )  # fmt: skip
        expect(step, f"a failure that names {error}", said, lambda text: error in text)
        say(step, refused=error)

    def call(self, step, wallet, call, sudo=False, **arguments):
        """Any call by its name."""
        words = ("call", call, "--args", json.dumps(arguments))
        self.act(step, wallet, *words, *(("--sudo",) if sudo else ()))

    def sudo(self, call, **arguments):
        """An administrator's call by the sudo key."""
        self.call(f"sudo {call}", "alice", f"AdminUtils.{call}", sudo=True, **arguments)

    def ask(self, read, *words):
        """A command that reads."""
        return self.cli.json(f"query {read}", "query", read, *words)

    def balance(self, name):
        """Free balance of a wallet's cold key, in rao."""
        shown = self.ask("balance", "--coldkey", self.addresses[name])
        return int(shown.lstrip("τ").replace(",", "").replace(".", ""))

    # --- the steps -------------------------------------------------------------------------------

    def wallets(self):
        for name in NAMES:
            options = ("--wallet", name, "--wallet-hotkey", "default", "--no-password")
            if name == "alice":
                words = ("wallet", "regen-coldkey", "--seed", ALICE_SEED)
            else:
                words = ("wallet", "create", "--n-words", "12")
            self.cli.run("wallets", *words, *options, *self.cli.options, "--quiet")
            if name == "alice":
                wallet = bt.Wallet(name=name, hotkey="default", path=self.wallets_folder)
                wallet.create_new_hotkey(use_password=False, suppress=True)
            wallet = bt.Wallet(name=name, hotkey="default", path=self.wallets_folder)
            self.addresses[name] = wallet.coldkeypub.ss58_address
            self.hotkeys[name] = wallet.hotkey.ss58_address
        say("wallets", **self.addresses)

    def transfer(self):
        for name, tao in (("owner", 20_000), ("validator", 10_000), ("miner", 10_000)):
            self.act(
                "tx transfer", "alice", "tx", "transfer", "--dest", self.addresses[name],
                "--amount-tao", tao,
            )  # fmt: skip
        expect("query balance", "what was sent", self.balance("owner"), 20_000 * RAO)
        self.refused(
            "transfer of too much", "alance", "miner", "tx", "transfer", "--dest",
            self.addresses["owner"], "--amount-tao", 10**6,
        )  # fmt: skip

    def subnets(self):
        self.sudo("sudo_set_admin_freeze_window", window=0)
        self.sudo("sudo_set_network_rate_limit", rate_limit=0)
        self.sudo("sudo_set_subtoken_enabled", netuid=0, subtoken_enabled=True)
        for netuid in (self.netuid, self.other):
            self.act("tx register-subnet", "owner", "tx", "register-subnet")
            self.act("tx start-call", "owner", "tx", "start-call", "--netuid", netuid)
        listed = self.ask("subnets")
        netuids = sorted(int(subnet["netuid"]) for subnet in listed)
        expect("query subnets", "both new ones", netuids, [0, 1, 2, 3])

    def hyperparameters(self):
        netuid = self.netuid
        self.sudo("sudo_set_weights_set_rate_limit", netuid=netuid, weights_set_rate_limit=0)
        self.sudo("sudo_set_commit_reveal_weights_enabled", netuid=netuid, enabled=False)
        self.sudo("sudo_set_tempo", netuid=netuid, tempo=10)
        words = ("sudo", "set", "--netuid", netuid, "--name", "immunity_period", "--value")
        self.act("sudo set", "owner", *words, 77)
        found = self.ask("subnet-hyperparameters", "--netuid", netuid)
        got = (found["immunity_period"], found["tempo"])
        expect("query subnet-hyperparameters", "as they were set", got, (77, 10))
        self.refused("sudo set by a stranger", "Origin", "miner", *words, 78)

    def identities(self):
        self.act(
            "tx set-identity", "owner", "tx", "set-identity", "--name", "Owner", "--url",
            "https://owner.example",
        )  # fmt: skip
        found = self.ask("identity", "--coldkey", self.addresses["owner"])
        expect("query identity", "the name", found["name"], "Owner")
        self.act(
            "tx set-subnet-identity", "owner", "tx", "set-subnet-identity", "--netuid", self.netuid,
            "--subnet-name", "Session",
        )  # fmt: skip
        found = self.ask("subnet-identity", "--netuid", self.netuid)
        expect("query subnet-identity", "the name", found["subnet_name"], "Session")

    def registration(self):
        """By `call`: `tx burned-register` always hides what it does from the pool, and what is
        hidden comes out blocks later, which this node does not make by itself. The SDK's session
        shows it."""
        for name, netuid in (("validator", 2), ("miner", 2), ("validator", 3)):
            self.call(
                f"register on {netuid}", name, "SubtensorModule.burned_register", netuid=netuid,
                hotkey=self.hotkeys[name],
            )  # fmt: skip
        self.act("tx root-register", "validator", "tx", "root-register")
        self.act(
            "tx serve-axon", "miner", "tx", "serve-axon", "--netuid", self.netuid, "--ip",
            "203.0.113.7", "--port", 8091,
        )  # fmt: skip
        found = self.ask("metagraph", "--netuid", self.netuid)["hotkeys"]
        wanted = [self.hotkeys[name] for name in NAMES[1:]]
        expect("query metagraph", "hot keys in order of registration", found, wanted)

    def staking(self):
        own, miner, here = self.hotkeys["validator"], self.hotkeys["miner"], ("--netuid", self.netuid)
        self.act(
            "tx add-stake", "validator", "tx", "add-stake", "--hotkey", own, *here, "--amount-tao",
            500, "--no-slippage-protection",
        )  # fmt: skip
        price = self.ask("alpha-price", *here)["price_rao"]
        limited = (
            "tx", "add-stake-limit", "--hotkey", own, *here, "--amount-tao", 5_000,
            "--limit-price-rao", int(price) * 101 // 100,
        )  # fmt: skip
        self.refused("stake past its limit", "lippage", "validator", *limited)
        self.act("stake as far as the limit", "validator", *limited, "--allow-partial")
        self.act(
            "tx remove-stake", "validator", "tx", "remove-stake", "--hotkey", own, *here,
            "--amount-alpha", 10, "--rate-tolerance", 0.5,
        )  # fmt: skip
        self.act(
            "tx move-stake", "validator", "tx", "move-stake", "--origin-hotkey", own,
            "--origin-netuid", self.netuid, "--dest-hotkey", miner, "--dest-netuid", self.netuid,
            "--amount-alpha", 10,
        )  # fmt: skip
        self.act(
            "tx swap-stake", "validator", "tx", "swap-stake", "--hotkey", own, "--origin-netuid",
            self.netuid, "--dest-netuid", self.other, "--amount-alpha", 10,
            "--no-slippage-protection",
        )  # fmt: skip
        self.act(
            "tx transfer-stake", "validator", "tx", "transfer-stake", "--dest-coldkey",
            self.addresses["miner"], "--hotkey", own, "--origin-netuid", self.other,
            "--dest-netuid", self.other, "--amount-alpha", 1,
        )  # fmt: skip
        self.act(
            "stake on root", "validator", "tx", "add-stake", "--hotkey", own, "--netuid", 0,
            "--amount-tao", 1_000, "--no-slippage-protection",
        )  # fmt: skip
        held = self.ask("stake-for-coldkey", "--coldkey", self.addresses["validator"])
        places = {(row["hotkey"], int(row["netuid"])) for row in held}
        expect(
            "query stake-for-coldkey", "all four places", places,
            lambda found: {(own, 0), (own, 2), (miner, 2), (own, 3)} <= found,
        )  # fmt: skip

    def children(self):
        own, child = self.hotkeys["validator"], self.hotkeys["miner"]
        self.act(
            "tx set-children", "validator", "tx", "set-children", "--netuid", self.netuid,
            "--children", json.dumps([[0.25, child]]),
        )  # fmt: skip
        self.cli.until(
            "children", "the child in force",
            lambda: child in str(self.ask("children", "--hotkey", own, "--netuid", self.netuid)),
        )  # fmt: skip

    def weights(self):
        here = ("--netuid", self.netuid)
        self.cli.until(
            "permit", "a permit for the validator",
            lambda: self.ask("metagraph", *here)["validator_permit"][1],
        )  # fmt: skip
        self.act(
            "tx set-weights", "validator", "tx", "set-weights", *here, "--uids", "0,2", "--weights",
            "0.5,1.0",
        )  # fmt: skip
        row = self.ask("weights", *here)["1"]
        expect("query weights", "a third", float(row["0"]), lambda w: abs(w - 1 / 3) < 1e-3)

        self.sudo("sudo_set_commit_reveal_weights_enabled", netuid=self.netuid, enabled=True)
        wallet = bt.Wallet(name="validator", hotkey="default", path=self.wallets_folder)
        public = bytes(wallet.hotkey.public_key)
        salt = [7, 11, 13]
        committed = weights_hash(public, self.netuid, [2], [65535], salt, 0)
        epoch = self.epoch()
        # `call` signs with the cold key, so the commitment is sent by the SDK.
        with bt.SyncClient(self.cli.options[1]) as chain:
            call = bt.calls.SubtensorModule.commit_weights(self.netuid, committed)
            sent = chain.submit_call(call, wallet, signer="hotkey")
        expect("commit_weights", "success", sent, lambda result: result.success)
        self.cli.until("reveal", "the next epoch", lambda: self.epoch() > epoch)
        self.act(
            "tx reveal-weights", "validator", "tx", "reveal-weights", *here, "--uids", "2",
            "--weights", "1.0", "--salt", "7,11,13",
        )  # fmt: skip
        row = self.ask("weights", *here)["1"]
        expect("query weights", "all for one", {k: float(v) for k, v in row.items()}, {"2": 1.0})

    def epoch(self):
        """How many epochs the subnet has had."""
        status = self.ask("epoch-status", "--netuid", self.netuid)
        return int(status["epoch_index"])

    def timelock(self):
        """The cipher text is for a public beacon, whose pulses don't reach this chain: that the
        commitment lands and is kept is all that can be seen here."""
        here = ("--netuid", self.netuid)
        self.act(
            "timelocked weights", "validator", "tx", "set-weights", *here, "--uids", "0,2",
            "--weights", "1.0,1.0",
        )  # fmt: skip
        found = self.ask("timelocked-weight-commits", *here)
        expect(
            "query timelocked-weight-commits", "the validator's", str(found),
            lambda text: self.hotkeys["validator"] in text,
        )  # fmt: skip

    def root_claims(self):
        for kind in ("Keep", "Swap"):
            words = ("tx", "set-root-claim-type", "--claim-type", kind)
            self.act(f"root claims: {kind}", "validator", *words)
        self.act("tx claim-root", "validator", "tx", "claim-root", "--subnets", self.netuid)

    def proxies(self):
        delegate = ("--delegate", self.addresses["miner"], "--proxy-type", "Transfer")
        self.act("tx add-proxy", "owner", "tx", "add-proxy", *delegate)
        before = self.balance("owner")
        self.act(
            "transfer by proxy", "miner", "tx", "transfer", "--dest", self.addresses["alice"],
            "--amount-tao", 5, "--proxy-for", self.addresses["owner"],
        )  # fmt: skip
        paid = before - self.balance("owner")
        expect("transfer by proxy", "5 TAO paid by the real account", paid, 5 * RAO)
        self.act("tx remove-proxy", "owner", "tx", "remove-proxy", *delegate)
        self.act(
            "tx create-pure-proxy", "owner", "tx", "create-pure-proxy", "--proxy-type", "Any"
        )

    def crowdloan(self):
        height = int(self.ask("timestamp")["block"])
        self.act(
            "tx create-crowdloan", "owner", "tx", "create-crowdloan", "--deposit-tao", 10,
            "--min-contribution-tao", 1, "--cap-tao", 40, "--end", height + 2_000, "--target",
            self.addresses["alice"],
        )  # fmt: skip
        this = ("--crowdloan-id", 0)
        give = ("tx", "contribute-crowdloan", *this, "--amount-tao")
        self.act("tx contribute-crowdloan", "miner", *give, 20)
        self.act("tx withdraw-crowdloan", "miner", "tx", "withdraw-crowdloan", *this)
        self.act("contribute the rest", "miner", *give, 35)
        before = self.balance("alice")
        self.act("tx finalize-crowdloan", "owner", "tx", "finalize-crowdloan", *this)
        got = self.balance("alice") - before
        expect("tx finalize-crowdloan", "40 TAO at the target", got, 40 * RAO)

    def locks(self):
        self.act(
            "tx lock-stake", "validator", "tx", "lock-stake", "--netuid", self.netuid,
            "--amount-alpha", 10,
        )  # fmt: skip
        found = self.ask(
            "coldkey-lock", "--coldkey", self.addresses["validator"], "--netuid", self.netuid
        )
        expect("query coldkey-lock", "a lock", found, lambda lock: bool(lock))

    STEPS = (
        wallets, transfer, subnets, hyperparameters, identities, registration, staking, children,
        weights, timelock, root_claims, proxies, crowdloan, locks,
    )  # fmt: skip


def main(btcli, url, folder, *left_out):
    session = Session(btcli, url, folder)
    version = session.cli.run("version", "--version")
    expect("version", "btcli's version", version, lambda text: "11.0.1" in text)
    for step in Session.STEPS:
        if step.__name__ not in left_out:
            step(session)
    say("done")


if __name__ == "__main__":
    run(main)
