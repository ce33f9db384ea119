//! Reference subnet: embedding texts.
//!
//! A miner turns texts into vectors; a validator checks that texts which mean the same lie closer
//! together than texts which do not. No reference model is needed: the validator makes pairs whose
//! likeness it knows, and marks how often the miner's vectors put them in the right order.
//!
//! 1. [`TextToEmbedding`] carries texts there and vectors back.
//! 2. [`PairExamination`] makes triplets (a text, one like it, one unlike it) and marks with
//!    [`agreement()`].
//! 3. [`miner::axon`] serves an [`Embedder`]: [`HashedNgrams`] of a dimension to choose (the more
//!    room, the fewer collisions, the better the order), or a BERT model from a folder.

mod agreement;
mod bert;
mod embedder;
mod examination;
mod hashed_ngrams;
pub mod miner;
mod protocol;
mod texts;

pub use agreement::agreement;
pub use bert::{BertEmbedder, BertError, MAX_TOKENS};
pub use embedder::{Embedder, EmbedderChoice, EmbedderError};
pub use examination::PairExamination;
pub use hashed_ngrams::{DimensionError, HashedNgrams};
pub use protocol::{MAX_TEXT_BYTES, MAX_TEXTS, TextToEmbedding, TextsError, check_texts};
pub use texts::{Triplet, triplet};
