//! One epoch written the plain way, step by step, on fixed-point matrices.
//!
//! The oracle of the property tests: slow, dense where the protocol is dense, and with nothing
//! in common with the kernel but the definitions in `taonet_yuma::reference`.
#![allow(unreachable_pub, missing_docs)]

use taonet_fixed::{
    I32F32, I64F64, I96F32, SafeDiv,
    conversion::{
        fixed_proportion_to_u16, fixed64_to_fixed32, fixed64_to_u64, u16_max,
        u16_proportion_to_fixed,
    },
    vector::{is_topk_nonzero, mask_vector, normalize, normalize_64, sum},
};
use taonet_yuma::{
    Epoch, MechanismState, StoredRows, SubnetState,
    reference::{self as r, Dense, Sparse},
};

const ZERO: I32F32 = I32F32::from_bits(0);
const ONE: I32F32 = I32F32::from_bits(1 << 32);

fn load(rows: &StoredRows, n: usize) -> Sparse {
    (0..n)
        .map(|uid| {
            rows.row(uid)
                .iter()
                .map(|(c, v)| (*c, I32F32::from_num(*v)))
                .collect()
        })
        .collect()
}

/// What a forward-only cursor sees of a row.
fn cursor(row: &[(u16, I32F32)], n: usize) -> Vec<I32F32> {
    let mut position = 0;
    (0..n)
        .map(|column| {
            while position < row.len() && usize::from(row[position].0) < column {
                position += 1;
            }
            match row.get(position) {
                Some((found, value)) if usize::from(*found) == column => *value,
                _ => ZERO,
            }
        })
        .collect()
}

