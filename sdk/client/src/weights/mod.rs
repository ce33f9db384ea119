//! Weights: from a validator's scores to its row on chain.
//!
//! 1. Scores become single or double precision shares that hold the subnet's limits
//!    ([`process_weights`], [`normalize_weights`], [`normalize_max_weight`]).
//! 2. Shares become 16-bit values, the largest 65,535 ([`convert_for_emission`]). The chain keeps
//!    rows of them, one for each mechanism of a subnet ([`storage_index`], [`row_of_weights`]).
//! 3. Where weights are secret for some epochs, a validator commits to a row before it shows it:
//!    by a hash, which it has to open itself ([`commit_hash`]), or by a ciphertext that the chain
//!    opens when a round of a random beacon is published ([`timelock_commit`], [`reveal_round()`]).
//! 4. [`ChainClient::set_weights`](crate::ChainClient::set_weights) does all of this for a
//!    [`SetWeights`]: it reads what decides from one block ([`ValidatorView`]), chooses the way,
//!    says beforehand why the chain would refuse ([`WeightsRefusal`]), and tries again what may
//!    succeed the next time.
//! 5. A commit by hash is kept on disk until its reveal ([`PendingCommits`]);
//!    [`ChainClient::reveal_due`](crate::ChainClient::reveal_due) shows what is due, also after a
//!    restart.
//!
//! ```no_run
//! use taonet_client::weights::{PendingCommits, SetWeights, WeightValues};
//! # async fn example(
//! #     client: taonet_client::ChainClient,
//! #     hotkey: taonet_wallet::Keypair,
//! # ) -> Result<(), taonet_client::weights::SetWeightsError> {
//! let scores = [(3, 0.9), (7, 0.4)];
//! let request = SetWeights::new(1, &hotkey, WeightValues::Scores(&scores));
//! match client.set_weights(&request).await {
//!     Ok(set) => println!("{:?} after {} attempts", set.method, set.attempts),
//!     Err(error) => match error.blocks_to_wait() {
//!         Some(blocks) => println!("{blocks} more blocks"),
//!         None => return Err(error),
//!     },
//! }
//! // Once in a while, for commits by hash:
//! for report in client.reveal_due(&PendingCommits::in_home()?, &hotkey).await? {
//!     println!("{:?}: {:?}", report.commit, report.status);
//! }
//! # Ok(())
//! # }
//! ```

mod checks;
mod commitment;
mod conversion;
mod error;
mod limits;
mod pending;
mod reading;
mod real;
mod refusal;
mod request;
mod reveal;
mod reveal_round;
mod set;
mod set_error;
mod trouble;
mod view;

pub use commitment::{
    COMMIT_REVEAL_VERSION, CommittedRow, MAX_COMMIT_BYTES, SALT_LENGTH, commit_hash,
    fresh_randomness, fresh_salt, timelock_commit, timelock_payload,
};
pub use conversion::{
    convert_for_emission, convert_weights_and_uids_for_emit, emission_split, row_of_bonds,
    row_of_weights, storage_index,
};
pub use error::WeightsError;
pub use limits::{
    NothingToReward, RowLimits, normalize_max_weight, normalize_weights, process_weights,
};
pub use pending::{PendingCommit, PendingCommits, PendingError, PendingListing, RevealTime};
pub use real::Real;
pub use refusal::WeightsRefusal;
pub use request::{RevealPlan, SetWeights, SetWeightsOutcome, WeightValues, WeightsMethod};
pub use reveal::{RevealReport, RevealStatus};
pub use reveal_round::{
    ChainClock, EpochState, SAFETY_BLOCKS, commitment_round, encryption_round,
    first_reveal_block_modular, modular_epoch, reveal_round, round_not_before,
};
pub use set_error::SetWeightsError;
pub use view::{EpochModel, TimelockOffer, ValidatorView};
