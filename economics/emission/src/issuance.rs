//! The emission curve.

/// The supply at which emission ends: 21 million TAO (or alpha, for each subnet), in rao.
pub const TOTAL_SUPPLY_RAO: u64 = 21_000_000_000_000_000;

/// The emission of a block before the first halving, in rao.
pub const DEFAULT_BLOCK_EMISSION_RAO: u64 = 1_000_000_000;

/// What a block emits at a given issuance, in rao. Used for TAO, and for the alpha of each subnet.
///
/// Emission halves whenever half of what was left to issue has been issued: at 10.5 million, at
/// 15.75 million, and so on. It reaches zero after thirty halvings.
#[must_use]
pub const fn block_emission(issuance_rao: u64) -> u64 {
    let Some(left) = TOTAL_SUPPLY_RAO.checked_sub(issuance_rao) else {
        return 0;
    };
    if left == 0 {
        return 0;
    }
    // The quotient is below 2^55, and the logarithm of it is the number of halvings: the largest k
    // with left * 2^k <= supply.
    let halvings = (TOTAL_SUPPLY_RAO / left).ilog2();
    DEFAULT_BLOCK_EMISSION_RAO >> halvings
}

/// What may be minted in a block: its emission, as far as the issuance on the books of the balances
/// leaves room below the supply, in rao.
#[must_use]
pub const fn mint_amount(total_issuance: u64, balances_issuance: u64) -> u64 {
    let emission = block_emission(total_issuance);
    let room = TOTAL_SUPPLY_RAO.saturating_sub(balances_issuance);
    if emission < room { emission } else { room }
}
