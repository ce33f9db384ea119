//! The settled world as a place to try calls.

use codec::Decode;
use serde_json::Value;
use sp_runtime::generic::Era;
use taonet_runtime::{AccountId, RuntimeCall};

use super::{
    CallResult, Who,
    chain::{Applied, Chain},
    world::World,
};
use crate::{calls::CallBook, golden::Malformed, panics};

/// The real runtime with subnets, neurons and stake, in the middle of a block.
pub struct Stage {
    chain: Chain,
    world: World,
    book: CallBook,
}

impl core::fmt::Debug for Stage {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Stage")
            .field("block", &self.chain.number())
            .finish()
    }
}

/// The address of somebody.
#[must_use]
pub fn account(who: Who) -> AccountId {
    World::new().account(who)
}

impl Stage {
    /// The world after its set-up.
    #[must_use]
    pub fn new() -> Self {
        let book = CallBook::of::<RuntimeCall>();
        let world = World::new();
        let mut chain = Chain::new(&world);
        world.settle(&mut chain, &book);
        chain.begin_block();
        Self { chain, world, book }
    }

    /// Plays a scene. Afterwards everything is as it was before.
    ///
    /// # Errors
    /// If a block could not be begun or ended.
    pub fn play<R>(&mut self, act: impl FnOnce(&mut Scene<'_>) -> R) -> Result<R, String> {
        let Self { chain, world, book } = self;
        let played = chain.rolled_back(|chain| act(&mut Scene { chain, world, book }));
        let violations = chain.take_violations();
        if violations.is_empty() {
            Ok(played)
        } else {
            Err(violations.join("; "))
        }
    }
}

impl Default for Stage {
    fn default() -> Self {
        Self::new()
    }
}

/// What can be done on a [`Stage`].
pub struct Scene<'a> {
    chain: &'a mut Chain,
    world: &'a World,
    book: &'a CallBook,
}

impl core::fmt::Debug for Scene<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Scene")
            .field("block", &self.chain.number())
            .finish()
    }
}

impl Scene<'_> {
    /// The call of that name with these arguments.
    ///
    /// # Errors
    /// If there is no such call or the arguments are others.
    pub fn call(&self, name: &str, args: &Value) -> Result<RuntimeCall, Malformed> {
        let encoded = self.book.encode(name, args)?;
        RuntimeCall::decode(&mut &encoded[..])
            .map_err(|error| Malformed::new(format!("{name}: {error}")))
    }

    /// Signs a call for an era and applies it like any transaction.
    ///
    /// # Errors
    /// The message of a panic.
    pub fn apply(&mut self, who: Who, call: RuntimeCall, era: Era) -> Result<CallResult, String> {
        said(self.chain.apply_during(self.world, who, call, era))
    }

    /// Has the sudo key's holder make root dispatch a call; the result is the inner call's.
    ///
    /// # Errors
    /// The message of a panic.
    pub fn apply_by_sudo(&mut self, call: RuntimeCall) -> Result<CallResult, String> {
        said(self.chain.apply_by_sudo(self.world, call))
    }

    /// Reads or writes the state.
    ///
    /// # Errors
    /// The message of a panic.
    pub fn state<R>(&mut self, act: impl FnOnce() -> R) -> Result<R, String> {
        self.chain
            .guarded(act)
            .map_err(|panic| panics::message(&*panic))
    }

    /// Goes on to the next block.
    pub fn next_block(&mut self) {
        self.chain.pass_block();
    }

    /// The number of this block.
    #[must_use]
    pub fn block(&self) -> u32 {
        self.chain.number()
    }
}

fn said(applied: Applied) -> Result<CallResult, String> {
    applied.map_err(|panic| panics::message(&*panic))
}