pub fn plain_epoch(s: &SubnetState, m: &MechanismState, emission: u64) -> Epoch {
    let p = &s.parameters;
    let n = s.stake_weights.len();
    let owner = s.owner_uid.map(usize::from);
    let get = |values: &[u64], uid: usize| values.get(uid).copied().unwrap_or(0);
    let registered: Vec<u64> = (0..n).map(|uid| get(&s.registered_at, uid)).collect();
    let updated: Vec<u64> = (0..n).map(|uid| get(&m.last_update, uid)).collect();
    let active: Vec<bool> = updated
        .iter()
        .map(|block| block.saturating_add(p.activity_cutoff_blocks) >= s.block)
        .collect();

    let mut filtered = s.stake_weights.clone();
    for (uid, stake) in filtered.iter_mut().enumerate() {
        if Some(uid) != owner && fixed64_to_u64(*stake) < p.stake_threshold_rao {
            *stake = I64F64::from_bits(0);
        }
    }
    normalize_64(&mut filtered);
    let stake: Vec<I32F32> = filtered.into_iter().map(fixed64_to_fixed32).collect();

    let mut old_permits = s.validator_permits.clone();
    old_permits.truncate(n);
    if let Some(permit) = owner.and_then(|uid| old_permits.get_mut(uid)) {
        *permit = true;
    }
    old_permits.resize(n, false);
    let mut new_permits = is_topk_nonzero(&stake, p.max_allowed_validators.into());
    if let Some(uid) = owner {
        new_permits[uid] = true;
    }
    let silenced: Vec<bool> = (0..n)
        .map(|uid| !active[uid] || !old_permits[uid])
        .collect();
    let forbidden: Vec<bool> = old_permits.iter().map(|permit| !permit).collect();
    let mut active_stake = stake.clone();
    mask_vector(&silenced, &mut active_stake);
    normalize(&mut active_stake);

    let mut weights = load(&m.weights, n);
    weights
        .iter_mut()
        .for_each(|row| row.retain(|(c, _)| usize::from(*c) < n));
    let weights = r::mask_rows_sparse(&forbidden, &weights);
    let weights = r::mask_diag_sparse_except_index(&weights, s.owner_uid);
    let mut weights = r::vec_mask_sparse_matrix_le(&weights, &updated, &registered);
    if let Some(commits) = &m.earliest_commits {
        for (uid, row) in weights.iter_mut().enumerate() {
            let commit = commits.get(uid).copied().unwrap_or(u64::MAX);
            row.retain(|(c, _)| commit >= registered[usize::from(*c)]);
        }
    }
    r::row_normalize_sparse(&mut weights);

    let kappa = u16_proportion_to_fixed(p.kappa);
    let consensus = r::weighted_median_col_sparse(&active_stake, &weights, n, kappa);
    let clipped = r::col_clip_sparse(&weights, &consensus);
    let trust = r::row_sum_sparse(&clipped);
    let mut incentive = r::matmul_sparse(&clipped, &active_stake, n);
    normalize(&mut incentive);

    let penalty = u16_proportion_to_fixed(p.bonds_penalty);
    let seen = r::interpolate_sparse(&weights, &clipped, n, penalty);

    let previous = match s.last_mechanism_step_block {
        0 => s.block.saturating_sub(p.tempo_blocks),
        block => block + 1,
    };
    let mut old = r::scalar_vec_mask_sparse_matrix_le(&load(&m.bonds, n), previous, &registered);
    let average = I64F64::saturating_from_num(p.bonds_moving_average);
    let rate = ONE.saturating_sub(fixed64_to_fixed32(
        average.safe_div(I64F64::from_num(1_000_000)),
    ));

    let (bonds, mut dividends) = if p.yuma3 {
        for (_, bond) in old.iter_mut().flatten() {
            *bond = bond.safe_div(u16_max());
        }
        let averages = if p.liquid_alpha && consensus.iter().any(|c| *c != ZERO) {
            r::mat_ema_alpha_sparse(&seen, &old, &rates(s, &seen, &old, &consensus))
        } else {
            r::mat_ema_sparse(&seen, &old, rate)
        };
        let mut shares = averages.clone();
        r::col_normalize_sparse(&mut shares, n);
        let totals = r::row_sum_sparse(&r::mat_vec_mul_sparse(&shares, &incentive));
        (
            averages,
            taonet_fixed::vector::vec_mul(&totals, &active_stake),
        )
    } else {
        r::col_normalize_sparse(&mut old, n);
        let mut purchases = r::row_hadamard_sparse(&seen, &active_stake);
        r::col_normalize_sparse(&mut purchases, n);
        let mut averages = r::mat_ema_sparse(&purchases, &old, rate);
        r::col_normalize_sparse(&mut averages, n);
        let dividends = r::matmul_transpose_sparse(&averages, &incentive);
        r::col_max_upscale_sparse(&mut averages, n);
        (averages, dividends)
    };
    normalize(&mut dividends);

    let mut combined: Vec<I32F32> = incentive
        .iter()
        .zip(&dividends)
        .map(|(i, d)| i.saturating_add(*d))
        .collect();
    let earned = sum(&combined);
    let (mut server, mut validator) = (incentive.clone(), dividends.clone());
    if earned == ZERO {
        let base = if sum(&active_stake) == ZERO {
            &stake
        } else {
            &active_stake
        };
        validator.clone_from(base);
        combined.clone_from(base);
    } else {
        server
            .iter_mut()
            .for_each(|share| *share = share.safe_div(earned));
        validator
            .iter_mut()
            .for_each(|share| *share = share.safe_div(earned));
        normalize(&mut combined);
    }
    let amount = |share: &I32F32| -> u64 {
        I96F32::from_num(*share)
            .saturating_mul(I96F32::from_num(emission))
            .saturating_to_num()
    };
    let amounts = |shares: &[I32F32]| shares.iter().map(amount).collect();
    let parts = |values: &[I32F32]| values.iter().map(|v| fixed_proportion_to_u16(*v)).collect();
    let bonds = StoredRows::from_rows(bonds.iter().zip(&new_permits).map(|(row, permit)| {
        let stored = row.iter().map(|(c, v)| (*c, fixed_proportion_to_u16(*v)));
        if *permit {
            stored.collect()
        } else {
            Vec::new()
        }
    }));
    Epoch {
        active,
        stake_weight: parts(&stake),
        consensus: parts(&consensus),
        incentive: parts(&incentive),
        dividends: parts(&dividends),
        validator_trust: parts(&trust),
        validator_permits: new_permits,
        server_emission_rao: amounts(&server),
        validator_emission_rao: amounts(&validator),
        emission_rao: amounts(&combined),
        raw_stake_rao: s.stake_weights.iter().map(|w| fixed64_to_u64(*w)).collect(),
        bonds,
    }
}

/// The liquid rate of every cell.
fn rates(s: &SubnetState, seen: &Sparse, old: &Sparse, consensus: &[I32F32]) -> Dense {
    let p = &s.parameters;
    let (low, high) = (
        u16_proportion_to_fixed(p.alpha_low),
        u16_proportion_to_fixed(p.alpha_high),
    );
    let steepness = I32F32::from_num(p.alpha_sigmoid_steepness);
    seen.iter()
        .zip(old)
        .map(|(new, old)| {
            let (new, old) = (cursor(new, consensus.len()), cursor(old, consensus.len()));
            consensus
                .iter()
                .zip(new.into_iter().zip(old))
                .map(|(limit, (w, b))| r::alpha_sigmoid(*limit, w, b, low, high, steepness))
                .collect()
        })
        .collect()
}
