//! Recorded calls about weights, and cases that the recordings lack.

mod batches;
mod recorded;
mod timelocked;
