//! From scores to the 16-bit values that the chain stores, and back.

use super::WeightsError;

/// The scale of the chain: what the largest value becomes.
const SCALE: f64 = 65_535.0;

/// Bits of a storage index that number the subnet; what is above them numbers the mechanism.
const SUBNETS_PER_MECHANISM: u16 = 4_096;

/// Scales single-precision weights so that the largest becomes 65,535, and drops those that become
/// 0 together with their UIDs. The order stays. All weights zero give nothing.
///
/// # Errors
/// [`WeightsError::Empty`], [`WeightsError::NegativeWeight`], [`WeightsError::NegativeUid`],
/// [`WeightsError::Lengths`], [`WeightsError::NotFinite`], [`WeightsError::UidTooLarge`].
pub fn convert_weights_and_uids_for_emit(
    uids: &[i64],
    weights: &[f32],
) -> Result<(Vec<u16>, Vec<u16>), WeightsError> {
    if uids.is_empty() || weights.is_empty() {
        return Err(WeightsError::Empty);
    }
    if weights.iter().any(|weight| *weight < 0.0) {
        let weights = weights.iter().copied().map(f64::from).collect();
        return Err(WeightsError::NegativeWeight { weights });
    }
    if uids.iter().any(|uid| *uid < 0) {
        let uids = uids.to_vec();
        return Err(WeightsError::NegativeUid { uids });
    }
    if uids.len() != weights.len() {
        return Err(WeightsError::Lengths {
            uids: uids.len(),
            weights: weights.len(),
        });
    }
    let pairs = uids
        .iter()
        .zip(weights)
        .map(|(uid, weight)| {
            let uid = u16::try_from(*uid).map_err(|_| WeightsError::UidTooLarge { uid: *uid })?;
            Ok((uid, f64::from(*weight)))
        })
        .collect::<Result<Vec<_>, WeightsError>>()?;
    Ok(convert_for_emission(&pairs)?.into_iter().unzip())
}

/// Scales weights in double precision: see [`convert_weights_and_uids_for_emit`].
///
/// ```
/// use taonet_client::weights::convert_for_emission;
///
/// let row = convert_for_emission(&[(7, 0.5), (9, 0.25), (11, 0.0)])?;
/// assert_eq!(row, [(7, 65_535), (9, 32_768)]);
/// # Ok::<(), taonet_client::weights::WeightsError>(())
/// ```
///
/// # Errors
/// [`WeightsError::Empty`], [`WeightsError::NegativeWeight`], [`WeightsError::NotFinite`].
pub fn convert_for_emission(weights: &[(u16, f64)]) -> Result<Vec<(u16, u16)>, WeightsError> {
    if weights.is_empty() {
        return Err(WeightsError::Empty);
    }
    check_values(weights)?;
    let largest = weights
        .iter()
        .map(|(_, weight)| *weight)
        .fold(0.0, f64::max);
    if largest <= 0.0 {
        return Ok(Vec::new());
    }
    Ok(weights
        .iter()
        // In 0..=65,535 by construction.
        .map(|(uid, weight)| (*uid, (weight / largest * SCALE).round_ties_even() as u16))
        .filter(|(_, value)| *value > 0)
        .collect())
}

/// Fails on a weight that is negative, infinite or no number.
pub(super) fn check_values(weights: &[(u16, f64)]) -> Result<(), WeightsError> {
    if let Some((uid, _)) = weights.iter().find(|(_, weight)| !weight.is_finite()) {
        return Err(WeightsError::NotFinite { uid: *uid });
    }
    if weights.iter().any(|(_, weight)| *weight < 0.0) {
        let weights = weights.iter().map(|(_, weight)| *weight).collect();
        return Err(WeightsError::NegativeWeight { weights });
    }
    Ok(())
}

/// A stored row of weights as shares of all `neurons`, which add up to 1 unless all are zero.
/// Entries beyond the neurons are passed over.
pub fn row_of_weights(neurons: u16, row: &[(u16, u16)]) -> Vec<f64> {
    let mut shares = row_of_bonds(neurons, row);
    let sum: f64 = shares.iter().sum();
    if sum > 0.0 {
        for share in &mut shares {
            *share /= sum;
        }
    }
    shares
}

/// A stored row of bonds, spread over all `neurons`: the same without dividing.
pub fn row_of_bonds(neurons: u16, row: &[(u16, u16)]) -> Vec<f64> {
    let mut values = vec![0.0; usize::from(neurons)];
    for (uid, value) in row {
        if let Some(place) = values.get_mut(usize::from(*uid)) {
            *place = f64::from(*value);
        }
    }
    values
}

/// Parts of an emission as 16-bit shares that add up to exactly 65,535.
///
/// What rounding leaves over or takes too much goes to the first of the largest shares.
///
/// # Errors
/// [`WeightsError::SplitEmpty`], [`WeightsError::SplitNegative`], [`WeightsError::SplitZero`].
pub fn emission_split(parts: &[f64]) -> Result<Vec<u16>, WeightsError> {
    if parts.is_empty() {
        return Err(WeightsError::SplitEmpty);
    }
    if parts.iter().any(|part| !part.is_finite() || *part < 0.0) {
        return Err(WeightsError::SplitNegative);
    }
    let sum: f64 = parts.iter().sum();
    if sum <= 0.0 || !sum.is_finite() {
        return Err(WeightsError::SplitZero);
    }
    let mut shares: Vec<i64> = parts
        .iter()
        .map(|part| (part / sum * SCALE).round_ties_even() as i64)
        .collect();
    let missing = i64::from(u16::MAX).saturating_sub(shares.iter().sum());
    let largest = shares.iter().copied().max().unwrap_or_default();
    if let Some(first) = shares.iter_mut().find(|share| **share == largest) {
        *first = first.saturating_add(missing);
    }
    Ok(shares
        .into_iter()
        .map(|share| u16::try_from(share.max(0)).unwrap_or(u16::MAX))
        .collect())
}

/// The number under which the chain keeps what belongs to one mechanism of a subnet.
///
/// `None` where no such number exists: there are at most 4,096 subnets and 16 mechanisms.
///
/// ```
/// assert_eq!(taonet_client::weights::storage_index(64, 2), Some(8_256));
/// ```
pub fn storage_index(netuid: u16, mechid: u8) -> Option<u16> {
    if netuid >= SUBNETS_PER_MECHANISM {
        return None;
    }
    u16::from(mechid)
        .checked_mul(SUBNETS_PER_MECHANISM)?
        .checked_add(netuid)
}
