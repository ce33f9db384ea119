//! What the off-chain worker finds when it runs.

use super::Source;
use codec::Encode;
use sp_core::offchain::{OffchainStorage, STORAGE_PREFIX};
use sp_keystore::KeystorePtr;
use taonet_runtime::beacon::{ENDPOINTS_KEY, KEY_TYPE};

/// Tells the worker which servers to ask, and makes a key for its payloads if there is none.
///
/// # Errors
/// When the keystore cannot be written.
pub(crate) fn prepare<S: OffchainStorage>(
    source: &Source,
    storage: Option<S>,
    keystore: &KeystorePtr,
) -> Result<(), sp_keystore::Error> {
    if let Some(mut storage) = storage {
        let servers: Option<&[String]> = match source {
            Source::PublicServers => None,
            Source::Servers(urls) => Some(urls),
            Source::Nothing | Source::OwnKey => Some(&[]),
        };
        match servers {
            Some(urls) => storage.set(STORAGE_PREFIX, ENDPOINTS_KEY, &urls.encode()),
            // The worker's own default; an earlier run may have said something else.
            None => storage.remove(STORAGE_PREFIX, ENDPOINTS_KEY),
        }
    }
    if *source != Source::Nothing && keystore.sr25519_public_keys(KEY_TYPE).is_empty() {
        keystore.sr25519_generate_new(KEY_TYPE, None)?;
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;
    use codec::Decode;
    use sp_core::offchain::testing::TestPersistentOffchainDB;
    use sp_keystore::{Keystore, testing::MemoryKeystore};
    use std::sync::Arc;

    #[test]
    fn the_worker_reads_what_the_flags_say() {
        let storage = TestPersistentOffchainDB::new();
        let keystore: KeystorePtr = Arc::new(MemoryKeystore::new());
        prepare(&Source::Nothing, Some(storage.clone()), &keystore).unwrap();
        assert!(keystore.sr25519_public_keys(KEY_TYPE).is_empty());
        for (source, expected) in [
            (
                Source::Servers(vec!["http://x".into()]),
                Some(vec![b"http://x".to_vec()]),
            ),
            (Source::Nothing, Some(vec![])),
            (Source::PublicServers, None),
            (Source::OwnKey, Some(vec![])),
        ] {
            prepare(&source, Some(storage.clone()), &keystore).unwrap();
            let stored: Option<Vec<Vec<u8>>> =
                OffchainStorage::get(&storage, STORAGE_PREFIX, ENDPOINTS_KEY)
                    .map(|bytes| Decode::decode(&mut bytes.as_slice()).unwrap());
            assert_eq!(stored, expected, "{source:?}");
        }
        // One key, made once.
        assert_eq!(keystore.sr25519_public_keys(KEY_TYPE).len(), 1);
    }
}
