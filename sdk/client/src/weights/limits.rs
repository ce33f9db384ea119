//! Keeping any one weight below a share of the whole, and a row long enough for the chain.

use super::WeightsError;
use super::conversion::check_values;
use super::real::{Real, pairwise_sum};

/// Keeps divisions away from zero.
const EPSILON: f64 = 1e-7;

/// What a neuron without weight gets when a row is too short and has to be padded.
const PADDING: f64 = 1e-5;

/// Scales weights to a sum of 1 in which none exceeds `limit`: larger ones are cut off at a value
/// chosen so that they hold the limit after scaling.
///
/// All weights zero, or a limit that not even equal weights hold, give equal weights.
pub fn normalize_max_weight<R: Real>(weights: &[R], limit: f64) -> Vec<R> {
    let count = weights.len();
    let sum = pairwise_sum(weights);
    if sum == R::ZERO || count as f64 * limit <= 1.0 {
        return vec![R::of(1.0) / R::of(count as f64); count];
    }
    let mut ascending = weights.to_vec();
    ascending.sort_by(|left, right| left.partial_cmp(right).unwrap_or(std::cmp::Ordering::Equal));
    let sum_ascending = pairwise_sum(&ascending);
    let shares: Vec<R> = ascending
        .iter()
        .map(|weight| *weight / sum_ascending)
        .collect();
    if shares.last().is_none_or(|largest| *largest <= R::of(limit)) {
        return weights.iter().map(|weight| *weight / sum).collect();
    }

    let mut kept = 0usize;
    let mut kept_sum = R::ZERO;
    let mut sum_so_far = R::ZERO;
    let mut sums = Vec::with_capacity(count);
    for (above, share) in (0..count).rev().zip(&shares) {
        sum_so_far = sum_so_far + *share;
        sums.push(sum_so_far);
        // The sum if everything above were cut down to this share.
        let cut = R::of(above as f64) * *share + sum_so_far + R::of(EPSILON);
        if *share / cut < R::of(limit) {
            kept += 1;
        }
    }
    if let Some(sum) = kept.checked_sub(1).and_then(|last| sums.get(last)) {
        kept_sum = *sum;
    }
    let cut_off = count.saturating_sub(kept) as f64;
    let numerator = R::of(limit) * kept_sum - R::of(EPSILON);
    let scale = numerator.widen() / (1.0 - limit * cut_off);
    let ceiling = scale * sum_ascending.widen();
    let clipped: Vec<R> = weights
        .iter()
        .map(|weight| {
            if weight.widen() > ceiling {
                R::of(ceiling)
            } else {
                *weight
            }
        })
        .collect();
    let sum = pairwise_sum(&clipped);
    clipped.into_iter().map(|weight| weight / sum).collect()
}

/// What a subnet asks of a row of weights.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RowLimits {
    /// Neurons of the subnet.
    pub neurons: u16,
    /// Fewest entries.
    pub min_allowed_weights: u16,
    /// Largest share of one entry, 0 to 1 (the chain's number divided by 65,535).
    pub max_weight_limit: f64,
    /// Share of the smallest weights that may be left out, in parts of 65,535.
    pub exclude_quantile: u16,
}

/// What becomes of a row in which nobody has earned anything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NothingToReward {
    /// No weights at all: the row comes out empty.
    #[default]
    SubmitNothing,
    /// Everybody gets the same, which is what the Python SDK does.
    EqualWeights,
}

