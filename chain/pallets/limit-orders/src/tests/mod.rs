//! Orders over a market of one pool without fees, whose books lie in storage and so roll back.

mod batches;
mod conservation;
mod mock;
mod orders;
mod refusals;
