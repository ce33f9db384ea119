"""What owners, validators, miners and stakers do with the unmodified Python SDK 10, in its blocking
and its asyncio form: the same steps by either.

Usage: session_sdk10.py sync|async WS_URL FOLDER [STEP TO LEAVE OUT ...]
"""

import asyncio
import inspect

import bittensor as bt

from session import expect, run, say

# Blocks to wait for anything that happens on the chain by itself.
PATIENCE_BLOCKS = 400
TAO = bt.Balance.from_tao


async def done(value):
    """The value itself, or what it turns out to be: the two forms differ in nothing else."""
    return await value if inspect.isawaitable(value) else value


def wallet_of(folder, name, coldkey=None, hotkey="default"):
    """A wallet in files without passwords; the cold key comes from a URI, if one is given."""
    wallet = bt.Wallet(name=name, hotkey=hotkey, path=folder)
    if coldkey:
        wallet.create_coldkey_from_uri(coldkey, use_password=False, overwrite=True, suppress=True)
        wallet.create_new_hotkey(use_password=False, overwrite=True, suppress=True)
    else:
        wallet.create_if_non_existent(
            coldkey_use_password=False, hotkey_use_password=False, suppress=True
        )
    return wallet


bt.logging.off()


class Session:
    """One client on one chain."""

    def __init__(self, chain, folder):
        self.chain = chain
        self.folder = folder
        self.alice = wallet_of(folder, "alice", coldkey="//Alice")
        self.owner = wallet_of(folder, "owner")
        self.validator = wallet_of(folder, "validator")
        self.miner = wallet_of(folder, "miner")
        self.netuid = None
        self.other = None

    async def ask(self, method, *args, **kwargs):
        """A method of the client that reads."""
        return await done(getattr(self.chain, method)(*args, **kwargs))

    async def do(self, step, method, *args, facts=None, **kwargs):
        """A method of the client that sends a transaction, which has to work."""
        response = await done(getattr(self.chain, method)(*args, **kwargs))
        expect(step, "success", response, lambda r: r.success)
        say(step, **{k: v for k, v in (facts or {}).items() if k != "call"})
        return response

    async def refused(self, step, error, method, *args, **kwargs):
        """The same, which has to fail for this reason."""
        response = await done(getattr(self.chain, method)(*args, **kwargs))
        expect(
            step,
            f"a failure that names {error}",
            response,
            lambda r: not r.success and error in f"{r.message} {r.error!r}",
        )
        say(step, refused=error)

    async def call(self, step, wallet, pallet, function, params, **options):
        """A call composed by its names."""
        call = await self.ask("compose_call", pallet, function, params)
        return await self.do(
            step, "sign_and_send_extrinsic", call=call, wallet=wallet, facts=params, **options
        )

    async def sudo(self, step, function, params, pallet="AdminUtils"):
        """A call by the sudo key."""
        inner = await self.ask("compose_call", pallet, function, params)
        response = await self.call(step, self.alice, "Sudo", "sudo", {"call": inner})
        events = await done(response.extrinsic_receipt.triggered_events)
        sudid = [
            e["event"]["attributes"]["sudo_result"]
            for e in events
            if e["event"]["event_id"] == "Sudid"
        ]
        expect(step, "one Sudid that says Ok", sudid, lambda s: len(s) == 1 and "Ok" in str(s[0]))

    async def until(self, step, what, condition):
        """Looks once per block until the condition holds."""
        last = await self.ask("get_current_block") + PATIENCE_BLOCKS
        while not (found := await condition()):
            height = await self.ask("get_current_block")
            expect(step, f"{what} by block {last}", height, lambda h: h < last)
            await self.ask("wait_for_block")
        return found

    # --- the steps -------------------------------------------------------------------------------

    async def connect(self):
        height = await self.ask("get_current_block")
        genesis = await self.ask("get_block_hash", 0)
        expect("connect", "a hash of 32 bytes", genesis, lambda h: len(h) == 66)
        expect("connect", "fast blocks", await self.ask("is_fast_blocks"), True)
        deposit = await self.ask("get_existential_deposit")
        expect("connect", "existential deposit in rao", deposit.rao, 500)
        netuids = [int(n) for n in await self.ask("get_all_subnets_netuid")]
        expect("connect", "the subnets of genesis", netuids, [0, 1])
        say("connect", block=height, genesis=genesis)

    async def transfer(self):
        before = await self.ask("get_balance", self.alice.coldkeypub.ss58_address)
        address = self.owner.coldkeypub.ss58_address
        quoted = await self.ask("get_transfer_fee", self.alice, address, TAO(20_000))
        sent = await self.do("transfer", "transfer", self.alice, address, TAO(20_000))
        # The client quotes without an era, which makes the transaction one byte shorter.
        fee = sent.extrinsic_fee.rao
        expect("transfer", f"a fee near {quoted}", fee, lambda f: 0 <= f - quoted.rao < 100)
        expect("transfer", "balance", await self.ask("get_balance", address), TAO(20_000))
        after = await self.ask("get_balance", self.alice.coldkeypub.ss58_address)
        expect("transfer", "paid", (before - after).rao, TAO(20_000).rao + fee)
        for wallet in (self.validator, self.miner):
            await self.do(
                "transfer to another",
                "transfer",
                self.alice,
                wallet.coldkeypub.ss58_address,
                TAO(10_000),
                wait_for_finalization=True,
            )
        await self.refused(
            "transfer of too much", "Not enough balance", "transfer", self.miner, address, TAO(10**6)
        )

    async def subscribe(self):
        """Two headers by subscription."""
        seen = []

        def heard(found):
            seen.append(found["header"]["number"])
            return seen if len(seen) == 2 else None

        async def heard_async(found):
            return heard(found)

        substrate = self.chain.substrate
        handler = heard_async if inspect.iscoroutinefunction(substrate.get_block) else heard
        await done(substrate.subscribe_block_headers(handler))
        expect("subscribe", "two heights in order", seen, lambda s: s[1] == s[0] + 1)
        say("subscribe", heads=seen)

    async def subnets(self):
        await self.sudo("no freeze window", "sudo_set_admin_freeze_window", {"window": 0})
        await self.sudo(
            "no wait between new subnets", "sudo_set_network_rate_limit", {"rate_limit": 0}
        )
        netuids = []
        for _ in range(2):
            cost = await self.ask("get_subnet_burn_cost")
            expect("subnet cost", "a price", cost.rao, lambda rao: rao > 0)
            await self.do("register_subnet", "register_subnet", self.owner, facts={"cost": cost.tao})
            netuid = max(int(n) for n in await self.ask("get_all_subnets_netuid"))
            netuids.append(netuid)
            expect("subnet", "not started", await self.ask("is_subnet_active", netuid), False)
            await self.do(
                "start_call", "start_call", self.owner, netuid, wait_for_finalization=True
            )
            expect("subnet", "started", await self.ask("is_subnet_active", netuid), True)
        self.netuid, self.other = netuids
        await self.sudo(
            "sudo sudo_set_subtoken_enabled", "sudo_set_subtoken_enabled",
            {"netuid": 0, "subtoken_enabled": True},
        )  # fmt: skip
        owner = await self.ask("get_subnet_owner_hotkey", self.netuid)
        expect("subnet", "owner's hotkey", owner, self.owner.hotkey.ss58_address)
        info = await self.ask("subnet", self.netuid)
        expect("subnet", "owner", info.owner_coldkey, self.owner.coldkeypub.ss58_address)
        say("subnets", netuids=netuids, price=info.price.tao)

    async def hyperparameters(self):
        netuid = self.netuid
        for name, params in (
            ("sudo_set_weights_set_rate_limit", {"weights_set_rate_limit": 0}),
            ("sudo_set_commit_reveal_weights_enabled", {"enabled": False}),
            ("sudo_set_tempo", {"tempo": 10}),
            ("sudo_set_max_allowed_validators", {"max_allowed_validators": 8}),
        ):
            await self.sudo(f"sudo {name}", name, {"netuid": netuid, **params})
        # With a price that follows at once, root earns from the first epochs on.
        await self.sudo(
            "sudo sudo_set_subnet_moving_alpha", "sudo_set_subnet_moving_alpha",
            {"alpha": {"bits": 2**32}},
        )  # fmt: skip
        await self.sudo(
            "sudo sudo_set_ema_price_halving_period", "sudo_set_ema_price_halving_period",
            {"netuid": netuid, "ema_halving": 1},
        )  # fmt: skip
        await self.call(
            "owner's hyperparameter",
            self.owner,
            "AdminUtils",
            "sudo_set_immunity_period",
            {"netuid": netuid, "immunity_period": 77},
        )
        found = await self.ask("get_subnet_hyperparameters", netuid)
        got = (found.immunity_period, found.tempo, found.commit_reveal_weights_enabled)
        expect("hyperparameters", "as they were set", got, (77, 10, False))
        expect("hyperparameters", "immunity", await self.ask("immunity_period", netuid), 77)
        expect("hyperparameters", "tempo", await self.ask("tempo", netuid), 10)
        call = await self.ask(
            "compose_call",
            "AdminUtils",
            "sudo_set_immunity_period",
            {"netuid": netuid, "immunity_period": 78},
        )
        await self.refused(
            "a stranger's hyperparameter",
            "Bad origin",
            "sign_and_send_extrinsic",
            call=call,
            wallet=self.miner,
        )

    async def identities(self):
        identity = {
            "name": "Owner", "url": "https://owner.example", "github_repo": "", "image": "",
            "discord": "", "description": "Owns a subnet", "additional": "",
        }  # fmt: skip
        await self.call("set_identity", self.owner, "SubtensorModule", "set_identity", identity)
        found = await self.ask("query_identity", self.owner.coldkeypub.ss58_address)
        expect("identity", "name and url", (found.name, found.url), ("Owner", identity["url"]))
        subnet = bt.SubnetIdentity(
            subnet_name="Session", github_repo="https://git.example/session",
            subnet_contact="owner@example", subnet_url="https://session.example", logo_url="",
            discord="", description="A subnet of a test", additional="",
        )  # fmt: skip
        await self.do(
            "set_subnet_identity", "set_subnet_identity", self.owner, self.netuid, subnet
        )
        info = await self.ask("subnet", self.netuid)
        expect("subnet identity", "its name", info.subnet_identity.subnet_name, "Session")
        expect("subnet identity", "name of the subnet", info.subnet_name, "Session")

    async def registration(self):
        netuid = self.netuid
        await self.do("burned_register", "burned_register", self.validator, netuid)
        await self.do("register", "register", self.miner, netuid)
        await self.refused(
            "register twice", "egistered", "sign_and_send_extrinsic",
            call=await self.ask(
                "compose_call", "SubtensorModule", "burned_register",
                {"netuid": netuid, "hotkey": self.miner.hotkey.ss58_address},
            ),
            wallet=self.miner,
        )  # fmt: skip
        await self.do("register elsewhere", "burned_register", self.validator, self.other)
        uids = [
            await self.ask("get_uid_for_hotkey_on_subnet", w.hotkey.ss58_address, netuid)
            for w in (self.owner, self.validator, self.miner)
        ]
        expect("uids", "in order of registration", uids, [0, 1, 2])
        await self.do("root_register", "root_register", self.validator)
        axon = bt.Axon(
            wallet=self.miner, ip="203.0.113.7", port=8091,
            external_ip="203.0.113.7", external_port=8091,
        )  # fmt: skip
        await self.do("serve_axon", "serve_axon", netuid, axon)
        metagraph = await self.ask("metagraph", netuid)
        expect("metagraph", "three neurons", metagraph.n.item(), 3)
        served = metagraph.axons[2]
        expect("metagraph", "the axon", (served.ip, served.port), ("203.0.113.7", 8091))
        neurons = await self.ask("neurons_lite", netuid)
        hotkeys = [n.hotkey for n in neurons]
        expect("neurons_lite", "the metagraph's hot keys", hotkeys, list(metagraph.hotkeys))
        say("metagraph", n=metagraph.n.item())

    async def stake(self, netuid=None):
        """What the validator holds with its own hot key."""
        return await self.ask(
            "get_stake",
            self.validator.coldkeypub.ss58_address,
            self.validator.hotkey.ss58_address,
            self.netuid if netuid is None else netuid,
        )

    async def staking(self):
        netuid, other, wallet = self.netuid, self.other, self.validator
        hotkey, miner_hotkey = wallet.hotkey.ss58_address, self.miner.hotkey.ss58_address
        await self.do("add_stake", "add_stake", wallet, netuid, hotkey, TAO(500))
        first = await self.stake()
        expect("add_stake", "some alpha", first.rao, lambda rao: rao > 0)
        await self.do(
            "add_stake with a limit", "add_stake", wallet, netuid, hotkey, TAO(1),
            safe_staking=True, rate_tolerance=0.2,
        )  # fmt: skip
        await self.refused(
            "add_stake past its limit", "lippage", "add_stake", wallet, netuid, hotkey, TAO(1_000),
            safe_staking=True, rate_tolerance=0.0001,
        )  # fmt: skip
        await self.do(
            "add_stake as far as the limit", "add_stake", wallet, netuid, hotkey, TAO(5_000),
            safe_staking=True, rate_tolerance=0.01, allow_partial_stake=True,
        )  # fmt: skip
        left = await self.ask("get_balance", wallet.coldkeypub.ss58_address)
        expect("partial stake", "most of the balance left", left.tao, lambda tao: tao > 5_000)

        held = await self.stake()
        part = bt.Balance.from_rao(held.rao // 10, netuid)
        await self.do("unstake", "unstake", wallet, netuid, hotkey, part)
        await self.do(
            "unstake with a limit", "unstake", wallet, netuid, hotkey, part,
            safe_unstaking=True, rate_tolerance=0.9,
        )  # fmt: skip
        await self.do(
            "move_stake", "move_stake", wallet, netuid, hotkey, netuid, miner_hotkey, part
        )
        moved = await self.ask(
            "get_stake", wallet.coldkeypub.ss58_address, miner_hotkey, netuid
        )
        expect("move_stake", "the alpha at the other hot key", moved.rao, lambda rao: rao > 0)
        await self.do("swap_stake", "swap_stake", wallet, hotkey, netuid, other, part)
        await self.do(
            "swap_stake with a limit", "swap_stake", wallet, hotkey, netuid, 0, part,
            safe_swapping=True, rate_tolerance=0.5,
        )  # fmt: skip
        # This client gives the limit between two pools as the bare ratio of prices, where the chain
        # counts in billionths; so the call is composed here.
        await self.call(
            "swap_stake_limit", wallet, "SubtensorModule", "swap_stake_limit",
            {
                "hotkey": hotkey, "origin_netuid": netuid, "destination_netuid": other,
                "alpha_amount": part.rao, "limit_price": 10**9, "allow_partial": True,
            },
        )  # fmt: skip
        await self.do(
            "transfer_stake", "transfer_stake", wallet, self.miner.coldkeypub.ss58_address,
            hotkey, other, other, bt.Balance.from_rao(10**7, other),
        )  # fmt: skip
        given = await self.ask("get_stake", self.miner.coldkeypub.ss58_address, hotkey, other)
        expect("transfer_stake", "alpha of the new holder", given.rao, lambda rao: rao > 0)
        await self.do(
            "unstake_all", "unstake_all", wallet, other, hotkey, rate_tolerance=None
        )
        expect("unstake_all", "nothing left", (await self.stake(other)).rao, 0)
        await self.do("stake on root", "add_stake", wallet, 0, hotkey, TAO(1_000))
        infos = await self.ask("get_stake_info_for_coldkey", wallet.coldkeypub.ss58_address)
        expect(
            "stake infos", f"root and {netuid}", {i.netuid for i in infos},
            lambda found: {0, netuid} <= found,
        )  # fmt: skip
        quote = await self.ask("sim_swap", 0, netuid, TAO(1))
        expect("sim_swap", "some alpha for one TAO", quote.alpha_amount.rao, lambda rao: rao > 0)
        prices = await self.ask("get_subnet_prices")
        price = await self.ask("get_subnet_price", netuid)
        expect("prices", "root and ours", set(prices), lambda found: {0, netuid} <= found)
        say("stake", alpha=(await self.stake()).tao, price=price.tao)

    async def children(self):
        netuid, parent = self.netuid, self.validator.hotkey.ss58_address
        child = self.miner.hotkey.ss58_address
        if inspect.iscoroutinefunction(self.chain.set_children):
            # The asyncio form of 10.5.0 gives the hot key for the subnet and the subnet for the hot
            # key, before anything is sent; so the call is composed here.
            await self.call(
                "set_children", self.validator, "SubtensorModule", "set_children",
                {"hotkey": parent, "netuid": netuid, "children": [(2**62 - 1, child)]},
            )  # fmt: skip
        else:
            await self.do(
                "set_children", "set_children", self.validator, netuid, parent, [(0.25, child)]
            )
        pending, _ = await self.ask("get_children_pending", parent, netuid)
        expect("children", "one that waits", pending, [(0.25, child)])

        async def arrived():
            found, children, error = await self.ask("get_children", parent, netuid)
            expect("children", "an answer", found, True)
            return children

        children = await self.until("children", "children in force", arrived)
        expect("children", "a quarter to the miner", children, [(0.25, child)])
        parents = await self.ask("get_parents", child, netuid)
        expect("parents", "a quarter of the validator", parents, [(0.25, parent)])
        say("children", of=parent, children=children)

    async def row(self):
        """The validator's weights."""
        return dict(await self.ask("weights", self.netuid)).get(1)

    async def weights(self):
        netuid, wallet = self.netuid, self.validator

        async def permitted():
            permits = await self.ask("get_subnet_validator_permits", netuid)
            return permits is not None and permits[1]

        await self.until("permit", "a permit for the validator", permitted)
        await self.do("set_weights", "set_weights", wallet, netuid, [0, 2], [0.5, 1.0])
        expect("set_weights", "the row", await self.row(), [(0, 32768), (2, 65535)])

        name = "sudo_set_commit_reveal_weights_enabled"
        await self.sudo(f"sudo {name}", name, {"netuid": netuid, "enabled": True})
        expect("commit-reveal", "on", await self.ask("commit_reveal_enabled", netuid), True)
        salt = [7, 11, 13, 17]
        await self.do("commit_weights", "commit_weights", wallet, netuid, salt, [2], [65535])
        committed = await self.ask("get_subnet_epoch_index", netuid)

        async def next_epoch():
            return await self.ask("get_subnet_epoch_index", netuid) > committed

        await self.until("reveal", "the next epoch", next_epoch)
        await self.do("reveal_weights", "reveal_weights", wallet, netuid, [2], [65535], salt)
        expect("reveal_weights", "the row", await self.row(), [(2, 65535)])

    async def timelock(self):
        """The cipher text is for a public beacon, whose pulses don't reach this chain: that the
        commitment lands and is kept is all that can be seen here."""
        netuid, wallet = self.netuid, self.validator
        await self.do("timelocked weights", "set_weights", wallet, netuid, [0, 2], [1.0, 1.0])
        commits = await self.ask("get_timelocked_weight_commits", netuid)
        expect(
            "timelocked weights", "one commitment of the validator", commits,
            lambda found: [c[0] for c in found] == [wallet.hotkey.ss58_address],
        )  # fmt: skip
        say("timelocked weights kept", bytes=len(commits[0][2]) // 2, round=commits[0][3])

    async def commitments(self):
        await self.do("set_commitment", "set_commitment", self.miner, self.netuid, "model:7")
        found = await self.ask("get_commitment", self.netuid, 2)
        expect("commitment", "what was written", found, "model:7")
        everything = await self.ask("get_all_commitments", self.netuid)
        expect(
            "commitments", "the miner's", everything, {self.miner.hotkey.ss58_address: "model:7"}
        )

    async def root_claims(self):
        wallet, hotkey = self.validator, self.validator.hotkey.ss58_address
        coldkey = wallet.coldkeypub.ss58_address
        for kind in ("Keep", "Swap"):
            await self.do(f"root claims: {kind}", "set_root_claim_type", wallet, kind)
            expect("root claim type", "it", await self.ask("get_root_claim_type", coldkey), kind)

        async def earned():
            rates = await self.ask("get_root_claimable_all_rates", hotkey)
            return rates if rates.get(self.netuid, 0) > 0 else None

        rates = await self.until("root claims", "something for root to claim", earned)
        await self.do("claim_root", "claim_root", wallet, [self.netuid])
        claimed = await self.ask("get_root_claimed", coldkey, hotkey, self.netuid)
        expect("root claims", "claimed", claimed.rao, lambda rao: rao > 0)
        say("root claims", rates=rates, claimed=claimed.rao)

    async def proxies(self):
        real, delegate = self.owner, self.miner
        address = delegate.coldkeypub.ss58_address
        await self.do("add_proxy", "add_proxy", real, address, "Transfer", 0)
        found, deposit = await self.ask(
            "get_proxies_for_real_account", real.coldkeypub.ss58_address
        )
        expect(
            "proxies", "one, for transfers", [(p.delegate, p.proxy_type) for p in found],
            [(address, "Transfer")],
        )  # fmt: skip
        call = await self.ask(
            "compose_call", "Balances", "transfer_keep_alive",
            {"dest": self.alice.coldkeypub.ss58_address, "value": TAO(5).rao},
        )  # fmt: skip
        before = await self.ask("get_balance", real.coldkeypub.ss58_address)
        await self.do(
            "proxy", "proxy", delegate, real.coldkeypub.ss58_address, "Transfer", call
        )
        after = await self.ask("get_balance", real.coldkeypub.ss58_address)
        expect("proxy", "5 TAO paid by the real account", (before - after).rao, TAO(5).rao)
        await self.do("remove_proxy", "remove_proxy", real, address, "Transfer", 0)

        await self.do("add_proxy that waits", "add_proxy", real, address, "Any", 2)
        call_hash = "0x" + bytes(call.call_hash).hex()
        await self.do(
            "announce_proxy", "announce_proxy", delegate, real.coldkeypub.ss58_address, call_hash
        )
        announced = await self.ask("get_proxy_announcement", address)
        expect("announcements", "one", len(announced), 1)
        height = await self.ask("get_current_block")
        await self.ask("wait_for_block", height + 3)
        await self.do(
            "proxy_announced", "proxy_announced", delegate, address,
            real.coldkeypub.ss58_address, "Any", call,
        )  # fmt: skip
        await self.do("remove_proxies", "remove_proxies", real)
        created = await self.do("create_pure_proxy", "create_pure_proxy", real, "Any", 0, 0)
        pure = created.data["pure_account"]
        await self.do(
            "transfer to the pure proxy", "transfer", real, pure, TAO(10), wait_for_finalization=True
        )
        await self.do(
            "kill_pure_proxy", "kill_pure_proxy", real, pure, real.coldkeypub.ss58_address, "Any",
            0, created.data["height"], created.data["ext_index"],
        )  # fmt: skip
        types = await self.ask("get_proxy_types")
        expect("proxy types", "18", len(types), 18)

    async def crowdloan(self):
        creator, contributor = self.owner, self.miner
        number = await self.ask("get_crowdloan_next_id")
        constants = await self.ask("get_crowdloan_constants")
        end = await self.ask("get_current_block") + constants.MinimumBlockDuration + 40
        await self.do(
            "create_crowdloan", "create_crowdloan", creator, TAO(10), TAO(1), TAO(100), end,
            target_address=self.alice.coldkeypub.ss58_address,
        )  # fmt: skip
        await self.do(
            "contribute_crowdloan", "contribute_crowdloan", contributor, number, TAO(50)
        )
        loan = await self.ask("get_crowdloan_by_id", number)
        expect("crowdloan", "60 TAO raised", loan.raised.tao, 60.0)
        await self.do("withdraw_crowdloan", "withdraw_crowdloan", contributor, number)
        await self.do("update_cap_crowdloan", "update_cap_crowdloan", creator, number, TAO(40))
        await self.do(
            "update_min_contribution_crowdloan", "update_min_contribution_crowdloan", creator,
            number, TAO(2),
        )  # fmt: skip
        await self.do("update_end_crowdloan", "update_end_crowdloan", creator, number, end + 20)
        await self.do("contribute the rest", "contribute_crowdloan", contributor, number, TAO(35))
        given = await self.ask("get_crowdloan_contributions", number)
        expect("contributions", "30 TAO, as the cap allows", {k: v.tao for k, v in given.items()}, {
            creator.coldkeypub.ss58_address: 10.0, contributor.coldkeypub.ss58_address: 30.0,
        })  # fmt: skip
        before = await self.ask("get_balance", self.alice.coldkeypub.ss58_address)
        await self.do("finalize_crowdloan", "finalize_crowdloan", creator, number)
        after = await self.ask("get_balance", self.alice.coldkeypub.ss58_address)
        expect("crowdloan", "40 TAO at the target", (after - before).tao, 40.0)

        number += 1
        end = await self.ask("get_current_block") + constants.MinimumBlockDuration + 40
        await self.do(
            "another crowdloan", "create_crowdloan", creator, TAO(10), TAO(1), TAO(100), end,
            target_address=self.alice.coldkeypub.ss58_address,
        )  # fmt: skip
        await self.do("contribute to it", "contribute_crowdloan", contributor, number, TAO(5))
        await self.do("refund_crowdloan", "refund_crowdloan", creator, number)
        await self.do("dissolve_crowdloan", "dissolve_crowdloan", creator, number)
        gone = await self.ask("get_crowdloan_by_id", number)
        expect("crowdloan", "none under this number", gone, None)

    async def locks(self):
        wallet, hotkey = self.validator, self.validator.hotkey.ss58_address
        amount = bt.Balance.from_rao((await self.stake()).rao // 10, self.netuid)
        await self.do("lock_stake", "lock_stake", wallet, hotkey, self.netuid, amount)
        lock = await self.ask("get_coldkey_lock", wallet.coldkeypub.ss58_address, self.netuid)
        expect("lock", "a lock", lock, lambda found: found is not None)
        await self.do("set_perpetual_lock", "set_perpetual_lock", wallet, self.netuid, True)
        say("lock", lock=lock)

    async def tempo(self):
        epoch = await self.ask("get_subnet_epoch_index", self.netuid)
        # The two don't go together.
        name = "sudo_set_commit_reveal_weights_enabled"
        await self.sudo(f"sudo {name}", name, {"netuid": self.netuid, "enabled": False})
        await self.do("trigger_epoch", "trigger_epoch", self.owner, self.netuid)
        lowest = await self.ask("get_min_tempo")
        await self.do("set_tempo", "set_tempo", self.owner, self.netuid, lowest)
        expect("set_tempo", "the lowest", await self.ask("tempo", self.netuid), lowest)
        say("tempo", epoch=epoch, tempo=lowest)

    STEPS = (
        connect, transfer, subscribe, subnets, hyperparameters, identities, registration, staking,
        children, weights, timelock, commitments, root_claims, proxies, crowdloan, locks, tempo,
    )  # fmt: skip


async def all_steps(chain, folder, left_out):
    session = Session(chain, folder)
    for step in Session.STEPS:
        if step.__name__ not in left_out:
            await step(session)
    say("done")


async def asynchronous(url, folder, left_out):
    async with bt.AsyncSubtensor(network=url) as chain:
        await all_steps(chain, folder, left_out)


def main(form, url, folder, *left_out):
    expect("version", "the SDK's version", bt.__version__, "10.5.0")
    if form == "async":
        asyncio.run(asynchronous(url, folder, left_out))
    else:
        with bt.Subtensor(network=url) as chain:
            asyncio.run(all_steps(chain, folder, left_out))


if __name__ == "__main__":
    run(main)
