"""What owners, validators, miners and stakers do with the unmodified btcli 9.

Usage: session_btcli9.py BTCLI WS_URL FOLDER [STEP TO LEAVE OUT ...]
"""

import os

import bittensor as bt
import bittensor_cli

from command_line import CommandLine
from session import expect, run, say, weights_hash

PLAIN = ("--no-prompt",)
# Commands that would otherwise hide the call until it is in a block.
IN_CLEAR = ("--no-prompt", "--no-mev-protection")


# What is left out is asked for.
SUBNET_IDENTITY = (
    "--github-repo", "https://github.com/example/session", "--subnet-contact", "owner@session.example",
    "--subnet-url", "https://session.example", "--discord-handle", "session",
    "--description", "A subnet of a test", "--logo-url", "https://session.example/s.png",
    "--additional-info", "none",
)  # fmt: skip


class Session:
    """One command line on one chain."""

    def __init__(self, btcli, url, folder):
        self.network = ("--network", url)
        os.makedirs(folder)
        self.cli = CommandLine(
            btcli, url, folder, ("--wallet-path", f"{folder}/wallets", "--json-output")
        )
        self.here = CommandLine(btcli, url, folder, ("--json-output", "--network", url))
        self.addresses = {}
        self.hotkeys = {}
        self.netuid = 2
        self.other = 3

    def act(self, step, wallet, *words, extra=PLAIN):
        """A command that sends a transaction with a wallet, which has to succeed."""
        answer = self.cli.json(
            step, *words, "--wallet-name", wallet, "--hotkey", "default", *self.network, extra=extra
        )
        expect(step, "success", answer, all_succeeded)
        say(step)
        return answer

    def ask(self, step, *words):
        """A command that reads."""
        return self.here.json(step, *words)

    # --- the steps -------------------------------------------------------------------------------

    def wallets(self):
        for name, key in (("alice", ("--uri", "Alice")), ("owner", ()), ("validator", ()), ("miner", ())):
            made = self.cli.json(
                "wallet create", "wallet", "create", "--wallet-name", name, "--hotkey", "default",
                "--no-use-password", *(key or ("--n-words", "12")),
            )  # fmt: skip
            expect("wallet create", "success", made["success"], True)
            self.addresses[name] = made["data"]["coldkey_ss58"]
            self.hotkeys[name] = made["data"]["hotkey_ss58"]
        listed = {w["name"] for w in self.cli.json("wallet list", "wallet", "list")["wallets"]}
        expect("wallet list", "all four", listed, set(self.addresses))
        say("wallets", **self.addresses)

    def balance(self, name):
        answer = self.cli.json(
            "wallet balance", "wallet", "balance", "--wallet-name", name, *self.network
        )
        return answer["balances"][name]["free"]

    def transfer(self):
        for name, amount in (("owner", 20_000), ("validator", 10_000), ("miner", 10_000)):
            self.act(
                "wallet transfer", "alice", "wallet", "transfer", "--dest", self.addresses[name],
                "--amount", amount,
            )  # fmt: skip
        expect("wallet balance", "what was sent", self.balance("owner"), 20_000.0)
        answer = self.cli.json(
            "transfer of too much", "wallet", "transfer", "--dest", self.addresses["owner"],
            "--amount", "1000000", "--wallet-name", "miner", *self.network, extra=PLAIN,
        )  # fmt: skip
        expect("transfer of too much", "a failure", answer["success"], False)

    def settings(self):
        """Settings of the whole chain, for which this command line has no words: by the SDK."""
        alice = bt.Wallet(name="alice", hotkey="default", path=self.cli.options[1])
        with bt.Subtensor(network=self.network[1]) as chain:
            for function, params in (
                ("sudo_set_admin_freeze_window", {"window": 0}),
                ("sudo_set_network_rate_limit", {"rate_limit": 0}),
                ("sudo_set_subtoken_enabled", {"netuid": 0, "subtoken_enabled": True}),
            ):
                inner = chain.compose_call("AdminUtils", function, params)
                call = chain.compose_call("Sudo", "sudo", {"call": inner})
                sent = chain.sign_and_send_extrinsic(call=call, wallet=alice)
                expect(function, "success", sent, lambda response: response.success)
        say("settings")

    def sudo_set(self, wallet, name, value, netuid=None):
        self.act(
            f"sudo set {name} by {wallet}", wallet, "sudo", "set", "--netuid",
            self.netuid if netuid is None else netuid, "--param", name, "--value", value,
        )  # fmt: skip

    def subnets(self):
        cost = self.ask("subnets burn-cost", "subnets", "burn-cost")
        expect("subnets burn-cost", "a price", cost["burn_cost"]["rao"], lambda rao: rao > 0)
        for netuid in (self.netuid, self.other):
            made = self.act(
                "subnets create", "owner", "subnets", "create", "--subnet-name", f"Session {netuid}",
                *SUBNET_IDENTITY, extra=IN_CLEAR,
            )  # fmt: skip
            expect("subnets create", "its number", made["netuid"], netuid)
            self.cli.run(
                "subnets start", "subnets", "start", "--netuid", netuid, "--wallet-name", "owner",
                "--wallet-path", self.cli.options[1], "--hotkey", "default", *self.network, *PLAIN,
            )  # fmt: skip
        listed = self.ask("subnets list", "subnets", "list")["subnets"]
        expect("subnets list", "both", set(listed), lambda found: {"2", "3"} <= found)
        expect("subnets list", "the name", listed["2"]["subnet_name"], "Session 2")
        say("subnets", names=[s["subnet_name"] for s in listed.values()])

    def hyperparameters(self):
        self.sudo_set("alice", "weights_rate_limit", 0)
        self.sudo_set("alice", "tempo", 10)
        self.sudo_set("owner", "immunity_period", 77)
        found = {
            row["hyperparameter"]: row["value"]
            for row in self.ask("sudo get", "sudo", "get", "--netuid", self.netuid)
        }
        got = (int(found["immunity_period"]), int(found["tempo"]))
        expect("sudo get", "as they were set", got, (77, 10))
        answer = self.cli.json(
            "sudo set by a stranger", "sudo", "set", "--netuid", self.netuid, "--param",
            "immunity_period", "--value", "78", "--wallet-name", "miner", *self.network, extra=PLAIN,
        )  # fmt: skip
        expect("sudo set by a stranger", "a failure", answer["success"], False)

    def identities(self):
        self.act(
            "wallet set-identity", "owner", "wallet", "set-identity", "--id-name", "Owner",
            "--web-url", "https://owner.example", "--image-url", "https://owner.example/o.png",
            "--discord", "owner", "--description", "Owns subnets", "--additional", "none",
            "--github", "https://github.com/example/owner",
        )  # fmt: skip
        found = self.ask(
            "wallet get-identity", "wallet", "get-identity", "--ss58", self.addresses["owner"]
        )
        expect("wallet get-identity", "the name", found["name"], "Owner")
        self.act(
            "subnets set-identity", "owner", "subnets", "set-identity", "--netuid", self.netuid,
            "--subnet-name", "Renamed", *SUBNET_IDENTITY,
        )  # fmt: skip
        found = self.ask(
            "subnets get-identity", "subnets", "get-identity", "--netuid", self.netuid
        )
        expect("subnets get-identity", "the name", str(found), lambda text: "Renamed" in text)

    def registration(self):
        for wallet, netuid in (("validator", 2), ("miner", 2), ("validator", 0)):
            self.act(
                f"subnets register on {netuid}", wallet, "subnets", "register", "--netuid", netuid,
                *(("--unsafe-register",) if netuid else ()),
            )  # fmt: skip
        # This command takes no JSON without questions.
        said = self.cli.run(
            "axon set", "axon", "set", "--netuid", self.netuid, "--ip", "203.0.113.7", "--port", 8091,
            "--wallet-name", "miner", "--hotkey", "default", *self.cli.options[:2], *self.network,
            *PLAIN,
        )  # fmt: skip
        expect("axon set", "success", said, lambda text: "uccess" in text)
        shown = self.ask("subnets show", "subnets", "show", "--netuid", self.netuid, *PLAIN)
        hotkeys = {row["uid"]: row["hotkey"] for row in shown["uids"]}
        expect(
            "subnets show", "uids in order of registration", hotkeys,
            {i: self.hotkeys[n] for i, n in enumerate(("owner", "validator", "miner"))},
        )  # fmt: skip

    def stakes(self):
        """What the validator's cold key holds: (hot key, subnet) to alpha."""
        listed = self.cli.json(
            "stake list", "stake", "list", "--wallet-name", "validator", *self.network, extra=PLAIN
        )
        return {
            (hotkey, row["netuid"]): row["stake_value"]
            for hotkey, rows in listed["stake_info"].items()
            for row in rows
        }

    def staking(self):
        own, miner = self.hotkeys["validator"], self.hotkeys["miner"]
        self.act(
            "stake add", "validator", "stake", "add", "--netuid", self.netuid, "--amount", "500",
            "--unsafe", extra=IN_CLEAR,
        )  # fmt: skip
        self.act(
            "stake add with a limit", "validator", "stake", "add", "--netuid", self.netuid,
            "--amount", "1", "--safe", "--tolerance", "0.5", "--no-partial", extra=IN_CLEAR,
        )  # fmt: skip
        refused = self.cli.json(
            "stake add past its limit", "stake", "add", "--netuid", self.netuid, "--amount", "3000",
            "--safe", "--tolerance", "0.001", "--no-partial", "--wallet-name", "validator",
            "--hotkey", "default", *self.network, extra=IN_CLEAR,
        )  # fmt: skip
        expect("stake add past its limit", "a failure", refused, lambda r: not all_succeeded(r))
        self.act(
            "stake add as far as the limit", "validator", "stake", "add", "--netuid", self.netuid,
            "--amount", "3000", "--safe", "--tolerance", "0.01", "--partial", extra=IN_CLEAR,
        )  # fmt: skip
        self.act(
            "stake add on root", "validator", "stake", "add", "--netuid", 0, "--amount", "1000",
            "--unsafe", extra=IN_CLEAR,
        )  # fmt: skip
        self.act(
            "stake remove", "validator", "stake", "remove", "--netuid", self.netuid, "--amount",
            "10", "--unsafe", extra=IN_CLEAR,
        )  # fmt: skip
        self.act(
            "stake move", "validator", "stake", "move", "--origin-netuid", self.netuid,
            "--dest-netuid", self.netuid, "--from", own, "--to", miner, "--amount", "10",
            extra=IN_CLEAR,
        )  # fmt: skip
        self.act(
            "stake swap", "validator", "stake", "swap", "--origin-netuid", self.netuid,
            "--dest-netuid", self.other, "--amount", "10", "--unsafe", extra=IN_CLEAR,
        )  # fmt: skip
        self.act(
            "stake transfer", "validator", "stake", "transfer", "--origin-netuid", self.other,
            "--dest-netuid", self.other, "--dest-ss58", self.addresses["miner"], "--amount", "1",
            extra=IN_CLEAR,
        )  # fmt: skip
        found = self.stakes()
        expect(
            "stake list", "all four places", set(found),
            lambda places: {(own, 0), (own, 2), (miner, 2), (own, 3)} <= places,
        )  # fmt: skip
        say("stakes", **{f"{k} {n}": v for (k, n), v in found.items()})

    def children(self):
        child = self.hotkeys["miner"]
        self.act(
            "stake child set", "validator", "stake", "child", "set", "--netuid", self.netuid,
            "--children", child, "--proportions", "0.25",
        )  # fmt: skip

        def arrived():
            text = self.cli.run(
                "stake child get", "stake", "child", "get", "--netuid", self.netuid,
                "--wallet-name", "validator", "--hotkey", "default", *self.network, *self.cli.options,
            )  # fmt: skip
            return child in text

        self.cli.until("children", "the child in force", arrived)

    def weights(self):
        self.sudo_set("owner", "commit_reveal_weights_enabled", "true")

        # `weights commit` of this version asks for a storage item that no chain has, so the SDK
        # commits what the command line will reveal.
        validator = bt.Wallet(name="validator", hotkey="default", path=self.cli.options[1])
        version_key = bittensor_cli.__version_as_int__
        public = bytes(validator.hotkey.public_key)
        commitment = weights_hash(public, self.netuid, [2], [65535], [7, 11, 13], version_key)
        with bt.Subtensor(network=self.network[1]) as chain:
            self.cli.until(
                "permit", "a permit for the validator",
                lambda: chain.get_subnet_validator_permits(self.netuid)[1],
            )  # fmt: skip
            call = chain.compose_call(
                "SubtensorModule", "commit_weights",
                {"netuid": self.netuid, "commit_hash": commitment},
            )  # fmt: skip
            sent = chain.sign_and_send_extrinsic(call=call, wallet=validator, sign_with="hotkey")
            expect("commit_weights", "success", sent, lambda response: response.success)
            epoch = chain.get_subnet_epoch_index(self.netuid)
            self.cli.until(
                "weights reveal", "the epoch of the reveal",
                lambda: chain.get_subnet_epoch_index(self.netuid) > epoch,
            )  # fmt: skip
            self.act(
                "weights reveal", "validator", "weights", "reveal", "--netuid", self.netuid,
                "--uids", "2", "--weights", "1.0", "--salt", "7,11,13",
            )  # fmt: skip
            row = dict(chain.weights(self.netuid))[1]
            expect("weights reveal", "the row", row, [(2, 65535)])

    def root_claims(self):
        for kind in ("keep", "swap"):
            self.act(f"stake set-claim {kind}", "validator", "stake", "set-claim", kind)
        self.act(
            "stake process-claim", "validator", "stake", "process-claim", "--netuids", self.netuid
        )

    def proxies(self):
        delegate = self.addresses["miner"]
        kind = ("--proxy-type", "Transfer", "--delay", "0", "--delegate", delegate)
        self.act("proxy add", "owner", "proxy", "add", *kind)
        self.act(
            "transfer by proxy", "miner", "wallet", "transfer", "--dest", self.addresses["alice"],
            "--amount", "5", "--proxy", self.addresses["owner"],
        )  # fmt: skip
        self.act("proxy remove", "owner", "proxy", "remove", *kind)
        made = self.act(
            "proxy create", "owner", "proxy", "create", "--proxy-type", "Any", "--delay", "0",
            "--index", "0",
        )  # fmt: skip
        say("pure proxy", **made["data"])

    def crowdloan(self):
        self.act(
            "crowd create", "owner", "crowd", "create", "--deposit", "10", "--min-contribution", "1",
            "--cap", "40", "--duration", "400", "--target-address", self.addresses["alice"],
            "--fundraising",
        )  # fmt: skip
        number = ("--crowdloan-id", "0")
        self.act("crowd contribute", "miner", "crowd", "contribute", *number, "--amount", "20")
        self.act("crowd withdraw", "miner", "crowd", "withdraw", *number)
        self.act("crowd update", "owner", "crowd", "update", *number, "--min-contribution", "2")
        self.act("contribute the rest", "miner", "crowd", "contribute", *number, "--amount", "35")
        before = self.balance("alice")
        self.act("crowd finalize", "owner", "crowd", "finalize", *number)
        expect("crowd finalize", "40 TAO at the target", self.balance("alice") - before, 40.0)
        info = self.ask("crowd info", "crowd", "info", *number)
        expect("crowd info", "finalized", info["data"]["finalized"], True)

    def locks(self):
        # Here `--hotkey` means the hot key that gains conviction, and the answer is the preview.
        preview = self.cli.json(
            "lock add", "lock", "add", "--netuid", self.netuid, "--amount", "10", "--hotkey-ss58",
            self.hotkeys["validator"], "--mode", "decaying", "--no-graph", "--wallet-name",
            "validator", *self.network, extra=PLAIN,
        )  # fmt: skip
        expect("lock add", "10 alpha to lock", preview["adding_rao"], 10 * 10**9)
        found = self.cli.json(
            "lock list", "lock", "list", "--wallet-name", "validator", *self.network
        )
        locked = {lock["hotkey"]: lock["locked_alpha_rao"] for lock in found["locks"]}
        held = locked.get(self.hotkeys["validator"], 0)
        expect("lock list", "nearly 10 alpha, as locks decay", held, lambda rao: rao > 9 * 10**9)
        say("lock add", locked_rao=held)

    STEPS = (
        wallets, transfer, settings, subnets, hyperparameters, identities, registration, staking, children,
        weights, root_claims, proxies, crowdloan, locks,
    )  # fmt: skip


def all_succeeded(answer):
    """Whether everything in an answer that says how it went says that it went well."""
    verdicts = []

    def look(value, below_verdict=False):
        if isinstance(value, dict):
            for name, inner in value.items():
                look(inner, below_verdict or name in ("success", "staking_success"))
        elif isinstance(value, list):
            for inner in value:
                look(inner, below_verdict)
        elif below_verdict and isinstance(value, bool):
            verdicts.append(value)

    look(answer)
    return bool(verdicts) and all(verdicts)


def main(btcli, url, folder, *left_out):
    session = Session(btcli, url, folder)
    version = session.cli.run("version", "--version")
    expect("version", "btcli's version", version, lambda text: "9.23.2" in text)
    for step in Session.STEPS:
        if step.__name__ not in left_out:
            step(session)
    say("done")


if __name__ == "__main__":
    run(main)