/// Brings a row into the shape that a subnet asks for, in the precision of the Python SDK 10.
///
/// 1. Nobody with a positive weight, or fewer neurons than the row needs entries: see
///    [`NothingToReward`].
/// 2. Fewer positive weights than the subnet asks for: every neuron gets a trifle on top, in double
///    precision.
/// 3. Else the smallest weights are left out as far as the quantile and the minimum allow.
///
/// The result adds up to 1 and holds the limit.
///
/// # Errors
/// [`WeightsError::NegativeWeight`], [`WeightsError::NotFinite`],
/// [`WeightsError::UidOutOfRange`] where padding needs a place for a UID that does not exist.
pub fn process_weights(
    weights: &[(u16, f32)],
    limits: &RowLimits,
    nothing: NothingToReward,
) -> Result<Vec<(u16, f64)>, WeightsError> {
    let widened: Vec<(u16, f64)> = weights
        .iter()
        .map(|(uid, weight)| (*uid, f64::from(*weight)))
        .collect();
    check_values(&widened)?;
    let positive: Vec<(u16, f32)> = weights
        .iter()
        .filter(|(_, weight)| *weight > 0.0)
        .copied()
        .collect();
    let fewest = usize::from(limits.min_allowed_weights);
    if positive.is_empty() || limits.neurons < limits.min_allowed_weights {
        return Ok(match nothing {
            NothingToReward::SubmitNothing => Vec::new(),
            NothingToReward::EqualWeights => {
                let equal = 1.0 / f64::from(limits.neurons);
                (0..limits.neurons).map(|uid| (uid, equal)).collect()
            }
        });
    }
    if positive.len() < fewest {
        let mut padded = vec![PADDING; usize::from(limits.neurons)];
        for (uid, weight) in &positive {
            let place = padded
                .get_mut(usize::from(*uid))
                .ok_or(WeightsError::UidOutOfRange {
                    uid: *uid,
                    neurons: limits.neurons,
                })?;
            *place += f64::from(*weight);
        }
        let normalised = normalize_max_weight(&padded, limits.max_weight_limit);
        return Ok((0..limits.neurons).zip(normalised).collect());
    }
    let spare = positive.len().saturating_sub(fewest) as f64 / positive.len() as f64;
    let quantile = (f64::from(limits.exclude_quantile) / f64::from(u16::MAX)).min(spare);
    let threshold = quantile_of(&positive, quantile);
    let (uids, kept): (Vec<u16>, Vec<f32>) = positive
        .into_iter()
        .filter(|(_, weight)| f64::from(*weight) >= threshold)
        .unzip();
    let normalised = normalize_max_weight(&kept, limits.max_weight_limit);
    Ok(uids
        .into_iter()
        .zip(normalised.into_iter().map(f64::from))
        .collect())
}

/// The quantile of weights with linear interpolation between neighbours.
fn quantile_of(weights: &[(u16, f32)], quantile: f64) -> f64 {
    let mut ascending: Vec<f64> = weights
        .iter()
        .map(|(_, weight)| f64::from(*weight))
        .collect();
    ascending.sort_by(f64::total_cmp);
    let last = ascending.len().saturating_sub(1);
    let place = quantile * last as f64;
    let below = (place.floor() as usize).min(last);
    let at = |index: usize| ascending.get(index).copied().unwrap_or_default();
    let (low, high) = (at(below), at(below.saturating_add(1).min(last)));
    let part = place - below as f64;
    if part >= 0.5 {
        high - (high - low) * (1.0 - part)
    } else {
        low + (high - low) * part
    }
}

/// Scales a row to a sum of 1 that holds the limit, in double precision and without padding: the
/// way of the Python SDK 11. Weights of zero are left out first.
///
/// # Errors
/// [`WeightsError::TooFew`] for fewer positive weights than the minimum, and the errors of
/// [`process_weights`].
pub fn normalize_weights(
    weights: &[(u16, f64)],
    min_allowed_weights: u16,
    max_weight_limit: f64,
) -> Result<Vec<(u16, f64)>, WeightsError> {
    check_values(weights)?;
    let (uids, positive): (Vec<u16>, Vec<f64>) = weights
        .iter()
        .filter(|(_, weight)| *weight > 0.0)
        .copied()
        .unzip();
    if positive.len() < usize::from(min_allowed_weights) {
        return Err(WeightsError::TooFew {
            given: positive.len(),
            required: min_allowed_weights,
        });
    }
    let normalised = normalize_max_weight(&positive, max_weight_limit);
    Ok(uids.into_iter().zip(normalised).collect())
}
