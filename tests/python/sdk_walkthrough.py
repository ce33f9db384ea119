"""What an owner of existing Python code does, with the unmodified Python SDK, against a running
network. Prints one line of JSON per step; any failure ends the program with a traceback.

Usage: sdk_walkthrough.py WS_URL NETUID FOLDER
"""

import asyncio
import json
import sys

import bittensor as bt
import bittensor.utils.networking as networking

# The only thing replaced: looking up the own address asks a public service.
networking.get_external_ip = lambda *_: "203.0.113.7"


class Prompting(bt.Synapse):
    """The wire of the text-prompting subnet."""

    roles: list[str]
    messages: list[str]
    completion: str = ""
    required_hash_fields = ["messages"]

    def deserialize(self) -> str:
        return self.completion


def say(step, **facts):
    print(json.dumps({"step": step, **facts}), flush=True)


def succeed(step, response, **facts):
    assert response.success, f"{step}: {response}"
    say(step, **facts)


def wallet_of(name, folder):
    wallet = bt.Wallet(name=name, hotkey="default", path=folder)
    wallet.create_if_non_existent(
        coldkey_use_password=False, hotkey_use_password=False, suppress=True
    )
    return wallet


def main(url, netuid, folder):
    chain = bt.Subtensor(network=url)
    say("connected", block=chain.get_current_block())

    metagraph = chain.metagraph(netuid)
    assert metagraph.n.item() >= 7, metagraph
    assert len(metagraph.hotkeys) == metagraph.n.item()
    say("metagraph", n=metagraph.n.item(), name=metagraph.name)

    wallet = wallet_of("python", folder)
    alice = bt.Wallet(name="alice", hotkey="default", path=folder)
    alice.create_coldkey_from_uri("//Alice", use_password=False, overwrite=True, suppress=True)
    destination = wallet.coldkeypub.ss58_address
    amount = bt.Balance.from_tao(1_000)
    succeed("transfer", chain.transfer(alice, destination, amount))
    balance = chain.get_balance(destination)
    assert balance == amount, balance
    say("balance", tao=balance.tao)

    succeed("register", chain.burned_register(wallet, netuid))
    hotkey = wallet.hotkey.ss58_address
    uid = chain.get_uid_for_hotkey_on_subnet(hotkey, netuid)
    assert uid is not None
    say("uid", uid=uid)

    stake = chain.add_stake(wallet, netuid, hotkey, bt.Balance.from_tao(100))
    succeed("add_stake", stake)
    held = chain.get_stake(destination, hotkey, netuid)
    assert held.rao > 0, held
    say("stake", alpha=held.tao)

    # A permit comes with the next epoch.
    wait_until(chain, lambda: chain.metagraph(netuid).validator_permit[uid], "a permit")
    say("permit", uid=uid)

    metagraph = chain.metagraph(netuid)
    miners = [int(u) for u in metagraph.uids if metagraph.axons[u].port != 0]
    best = max(miners, key=lambda u: metagraph.I[u])
    response = chain.set_weights(wallet, netuid, uids=[best], weights=[1.0])
    succeed("set_weights", response, target=best)

    wait_until(chain, lambda: chain.metagraph(netuid).D[uid] > 0, "dividends")
    metagraph = chain.metagraph(netuid)
    assert metagraph.I[best] > 0
    say("epoch", incentive=float(metagraph.I[best]), dividends=float(metagraph.D[uid]))

    answer = asyncio.run(ask(wallet, metagraph.axons[best]))
    assert "Austin" in answer, answer
    say("answer", uid=best, answer=answer)
    say("done")


def wait_until(chain, condition, what, blocks=400):
    """Looks once per block until the condition holds."""
    last = chain.get_current_block() + blocks
    while not condition():
        assert chain.get_current_block() < last, f"no {what} within {blocks} blocks"
        chain.wait_for_block()


async def ask(wallet, axon):
    async with bt.Dendrite(wallet=wallet) as dendrite:
        synapse = Prompting(roles=["user"], messages=["What is the capital of Texas?"])
        replies = await dendrite.forward([axon], synapse, timeout=12, deserialize=False)
    reply = replies[0]
    assert reply.dendrite.status_code == 200, reply.dendrite
    return reply.deserialize()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
