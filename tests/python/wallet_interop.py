"""Opens wallets that taonet-wallet wrote, and writes some for it to open.

    wallet_interop.py TASK ANSWER

Runs under bittensor-wallet 4.0, bittensor-wallet 4.1 and bittensor 11 alike: TASK and ANSWER are
JSON files, since these packages print on the standard output as they please.
"""

import json
import sys

try:
    from bittensor_wallet import Keypair, Wallet

    IS_CORE = False
except ImportError:
    from bittensor import Wallet
    from bittensor_core import Keypair

    IS_CORE = True

SR25519, ED25519 = 1, 0


def scheme_arguments(scheme):
    """Version 4.0 knows sr25519 alone, and takes no argument for it."""
    return {"crypto_type": ED25519} if scheme == ED25519 else {}


def public_half(address, scheme):
    return Keypair(ss58_address=address, **scheme_arguments(scheme))


def verify(address, scheme, message, signature):
    key = public_half(address, scheme)
    assert key.verify(message, signature), f"{address}: a good signature is refused"
    assert not key.verify(message + b"!", signature), f"{address}: any signature is accepted"


def is_public_only(pair):
    try:
        pair.sign(b"x")
    except Exception:
        return True
    return False


def open_one(path, one, message):
    """Names, keys and signatures of one wallet are what its writer says they are."""
    wallet = Wallet(name=one["name"], hotkey="hot", path=path)
    scheme = one["scheme"]
    assert wallet.coldkeypub.ss58_address == one["coldkey"]
    if one["public_only"]:
        assert is_public_only(wallet.coldkeypub)
        return None
    assert wallet.coldkey_file.is_encrypted() == one["locked"]
    if one["locked"]:
        # The variable that the writer exported has the password: nobody is asked.
        assert wallet.coldkey_file.env_var_name() == one["variable"]
    coldkey, hotkey = wallet.coldkey, wallet.hotkey
    for pair, name in [(coldkey, "coldkey"), (hotkey, "hotkey")]:
        assert pair.ss58_address == one[name], f"{one['name']}: {name}"
        assert pair.crypto_type == scheme
        verify(one[name], scheme, message, bytes.fromhex(one[name + "_signature"]))
    assert wallet.hotkeypub.ss58_address == one["hotkey"]
    answer = {
        "name": one["name"],
        "coldkey_signature": coldkey.sign(message).hex(),
        "hotkey_signature": hotkey.sign(message).hex(),
    }
    if "sealed" in one:
        assert bytes(coldkey.decrypt(bytes.fromhex(one["sealed"]))) == message
        sealed = Keypair.encrypt_for(one["coldkey"], message, ED25519)
        answer["sealed"] = bytes(sealed).hex()
    return answer


def make_one(path, name, scheme, password, message):
    wallet = Wallet(name=name, hotkey="hot", path=path)
    arguments = {"overwrite": False, "suppress": True} | scheme_arguments(scheme)
    wallet.create_new_coldkey(
        n_words=12, use_password=bool(password), coldkey_password=password, **arguments
    )
    wallet.create_new_hotkey(n_words=24, use_password=False, **arguments)
    coldkey = wallet.get_coldkey(password=password) if password else wallet.coldkey
    return {
        "name": name,
        "scheme": scheme,
        "locked": bool(password),
        "variable": wallet.coldkey_file.env_var_name(),
        "coldkey": coldkey.ss58_address,
        "hotkey": wallet.hotkey.ss58_address,
        "coldkey_signature": coldkey.sign(message).hex(),
        "hotkey_signature": wallet.hotkey.sign(message).hex(),
    }


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        task = json.load(file)
    path, message = task["path"], task["message"].encode()
    opened = [open_one(path, one, message) for one in task["wallets"]]
    made = [
        make_one(path, "theirs-plain", SR25519, None, message),
        make_one(path, "theirs-locked", SR25519, task["password"], message),
    ]
    if task["ed25519"]:
        made.append(make_one(path, "theirs-edwards", ED25519, None, message))
    # A message that a browser wallet wrapped, and text that stands for bytes.
    pair = Keypair.create_from_uri("//Alice")
    wrapped = pair.sign(b"<Bytes>" + message + b"</Bytes>").hex()
    answer = {
        "is_core": IS_CORE,
        "opened": [one for one in opened if one],
        "made": made,
        "wrapped_by_alice": wrapped,
        "hex_text_by_alice": pair.sign("0x00ff").hex(),
    }
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        json.dump(answer, file)


main()
