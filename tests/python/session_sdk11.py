"""What owners, validators, miners and stakers do with the unmodified Python SDK 11, in its blocking
and its asyncio form: the same steps by either.

Usage: session_sdk11.py sync|async WS_URL FOLDER [STEP TO LEAVE OUT ...]
"""

import asyncio
import inspect
from importlib.metadata import version

import bittensor as bt

from session import expect, run, say, weights_hash

# Seconds to wait for anything that happens on the chain by itself.
PATIENCE_SECONDS = 60
# Blocks to wait for the same.
PATIENCE_BLOCKS = 400
RAO = 10**9
ALICE_SEED = "0xe5be9a5092b81bca64be81d212e7f2f9eba183bb7a90954f7b76361f6edb5c0a"
admin, module = bt.calls.AdminUtils, bt.calls.SubtensorModule


async def done(value):
    """The value itself, or what it turns out to be: the two forms differ in nothing else."""
    return await value if inspect.isawaitable(value) else value


def wallet_of(folder, name, seed=None):
    """A wallet in files without passwords."""
    wallet = bt.Wallet(name=name, hotkey="default", path=folder)
    if seed:
        wallet.regenerate_coldkey(seed=seed, use_password=False, suppress=True)
    else:
        wallet.create_new_coldkey(use_password=False, suppress=True)
    wallet.create_new_hotkey(use_password=False, suppress=True)
    return wallet


