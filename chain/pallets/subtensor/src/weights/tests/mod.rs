//! Calls about weights that the recordings lack.

mod batches;
mod timelocked;
