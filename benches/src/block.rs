//! Runs blocks on a state as a node holds it: a trie whose values a shared cache keeps decoded.
//!
//! Each run starts from the same state with nothing changed, and what it changes is dropped.

use sp_core::Blake2Hasher;
use sp_externalities::set_and_run_with_externalities;
use sp_io::TestExternalities;
use sp_state_machine::{Ext, OverlayedChanges, TrieBackend, TrieBackendBuilder};
use sp_trie::{
    PrefixedMemoryDB,
    cache::{CacheSize, LocalTrieCache, SharedTrieCache},
};

/// Size of the node's own cache where nothing is said.
const CACHE_BYTES: usize = 1024 * 1024 * 1024;

type Changes = OverlayedChanges<Blake2Hasher>;
type Database = PrefixedMemoryDB<Blake2Hasher>;

/// A chain's state behind a cache.
pub struct CachedState {
    chain: TestExternalities,
    cache: SharedTrieCache<Blake2Hasher>,
}

impl std::fmt::Debug for CachedState {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("CachedState")
            .finish_non_exhaustive()
    }
}

/// A block about to run: what it has changed so far, and its view of the cache.
pub struct Block<'a> {
    changes: Changes,
    backend: TrieBackend<&'a Database, Blake2Hasher, LocalTrieCache<Blake2Hasher>>,
}

impl std::fmt::Debug for Block<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Block").finish_non_exhaustive()
    }
}

impl CachedState {
    /// Takes over a chain with everything that was changed in it.
    ///
    /// # Panics
    /// When the chain does not take its own changes: a defect of the benchmark.
    #[must_use]
    #[allow(
        clippy::expect_used,
        reason = "a benchmark that cannot start has failed"
    )]
    pub fn new(mut chain: TestExternalities) -> Self {
        chain.commit_all().expect("the database takes the changes");
        let size = CacheSize::new(CACHE_BYTES);
        Self {
            chain,
            cache: SharedTrieCache::new(size, None),
        }
    }

    /// A block on top of the state, in which `before` has happened already.
    pub fn block(&self, before: impl FnOnce()) -> Block<'_> {
        let storage = self.chain.backend.backend_storage();
        let root = *self.chain.backend.root();
        let cache = self.cache.local_cache_trusted();
        let mut block = Block {
            changes: Changes::default(),
            backend: TrieBackendBuilder::new_with_cache(storage, root, cache).build(),
        };
        block.run(before);
        block
    }
}

impl Block<'_> {
    /// Runs `work` in the block.
    pub fn run<R>(&mut self, work: impl FnOnce() -> R) -> R {
        let mut externalities = Ext::new(&mut self.changes, &self.backend, None);
        set_and_run_with_externalities(&mut externalities, work)
    }
}
