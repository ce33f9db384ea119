//! Keys for transactions that nobody can read before they are in a block.

use super::reads;

reads! {
    /// ML-KEM-768 key of the block that is being made.
    maybe fn shield_current_key() -> Vec<u8> = "MevShield" / "CurrentKey";
    /// ML-KEM-768 key to encrypt to now.
    maybe fn shield_next_key() -> Vec<u8> = "MevShield" / "NextKey";
    /// ML-KEM-768 key that follows.
    maybe fn shield_pending_key() -> Vec<u8> = "MevShield" / "PendingKey";
    /// Last block in which [`Self::shield_next_key`] is taken.
    maybe fn shield_next_key_expires_at() -> u32 = "MevShield" / "NextKeyExpiresAt";
}
