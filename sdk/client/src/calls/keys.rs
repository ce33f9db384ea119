//! Keys that take the place of others.

use crate::{AccountId, Tao};

calls! { "SubtensorModule";
    /// Puts `new_hotkey` in the place of `hotkey`, in one subnet or everywhere. Signed by the
    /// coldkey.
    swap_hotkey(hotkey: &AccountId, new_hotkey: &AccountId, netuid: Option<u16>);

    /// As [`swap_hotkey`], and says whether the stake stays on the old one.
    swap_hotkey_v2(
        hotkey: &AccountId,
        new_hotkey: &AccountId,
        netuid: Option<u16>,
        keep_stake: bool,
    );

    /// Makes the signer the owner of a hotkey that has none.
    try_associate_hotkey(hotkey: &AccountId);

    /// Says that the signer will move to the coldkey whose BLAKE2b-256 hash this is.
    announce_coldkey_swap(new_coldkey_hash: [u8; 32]);

    /// Moves everything to the coldkey that was announced.
    swap_coldkey_announced(new_coldkey: &AccountId);

    /// Freezes a swap of the signer's coldkey that somebody else announced.
    dispute_coldkey_swap();

    /// Takes the signer's announcement back.
    clear_coldkey_swap_announcement();

    /// Forgets announcement and dispute of a coldkey. Root only.
    reset_coldkey_swap(coldkey: &AccountId);

    /// Moves everything at once. Root only.
    swap_coldkey(old_coldkey: &AccountId, new_coldkey: &AccountId, cost = "swap_cost": Tao);

    /// The older way to announce a move. The chain refuses it in favour of
    /// [`announce_coldkey_swap`].
    schedule_swap_coldkey(new_coldkey: &AccountId);

    /// Ties an Ethereum key to the signing hotkey in a subnet, by a signature of that key.
    associate_evm_key(
        netuid: u16,
        evm_key: [u8; 20],
        block_number: u64,
        signature: [u8; 65],
    );
}
