//! Keys: which accounts exist, who owns which hotkey, and the accounts of the chain itself.

mod ownership;
mod system;
