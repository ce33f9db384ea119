//! EVM addresses.

use codec::Encode;
use frame_support::{assert_noop, assert_ok};
use sp_core::{H160, Pair, ecdsa};
use sp_runtime::DispatchError;

use super::{super::evm::evm_message_digest, *};

/// The first account that Ethereum's development chains make: its secret key, its address.
const SECRET: [u8; 32] =
    hex_bytes("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");
const ADDRESS: H160 = H160(hex_bytes("f39fd6e51aad88f6f4ce6ab8827279cfffb92266"));

/// Blocks between two associations.
const LIMIT: u64 = 10;

const fn hex_bytes<const N: usize>(text: &str) -> [u8; N] {
    const fn digit(character: u8) -> u8 {
        match character {
            b'0'..=b'9' => character - b'0',
            _ => character - b'a' + 10,
        }
    }
    let mut bytes = [0; N];
    let mut index = 0;
    while index < N {
        let text = text.as_bytes();
        bytes[index] = digit(text[2 * index]) << 4 | digit(text[2 * index + 1]);
        index += 1;
    }
    bytes
}

fn sign(hotkey: u64, block_number: u64) -> ecdsa::Signature {
    let digest = evm_message_digest(&key(hotkey).encode(), block_number);
    ecdsa::Pair::from_seed(&SECRET).sign_prehashed(&digest)
}

fn associating(netuid: NetUid, evm_key: H160, signature: ecdsa::Signature) -> Call<Test> {
    Call::associate_evm_key {
        netuid,
        evm_key,
        block_number: 7,
        signature,
    }
}

#[test]
fn the_message_is_the_one_that_wallets_sign() {
    // keccak256 of the prefix, 32 bytes of hotkey and keccak256 of the little-endian block number.
    let mut message = b"\x19Ethereum Signed Message:\n64".to_vec();
    message.extend([1; 32]);
    message.extend(sp_io::hashing::keccak_256(&[7, 0, 0, 0, 0, 0, 0, 0]));
    assert_eq!(
        evm_message_digest(&[1; 32], 7),
        sp_io::hashing::keccak_256(&message)
    );
}

#[test]
fn a_slot_is_tied_to_the_address_that_signed() {
    swap_world(|| {
        assert_ok!(perform(HOTKEY, associating(ONE, ADDRESS, sign(HOTKEY, 7))));
        assert_eq!(
            AssociatedEvmAddress::<Test>::get(ONE, 0),
            Some((ADDRESS, FIRST_SWAP_BLOCK))
        );
        assert_eq!(
            last_event(),
            Event::EvmKeyAssociated {
                netuid: ONE,
                hotkey: key(HOTKEY),
                evm_key: ADDRESS,
                block_associated: FIRST_SWAP_BLOCK,
            }
        );
        // Wallets count the last byte from 27.
        System::set_block_number(FIRST_SWAP_BLOCK + LIMIT);
        let mut signature = sign(HOTKEY, 7);
        signature.0[64] += 27;
        assert_ok!(perform(HOTKEY, associating(ONE, ADDRESS, signature)));
        // The address follows the slot when the hotkey is swapped.
        assert_ok!(perform(ALICE, swapping(NEW_HOTKEY, Some(ONE), false)));
        assert_eq!(
            AssociatedEvmAddress::<Test>::get(ONE, 0),
            Some((ADDRESS, FIRST_SWAP_BLOCK + LIMIT))
        );
    });
}

#[test]
fn the_guard_refuses_first() {
    swap_world(|| {
        let call = |netuid| associating(netuid, ADDRESS, sign(HOTKEY, 7));
        assert_eq!(
            name_of(perform(HOTKEY, call(TWO))),
            "HotKeyNotRegisteredInSubNet"
        );
        assert_ok!(perform(HOTKEY, call(ONE)));
        System::set_block_number(FIRST_SWAP_BLOCK + LIMIT - 1);
        let too_early = Error::<Test>::EvmKeyAssociateRateLimitExceeded;
        let guarded = Pallet::<Test>::check_call(&key(HOTKEY), &call(ONE)).unwrap_err();
        assert_eq!(DispatchError::from(guarded), too_early.into());
        // The chain is too young for anybody without an association.
        System::set_block_number(LIMIT - 1);
        assert_eq!(
            name_of(perform(OTHER_HOTKEY, call(ONE))),
            "EvmKeyAssociateRateLimitExceeded"
        );
    });
}

#[test]
fn the_call_refuses() {
    swap_world(|| {
        let associate = |signature| {
            SubtensorModule::associate_evm_key(
                RuntimeOrigin::signed(key(HOTKEY)),
                ONE,
                ADDRESS,
                7,
                signature,
            )
        };
        assert_noop!(
            associate(ecdsa::Signature::from_raw([0xff; 65])),
            Error::<Test>::InvalidIdentity
        );
        for foreign in [sign(OTHER_HOTKEY, 7), sign(HOTKEY, 8)] {
            assert_noop!(associate(foreign), Error::<Test>::InvalidRecoveredPublicKey);
        }
        let good = sign(HOTKEY, 7);
        assert_noop!(
            SubtensorModule::associate_evm_key(RuntimeOrigin::none(), ONE, ADDRESS, 7, good),
            DispatchError::BadOrigin
        );
        let again = |netuid| {
            let origin = RuntimeOrigin::signed(key(HOTKEY));
            SubtensorModule::associate_evm_key(origin, netuid, ADDRESS, 7, good)
        };
        assert_noop!(again(TWO), Error::<Test>::HotKeyNotRegisteredInSubNet);
        assert_ok!(again(ONE));
        assert_noop!(again(ONE), Error::<Test>::EvmKeyAssociateRateLimitExceeded);
        Owner::<Test>::remove(key(HOTKEY));
        assert_noop!(again(ONE), Error::<Test>::NonAssociatedColdKey);
    });
}
