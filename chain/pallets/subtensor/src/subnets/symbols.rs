//! The built-in token symbols.
//!
//! Every subnet's alpha token has a symbol, one Unicode character stored as UTF-8. The chain knows
//! 439 of them; entry `n` is the natural symbol of subnet `n`, entry 0 (the Greek capital Tau)
//! belongs to root and is also what a subnet gets when nothing else is left.

use crate::*;
use alloc::{collections::BTreeSet, vec::Vec};
use frame_support::pallet_prelude::*;
use frame_system::pallet_prelude::OriginFor;
use taonet_primitives::NetUid;

/// Inclusive ranges of code points; their concatenation is the table of symbols.
#[rustfmt::skip]
const RANGES: [(u32, u32); 96] = [
    (0x03a4, 0x03a4), (0x03b1, 0x03c1), (0x03c3, 0x03c3), (0x0074, 0x0074), (0x03c5, 0x03c9),
    (0x05d0, 0x05ea), (0x0627, 0x0628), (0x062a, 0x063a), (0x0641, 0x0648), (0x064a, 0x064a),
    (0x0649, 0x0649), (0x16a0, 0x16a0), (0x16a2, 0x16a2), (0x16a6, 0x16a6), (0x16a8, 0x16a8),
    (0x16b1, 0x16b1), (0x16b3, 0x16b3), (0x042b, 0x042b), (0x16c9, 0x16c9), (0x16d2, 0x16d2),
    (0x1680, 0x1685), (0x169b, 0x169b), (0x10d0, 0x10d5), (0x0531, 0x0536), (0x055e, 0x055e),
    (0x0400, 0x0405), (0x044a, 0x044a), (0x2c80, 0x2c85), (0x11000, 0x11003), (0x11005, 0x11005),
    (0x0db1, 0x0db1), (0x0db3, 0x0db7), (0x2c00, 0x2c20), (0x0e01, 0x0e23), (0x0e25, 0x0e25),
    (0x0e27, 0x0e2e), (0x3131, 0x3131), (0x3134, 0x3134), (0x3137, 0x3137), (0x3139, 0x3139),
    (0x3141, 0x3142), (0x3145, 0x3145), (0x3147, 0x3148), (0x314a, 0x3163), (0x12a0, 0x12a7),
    (0x12c8, 0x12ce), (0x12b0, 0x12b6), (0x1310, 0x1312), (0x1218, 0x1218), (0x1314, 0x1316),
    (0x0905, 0x090b), (0x090f, 0x0910), (0x0913, 0x0928), (0x092a, 0x0930), (0x0932, 0x0932),
    (0x0935, 0x0939), (0x30a2, 0x30a2), (0x30a4, 0x30a4), (0x30a6, 0x30a6), (0x30a8, 0x30a8),
    (0x30aa, 0x30ab), (0x30ad, 0x30ad), (0x30af, 0x30af), (0x30b1, 0x30b1), (0x30b3, 0x30b3),
    (0x30b5, 0x30b5), (0x30b7, 0x30b7), (0x30b9, 0x30b9), (0x30bb, 0x30bb), (0x30bd, 0x30bd),
    (0x30bf, 0x30bf), (0x30c1, 0x30c1), (0x30c4, 0x30c4), (0x30c6, 0x30c6), (0x30c8, 0x30c8),
    (0x30ca, 0x30cf), (0x30d2, 0x30d2), (0x30d5, 0x30d5), (0x30d8, 0x30d8), (0x30db, 0x30db),
    (0x30de, 0x30e2), (0x30e4, 0x30e4), (0x30e6, 0x30e6), (0x30e8, 0x30ed), (0x30ef, 0x30ef),
    (0x30f2, 0x30f3), (0x2d30, 0x2d53), (0x0d85, 0x0d86), (0x0d89, 0x0d96), (0x0d9a, 0x0d9e),
    (0x0da0, 0x0da4), (0x0da7, 0x0da7), (0x0da5, 0x0da6), (0x0da9, 0x0da9), (0x0da8, 0x0da8),
    (0x0daa, 0x0db0),
];

/// Number of built-in symbols, the default one included.
pub const COUNT: u16 = 439;

/// UTF-8 bytes of the symbol with the given index, or of the default symbol beyond the table.
#[must_use]
pub fn symbol(index: u16) -> Vec<u8> {
    encode(code_points().nth(usize::from(index)).unwrap_or('\u{3a4}'))
}

/// Index of a built-in symbol given as UTF-8, `None` if it is not in the table.
#[must_use]
pub fn index_of(symbol: &[u8]) -> Option<u16> {
    let text = core::str::from_utf8(symbol).ok()?;
    let mut chars = text.chars();
    let wanted = chars.next()?;
    if chars.next().is_some() {
        return None;
    }
    code_points()
        .position(|c| c == wanted)
        .and_then(|i| u16::try_from(i).ok())
}

fn code_points() -> impl Iterator<Item = char> {
    RANGES
        .iter()
        .flat_map(|&(first, last)| first..=last)
        .filter_map(char::from_u32)
}

fn encode(c: char) -> Vec<u8> {
    let mut buffer = [0u8; 4];
    c.encode_utf8(&mut buffer).as_bytes().to_vec()
}

impl<T: Config> Pallet<T> {
    /// Symbol for a new subnet: its natural one if no subnet uses it, else the first unused
    /// entry from 1 on, else the default symbol.
    pub(crate) fn next_available_symbol(netuid: NetUid) -> Vec<u8> {
        let used: BTreeSet<Vec<u8>> = TokenSymbol::<T>::iter_values().collect();
        let natural = symbol(u16::from(netuid));
        if !used.contains(&natural) {
            return natural;
        }
        (1..COUNT)
            .map(symbol)
            .find(|s| !used.contains(s))
            .unwrap_or_else(|| symbol(0))
    }

    /// Body of `update_symbol`: gives the subnet another built-in symbol.
    ///
    /// # Errors
    /// `BadOrigin` unless root or the subnet's owner calls; `SymbolDoesNotExist` for anything but
    /// entries 1 to 438; `SymbolAlreadyInUse` if any subnet, this one included, has it.
    pub fn do_update_symbol(
        origin: OriginFor<T>,
        netuid: NetUid,
        symbol: Vec<u8>,
    ) -> DispatchResult {
        Self::ensure_subnet_owner_or_root(origin, netuid)?;
        ensure!(
            index_of(&symbol).is_some_and(|index| index > 0),
            Error::<T>::SymbolDoesNotExist
        );
        ensure!(
            !TokenSymbol::<T>::iter_values().any(|used| used == symbol),
            Error::<T>::SymbolAlreadyInUse
        );
        TokenSymbol::<T>::insert(netuid, symbol.clone());
        Self::deposit_event(Event::SymbolUpdated { netuid, symbol });
        Ok(())
    }
}
