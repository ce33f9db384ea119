//! The settled world as a place to try single calls.

use codec::Decode;
use serde_json::Value;
use taonet_runtime::RuntimeCall;

use super::{
    Who,
    chain::{CallResult, Chain, name_of},
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

/// A call to try: who signs it (nobody: root through sudo), its name, its arguments.
type Act = (Option<Who>, &'static str, Value);

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

    /// An account as golden files write it.
    #[must_use]
    pub fn account(&self, who: Who) -> Value {
        let account = self.world.account(who);
        let raw: &[u8] = account.as_ref();
        format!("0x{}", hex::encode(raw)).into()
    }

    /// Makes the calls in turn and says what became of the last one; the state is as before. All
    /// but the last have to succeed.
    ///
    /// `ok`, the name of an error, or of a refusal before the dispatch.
    ///
    /// # Errors
    /// If a call cannot be encoded, or one before the last fails.
    pub fn outcome(&mut self, acts: &[Act]) -> Result<String, Malformed> {
        let (world, book) = (&self.world, &self.book);
        self.chain.rolled_back(|chain| {
            let mut last = "ok".to_owned();
            for (number, (who, name, args)) in acts.iter().enumerate() {
                if last != "ok" {
                    let message = format!("call {number} of the set-up gives {last}");
                    return Err(Malformed::new(message));
                }
                let encoded = book.encode(name, args)?;
                let call = RuntimeCall::decode(&mut &encoded[..])
                    .map_err(|error| Malformed::new(format!("{name}: {error}")))?;
                let applied = match who {
                    Some(who) => chain.apply(world, *who, call),
                    None => chain.apply_by_sudo(world, call),
                };
                last = match applied {
                    Ok(CallResult::Succeeded) => "ok".into(),
                    Ok(CallResult::Failed(error)) => name_of(error),
                    Ok(CallResult::Refused(why)) => why,
                    Err(panic) => panics::message(&*panic),
                };
            }
            Ok(last)
        })
    }
}

impl Default for Stage {
    fn default() -> Self {
        Self::new()
    }
}