class Session:
    """One client on one chain."""

    def __init__(self, chain, folder):
        self.chain = chain
        self.folder = folder
        self.alice = wallet_of(folder, "alice", seed=ALICE_SEED)
        self.owner = wallet_of(folder, "owner")
        self.validator = wallet_of(folder, "validator")
        self.miner = wallet_of(folder, "miner")
        self.netuid = None
        self.other = None

    async def ask(self, name, **params):
        """A read by its name in the SDK's catalogue."""
        return await done(self.chain.read(name, **params))

    async def height(self):
        block = self.chain.block
        return await done(block() if callable(block) else block)

    async def do(self, step, intent, wallet, **options):
        """An intent, which has to succeed."""
        result = await done(self.chain.execute(intent, wallet, **options))
        expect(step, "success", result, lambda r: r.success)
        say(step, fee=str(result.fee))
        return result

    async def refused(self, step, error, intent, wallet):
        """An intent, which has to fail for this reason."""
        result = await done(self.chain.execute(intent, wallet))
        expect(
            step, f"a failure that names {error}", result,
            lambda r: not r.success and error in f"{r.message} {vars(r.error)}",
        )  # fmt: skip
        say(step, refused=error)

    async def call(self, step, call, wallet, **options):
        """A call composed from the SDK's generated names."""
        result = await done(self.chain.submit_call(call, wallet, **options))
        expect(step, "success", result, lambda r: r.success)
        say(step)
        return result

    async def sudo(self, step, call):
        """A call by the sudo key; the SDK reads the inner result itself."""
        inner = await done(self.chain.compose(call))
        await self.call(f"sudo {step}", bt.calls.Sudo.sudo(call=inner), self.alice)

    async def until(self, step, what, condition):
        """Looks once per block until the condition holds."""
        last = await self.height() + PATIENCE_BLOCKS
        while not (found := await condition()):
            height = await self.height()
            expect(step, f"{what} by block {last}", height, lambda h: h < last)
            await done(self.chain.wait_for_block(height + 1, timeout=PATIENCE_SECONDS))
        return found

    async def balance(self, wallet):
        return (await self.ask("balance", coldkey_ss58=wallet.coldkeypub.ss58_address)).rao

    # --- the steps -------------------------------------------------------------------------------

    async def connect(self):
        expect("connect", "fast blocks", await self.ask("is_fast_blocks"), True)
        deposit = await self.ask("existential_deposit")
        expect("connect", "existential deposit in rao", deposit.rao, 500)
        found = [s.netuid for s in await self.ask("subnets")]
        expect("connect", "the subnets of genesis", sorted(found), [0, 1])
        genesis = await done(self.chain.block_info(0))
        say("connect", genesis=genesis.hash, block=await self.height())

    async def transfer(self):
        address = self.owner.coldkeypub.ss58_address
        before = await self.balance(self.alice)
        intent = bt.Transfer(dest_ss58=address, amount_tao=20_000)
        plan = await done(self.chain.plan(intent, self.alice))
        sent = await self.do("transfer", intent, self.alice)
        # Quotes are made without an era, which makes the transaction one byte shorter.
        expect("transfer", f"a fee near {plan.fee}", sent.fee.rao - plan.fee.rao, lambda d: 0 <= d < 100)
        expect("transfer", "balance", await self.balance(self.owner), 20_000 * RAO)
        paid = before - await self.balance(self.alice)
        expect("transfer", "paid", paid, 20_000 * RAO + sent.fee.rao)
        for wallet in (self.validator, self.miner):
            await self.do(
                "transfer to another",
                bt.Transfer(dest_ss58=wallet.coldkeypub.ss58_address, amount_tao=10_000),
                self.alice,
            )
        await self.refused(
            "transfer of too much", "alance",
            bt.Transfer(dest_ss58=address, amount_tao=10**6), self.miner,
        )  # fmt: skip

    async def subscribe(self):
        """Three heads by subscription, and as many final ones."""
        for finalized in (False, True):
            heads = []
            blocks = self.chain.blocks(finalized=finalized)
            if hasattr(blocks, "__aiter__"):
                async for head in blocks:
                    heads.append(head.number)
                    if len(heads) == 3:
                        break
            else:
                for head in blocks:
                    heads.append(head.number)
                    if len(heads) == 3:
                        break
            expect("subscribe", "three rising heights", heads, lambda h: h[0] < h[1] < h[2])
            say("subscribe", finalized=finalized, heads=heads)

    async def subnets(self):
        await self.sudo("no freeze window", admin.sudo_set_admin_freeze_window(window=0))
        await self.sudo("no wait between subnets", admin.sudo_set_network_rate_limit(rate_limit=0))
        await self.sudo(
            "trade on root", admin.sudo_set_subtoken_enabled(netuid=0, subtoken_enabled=True)
        )
        netuids = []
        for _ in range(2):
            cost = await self.ask("subnet_registration_cost")
            expect("subnet cost", "a price", cost.rao, lambda rao: rao > 0)
            await self.do("register subnet", bt.RegisterSubnet(), self.owner)
            netuids.append(max(s.netuid for s in await self.ask("subnets")))
            await self.do("start_call", bt.StartCall(netuid=netuids[-1]), self.owner)
        self.netuid, self.other = netuids
        expect("subnets", "two new ones", netuids, [2, 3])
        prices = await self.ask("alpha_prices")
        expect("alpha prices", "of both", set(prices), lambda found: set(netuids) <= found)
        say("subnets", netuids=netuids)

    async def hyperparameters(self):
        netuid = self.netuid
        for name, call in (
            ("rate limit", admin.sudo_set_weights_set_rate_limit(netuid=netuid, weights_set_rate_limit=0)),
            ("no commit-reveal", admin.sudo_set_commit_reveal_weights_enabled(netuid=netuid, enabled=False)),
            ("tempo", admin.sudo_set_tempo(netuid=netuid, tempo=10)),
            ("prices settle", admin.sudo_set_subnet_moving_alpha(alpha={"bits": 2**32})),
        ):  # fmt: skip
            await self.sudo(name, call)
        await self.do(
            "owner's hyperparameter",
            bt.SetHyperparameter(netuid=netuid, name="immunity_period", value=77),
            self.owner,
        )
        found = await self.ask("subnet_hyperparameters", netuid=netuid)
        got = (found["immunity_period"], found["tempo"], found["commit_reveal_weights_enabled"])
        expect("hyperparameters", "as they were set", got, (77, 10, False))
        await self.refused(
            "a stranger's hyperparameter", "BadOrigin",
            bt.SetHyperparameter(netuid=netuid, name="immunity_period", value=78), self.miner,
        )  # fmt: skip

    async def identities(self):
        await self.do(
            "set_identity", bt.SetIdentity(name="Owner", url="https://owner.example"), self.owner
        )
        found = await self.ask("identity", coldkey_ss58=self.owner.coldkeypub.ss58_address)
        expect("identity", "name", found["name"], "Owner")
        await self.do(
            "set_subnet_identity",
            bt.SetSubnetIdentity(netuid=self.netuid, subnet_name="Session"),
            self.owner,
        )
        found = await self.ask("subnet_identity", netuid=self.netuid)
        expect("subnet identity", "name", found["subnet_name"], "Session")

    async def register(self, wallet, netuid):
        """In clear; the step `shield` shows the intent, which hides the call until it is in a
        block."""
        call = module.burned_register(netuid=netuid, hotkey=wallet.hotkey.ss58_address)
        await self.call("burned_register", call, wallet)

    async def shield(self):
        """A registration that the pool cannot read."""
        wallet = wallet_of(self.folder, "shielded")
        await self.do(
            "transfer to another",
            bt.Transfer(dest_ss58=wallet.coldkeypub.ss58_address, amount_tao=1_000),
            self.alice,
        )
        await self.do("shielded registration", bt.BurnedRegister(netuid=self.netuid), wallet)

        async def registered():
            return await self.ask(
                "uid", hotkey_ss58=wallet.hotkey.ss58_address, netuid=self.netuid
            )

        uid = await self.until("shielded registration", "what was sealed, in a block", registered)
        expect("shielded registration", "the next uid", uid, 3)

    async def registration(self):
        netuid = self.netuid
        await self.register(self.validator, netuid)
        await self.register(self.miner, netuid)
        await self.register(self.validator, self.other)
        await self.do("root_register", bt.RootRegister(), self.validator)
        await self.do(
            "serve_axon", bt.ServeAxon(netuid=netuid, ip="203.0.113.7", port=8091), self.miner
        )
        uids = [
            await self.ask("uid", hotkey_ss58=w.hotkey.ss58_address, netuid=netuid)
            for w in (self.owner, self.validator, self.miner)
        ]
        expect("uids", "in order of registration", uids, [0, 1, 2])
        neurons = await self.ask("neurons", netuid=netuid)
        expect("neurons", "three", len(neurons), 3)
        metagraph = await self.ask("metagraph", netuid=netuid)
        hotkeys = [str(key) for key in metagraph["hotkeys"]]
        expect("metagraph", "the miner's hot key", hotkeys[2], self.miner.hotkey.ss58_address)
        say("metagraph", n=len(hotkeys))

    async def stake(self, netuid=None):
        """What the validator holds with its own hot key, in rao of alpha."""
        stake = await self.ask(
            "stake",
            coldkey_ss58=self.validator.coldkeypub.ss58_address,
            hotkey_ss58=self.validator.hotkey.ss58_address,
            netuid=self.netuid if netuid is None else netuid,
        )
        return stake.rao

    async def staking(self):
        netuid, other, wallet = self.netuid, self.other, self.validator
        hotkey, miner_hotkey = wallet.hotkey.ss58_address, self.miner.hotkey.ss58_address
        quote = await self.ask("quote_stake", netuid=netuid, amount_tao=500)
        await self.do(
            "add_stake",
            bt.AddStake(hotkey, netuid, 500, slippage_protection=False),
            wallet,
        )
        held = await self.stake()
        expect("add_stake", f"alpha as in {quote}", held, lambda rao: rao > 100 * RAO)
        await self.do(
            "add_stake, protected", bt.AddStake(hotkey, netuid, 1, rate_tolerance=0.5), wallet
        )
        price = await self.ask("alpha_price", netuid=netuid)
        limit = price["price_rao"] * 101 // 100
        await self.refused(
            "add_stake past its limit", "lippage",
            bt.AddStakeLimit(hotkey, netuid, 5_000, limit_price_rao=limit), wallet,
        )  # fmt: skip
        await self.do(
            "add_stake as far as the limit",
            bt.AddStakeLimit(hotkey, netuid, 5_000, limit_price_rao=limit, allow_partial=True),
            wallet,
        )
        left = await self.balance(wallet)
        expect("partial stake", "most of the balance left", left, lambda rao: rao > 5_000 * RAO)
        part = bt.Balance.from_rao(await self.stake() // 10, netuid).amount
        await self.do(
            "remove_stake", bt.RemoveStake(hotkey, netuid, part, slippage_protection=False), wallet
        )
        await self.do(
            "remove_stake with a limit",
            bt.RemoveStakeLimit(hotkey, netuid, part, limit_price_rao=limit // 2),
            wallet,
        )
        await self.do(
            "move_stake", bt.MoveStake(hotkey, netuid, miner_hotkey, netuid, part), wallet
        )
        await self.do(
            "swap_stake",
            bt.SwapStake(hotkey, netuid, other, part, slippage_protection=False),
            wallet,
        )
        await self.call(
            "swap_stake_limit",
            module.swap_stake_limit(
                hotkey=hotkey, origin_netuid=netuid, destination_netuid=other,
                alpha_amount=int(part * RAO), limit_price=RAO, allow_partial=True,
            ),
            wallet,
        )  # fmt: skip
        await self.do(
            "transfer_stake",
            bt.TransferStake(self.miner.coldkeypub.ss58_address, hotkey, other, other, 1),
            wallet,
        )
        given = await self.ask(
            "stake", coldkey_ss58=self.miner.coldkeypub.ss58_address, hotkey_ss58=hotkey,
            netuid=other,
        )  # fmt: skip
        expect("transfer_stake", "alpha of the new holder", given.rao, lambda rao: rao > 0)
        await self.do(
            "stake on root", bt.AddStake(hotkey, 0, 1_000, slippage_protection=False), wallet
        )
        places = await self.ask("stake_for_coldkey", coldkey_ss58=wallet.coldkeypub.ss58_address)
        expect(
            "positions", f"root and {netuid}", {p.netuid for p in places},
            lambda found: {0, netuid} <= found,
        )  # fmt: skip
        say("stake", alpha_rao=await self.stake(), price=price["tao_per_alpha"])

    async def children(self):
        parent, child = self.validator.hotkey.ss58_address, self.miner.hotkey.ss58_address
        await self.do(
            "set_children", bt.SetChildren(netuid=self.netuid, children=[(0.25, child)]),
            self.validator,
        )  # fmt: skip
        pending = await self.ask("pending_children", hotkey_ss58=parent, netuid=self.netuid)
        expect("pending children", "the miner", str(pending), lambda text: child in text)

        async def arrived():
            return await self.ask("children", hotkey_ss58=parent, netuid=self.netuid)

        children = await self.until("children", "children in force", arrived)
        share, key = children[0]
        expect("children", "a quarter to the miner", (round(share / 2**64, 6), key), (0.25, child))
        parents = await self.ask("parents", hotkey_ss58=child, netuid=self.netuid)
        expect("parents", "the validator", str(parents), lambda text: parent in text)
        say("children", of=parent, children=children)

    async def row(self):
        """The validator's weights, as fractions."""
        return (await self.ask("weights", netuid=self.netuid)).get(1, {})

    async def weights(self):
        netuid, wallet = self.netuid, self.validator

        async def permitted():
            metagraph = await self.ask("metagraph", netuid=netuid)
            return metagraph["validator_permit"][1]

        await self.until("permit", "a permit for the validator", permitted)
        await self.do("set_weights", bt.SetWeights(netuid, [0, 2], [0.5, 1.0]), wallet)
        row = await self.row()
        expect("set_weights", "a third and two thirds", row,
               lambda r: abs(float(r[0]) - 1 / 3) < 1e-3 and abs(float(r[2]) - 2 / 3) < 1e-3)  # fmt: skip
        await self.sudo(
            "commit-reveal",
            admin.sudo_set_commit_reveal_weights_enabled(netuid=netuid, enabled=True),
        )
        enabled = await self.ask("commit_reveal_enabled", netuid=netuid)
        expect("commit-reveal", "on", enabled, True)
        salt = [7, 11, 13]
        public = bytes(wallet.hotkey.public_key)
        committed = weights_hash(public, netuid, [2], [65535], salt, 0)
        call = module.commit_weights(netuid=netuid, commit_hash=committed)
        await self.call("commit_weights", call, wallet, signer="hotkey")

        async def epoch():
            return (await self.ask("epoch_status", netuid=netuid))["epoch_index"]

        committed_in = await epoch()

        async def next_epoch():
            return await epoch() > committed_in

        await self.until("reveal", "the next epoch", next_epoch)
        await self.do("reveal_weights", bt.RevealWeights(netuid, [2], [1.0], salt), wallet)
        row = {uid: float(weight) for uid, weight in (await self.row()).items()}
        expect("reveal_weights", "the row", row, {2: 1.0})

    async def timelock(self):
        """The cipher text is for a public beacon, whose pulses don't reach this chain: that the
        commitment lands and is kept is all that can be seen here."""
        await self.do(
            "timelocked weights", bt.SetWeights(self.netuid, [0, 2], [1.0, 1.0]), self.validator
        )
        commits = await self.ask("timelocked_weight_commits", netuid=self.netuid, mechid=0)
        expect(
            "timelocked weights", "one commitment of the validator", str(commits),
            lambda text: text.count(self.validator.hotkey.ss58_address) == 1,
        )  # fmt: skip

    async def commitments(self):
        fields = [[{f"Raw{len('model:7')}": b"model:7"}]]
        call = bt.calls.Commitments.set_commitment(netuid=self.netuid, info={"fields": fields})
        await self.call("set_commitment", call, self.miner, signer="hotkey")
        found = await self.ask(
            "commitment", netuid=self.netuid, hotkey_ss58=self.miner.hotkey.ss58_address
        )
        expect("commitment", "what was written", str(found), lambda text: "model:7" in text)
        say("commitments", found=str(found))

    async def root_claims(self):
        coldkey = self.validator.coldkeypub.ss58_address
        for kind in ("Keep", "Swap"):
            await self.do(
                f"root claims: {kind}", bt.SetRootClaimType(claim_type=kind), self.validator
            )
            found = await self.ask("root_claim_type", coldkey_ss58=coldkey)
            expect("root claim type", kind, str(found), lambda text: kind in text)
        await self.do("claim_root", bt.ClaimRoot(subnets=[self.netuid]), self.validator)

    async def proxies(self):
        real, delegate = self.owner, self.miner
        address, real_address = delegate.coldkeypub.ss58_address, real.coldkeypub.ss58_address
        await self.do("add_proxy", bt.AddProxy(address, "Transfer"), real)
        found = await self.ask("proxies", coldkey_ss58=real_address)
        expect("proxies", "the delegate", str(found), lambda text: address in text)
        before = await self.balance(real)
        await self.do(
            "proxy",
            bt.Transfer(dest_ss58=self.alice.coldkeypub.ss58_address, amount_tao=5),
            delegate,
            proxy_for=real_address,
        )
        paid = before - await self.balance(real)
        expect("proxy", "5 TAO paid by the real account", paid, 5 * RAO)
        await self.do("remove_proxy", bt.RemoveProxy(address, "Transfer"), real)
        created = await self.do("create pure proxy", bt.CreatePureProxy("Any"), real)
        pure = next(v for k, v in created.data.items() if "pure" in k and str(v).startswith("5"))
        await self.do("transfer to it", bt.Transfer(dest_ss58=pure, amount_tao=10), real)
        await self.do(
            "transfer by it",
            bt.Transfer(dest_ss58=real_address, amount_tao=1),
            real,
            proxy_for=pure,
        )
        await self.do("remove_proxies", bt.RemoveProxies(), real)

    async def crowdloan(self):
        creator, contributor = self.owner, self.miner
        target = self.alice.coldkeypub.ss58_address

        async def create(step):
            end = await self.height() + 120
            await self.do(
                step,
                bt.CreateCrowdloan(
                    deposit_tao=10, min_contribution_tao=1, cap_tao=40, end=end, target_ss58=target
                ),
                creator,
            )
            return len(await self.ask("crowdloans")) - 1

        number = await create("create crowdloan")
        await self.do("contribute", bt.ContributeCrowdloan(number, 20), contributor)
        await self.do("withdraw", bt.WithdrawCrowdloan(number), contributor)
        await self.do("change its end", bt.UpdateCrowdloanEnd(number, await self.height() + 150), creator)
        await self.do("contribute the rest", bt.ContributeCrowdloan(number, 35), contributor)
        given = await self.ask("crowdloan_contributors", crowdloan_id=number)
        expect(
            "contributors", "two", str(given),
            lambda text: all(w.coldkeypub.ss58_address in text for w in (creator, contributor)),
        )  # fmt: skip
        before = await self.balance(self.alice)
        await self.do("finalize", bt.FinalizeCrowdloan(number), creator)
        got = await self.balance(self.alice) - before
        expect("crowdloan", "40 TAO at the target", got, 40 * RAO)
        number += 1
        await create("another crowdloan")
        await self.do("contribute to it", bt.ContributeCrowdloan(number, 5), contributor)
        await self.do("refund", bt.RefundCrowdloan(number), creator)
        await self.do("dissolve", bt.DissolveCrowdloan(number), creator)

    async def batch(self):
        before = await self.balance(self.owner)
        address = self.owner.coldkeypub.ss58_address
        await self.do(
            "batch",
            bt.Batch(intents=[bt.Transfer(address, 1), bt.Transfer(address, 2)]),
            self.alice,
        )
        got = await self.balance(self.owner) - before
        expect("batch", "3 TAO", got, 3 * RAO)

    async def locks(self):
        amount = bt.Balance.from_rao(await self.stake() // 10, self.netuid).amount
        await self.do("lock_stake", bt.LockStake(self.netuid, amount), self.validator)
        lock = await self.ask(
            "coldkey_lock",
            coldkey_ss58=self.validator.coldkeypub.ss58_address,
            netuid=self.netuid,
        )
        expect("lock", "a lock", lock, lambda found: found is not None)
        await self.do("perpetual lock", bt.SetPerpetualLock(self.netuid, True), self.validator)
        say("lock", lock=lock)

    STEPS = (
        connect, transfer, subscribe, subnets, hyperparameters, identities, registration, staking,
        children, weights, timelock, commitments, root_claims, proxies, crowdloan, batch, locks,
        shield,
    )  # fmt: skip


async def all_steps(chain, folder, left_out):
    session = Session(chain, folder)
    for step in Session.STEPS:
        if step.__name__ not in left_out:
            await step(session)
    say("done")


async def asynchronous(url, folder, left_out):
    async with bt.Client(url) as chain:
        await all_steps(chain, folder, left_out)


def main(form, url, folder, *left_out):
    expect("version", "the SDK's version", version("bittensor"), "11.0.1")
    if form == "async":
        asyncio.run(asynchronous(url, folder, left_out))
    else:
        with bt.SyncClient(url) as chain:
            asyncio.run(all_steps(chain, folder, left_out))


if __name__ == "__main__":
    run(main)
