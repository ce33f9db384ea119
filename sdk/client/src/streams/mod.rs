//! Following the chain: blocks, events, and what changes in a subnet.
//!
//! All streams of a connection share one subscription for each kind of head. It keeps only the
//! newest head, so a slow reader costs no memory: it asks for what it missed when it gets there,
//! up to a bound. When the connection is lost the subscription is made again and the streams go on
//! where they were.

mod blocks;
mod events;
mod heads;
mod metagraph_changes;

pub use blocks::{BlockStream, BlockSummary};
pub use events::{BlockEvent, EventFilter, EventStream};
pub use metagraph_changes::{MetagraphStream, MetagraphUpdate};

pub(crate) use heads::Heads;
