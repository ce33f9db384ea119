//! The words that rows are written in.

use codec::Encode;
use frame_system::RawOrigin;
use pallet_subtensor::{Pallet as Subtensor, guards::CustomCode};
use serde_json::{Value, json};
use sp_runtime::{DispatchError, generic::Era};
use substrate_fixed::types::U64F64;
use taonet_conformance::random::{CallResult, Scene, Who, account};
use taonet_primitives::{NetUid, SwapHandler};
use taonet_runtime::{AccountId, OriginCaller, Runtime, RuntimeCall};

use crate::declared;

/// What a row has to show.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Shown {
    /// The pallet's error, as the result of the dispatch: pallet and name.
    Error(&'static str, &'static str),
    /// The code of a refusal before the dispatch.
    Code(u8),
    /// Another refusal before the dispatch, by its name.
    Refusal(&'static str),
}

impl Shown {
    /// As [`Play`] tells it.
    pub(crate) fn told(&self) -> String {
        match self {
            Self::Error(pallet, name) => format!("{pallet}.{name}"),
            Self::Code(code) => format!("custom {code}"),
            Self::Refusal(name) => format!("Invalid({name})"),
        }
    }
}

/// What is shown, and how it comes to that: the preparation, the call, and who signs it.
pub(crate) struct Row {
    pub(crate) shows: Shown,
    pub(crate) way: Box<dyn Fn(&mut Play<'_, '_>) -> String>,
}

/// Rows of one pallet after the other.
#[derive(Default)]
pub(crate) struct Table {
    pallet: &'static str,
    pub(crate) rows: Vec<Row>,
}

impl Table {
    /// The errors of the rows to come are those of this pallet.
    pub(crate) fn pallet(&mut self, name: &'static str) {
        self.pallet = name;
    }

    /// A dispatch that fails with the error.
    pub(crate) fn row(
        &mut self,
        error: &'static str,
        way: impl Fn(&mut Play<'_, '_>) -> String + 'static,
    ) {
        self.push(Shown::Error(self.pallet, error), way);
    }

    /// A transaction that a guard refuses with the code.
    pub(crate) fn code(
        &mut self,
        code: CustomCode,
        way: impl Fn(&mut Play<'_, '_>) -> String + 'static,
    ) {
        self.push(Shown::Code(code as u8), way);
    }

    /// A transaction that is refused otherwise.
    pub(crate) fn refusal(
        &mut self,
        shows: Shown,
        way: impl Fn(&mut Play<'_, '_>) -> String + 'static,
    ) {
        self.push(shows, way);
    }

    fn push(&mut self, shows: Shown, way: impl Fn(&mut Play<'_, '_>) -> String + 'static) {
        let way = Box::new(way);
        self.rows.push(Row { shows, way });
    }
}

/// A row in the making. What goes wrong on the way is told instead of the outcome.
pub(crate) struct Play<'a, 'b> {
    scene: &'a mut Scene<'b>,
    broken: Option<String>,
}

impl<'a, 'b> Play<'a, 'b> {
    /// Goes the way of a row and tells its outcome.
    pub(crate) fn outcome(row: &Row, scene: &'a mut Scene<'b>) -> String {
        let broken = None;
        let mut play = Self { scene, broken };
        let outcome = (row.way)(&mut play);
        play.broken.unwrap_or(outcome)
    }

    /// The outcome of a call that somebody signs.
    pub(crate) fn by(&mut self, who: Who, name: &str, args: Value) -> String {
        let call = self.call(name, &args);
        self.by_call(who, call)
    }

    /// The outcome of a call that is not written as JSON.
    pub(crate) fn by_call(&mut self, who: Who, call: RuntimeCall) -> String {
        told(self.scene.apply(who, call, Era::Immortal))
    }

    /// The outcome of a call that is signed for the next few blocks only.
    pub(crate) fn by_soon(&mut self, who: Who, name: &str, args: Value) -> String {
        let call = self.call(name, &args);
        let birth = u64::from(self.scene.block().saturating_sub(1));
        told(self.scene.apply(who, call, Era::mortal(8, birth)))
    }

    /// The outcome of a call that root dispatches, because the holder of the sudo key signed so.
    pub(crate) fn by_root(&mut self, name: &str, args: Value) -> String {
        let call = self.call(name, &args);
        told(self.scene.apply_by_sudo(call))
    }

    /// The outcome of a call in a batch that is not free, which the guards at the door do not look
    /// into.
    pub(crate) fn batched(&mut self, who: Who, name: &str, args: Value) -> String {
        let calls = vec![
            self.call("System.remark", &json!("0x")).into(),
            self.call(name, &args).into(),
        ];
        let batch = pallet_utility::Call::batch_all { calls };
        self.by_call(who, RuntimeCall::Utility(batch))
    }

    /// The outcome of a call by an account that derives from the signer's.
    pub(crate) fn derived(&mut self, who: Who, name: &str, args: Value) -> String {
        let call = Box::new(self.call(name, &args).into());
        let derived = pallet_utility::Call::as_derivative { index: 0, call };
        self.by_call(who, RuntimeCall::Utility(derived))
    }

    /// The outcome of a call that root has dispatched as if somebody had signed it: no guard
    /// looks at it.
    pub(crate) fn unguarded(&mut self, who: Who, name: &str, args: Value) -> String {
        let call = self.call(name, &args);
        self.dispatched_as(account(who), call)
    }

    /// The same for an account that the world does not know.
    pub(crate) fn dispatched_as(&mut self, signer: AccountId, call: RuntimeCall) -> String {
        self.as_origin(RawOrigin::Signed(signer), call)
    }

    /// The outcome of a call that root has dispatched as if nobody had signed it.
    pub(crate) fn by_nobody(&mut self, call: RuntimeCall) -> String {
        self.as_origin(RawOrigin::None, call)
    }

    fn as_origin(&mut self, origin: RawOrigin<AccountId>, call: RuntimeCall) -> String {
        let dispatch = pallet_utility::Call::dispatch_as_fallible {
            as_origin: Box::new(OriginCaller::system(origin)),
            call: Box::new(call.into()),
        };
        told(self.scene.apply_by_sudo(RuntimeCall::Utility(dispatch)))
    }

    /// A call of the preparation, which has to succeed.
    pub(crate) fn done(&mut self, who: Who, name: &str, args: Value) {
        let outcome = self.by(who, name, args);
        self.expect_ok(name, &outcome);
    }

    /// A call of root in the preparation, which has to succeed.
    pub(crate) fn root(&mut self, name: &str, args: Value) {
        let outcome = self.by_root(name, args);
        self.expect_ok(name, &outcome);
    }

    pub(crate) fn expect_ok(&mut self, what: &str, outcome: &str) {
        if outcome != "ok" {
            self.breaks(format!("the preparation's {what} gives {outcome}"));
        }
    }

    fn breaks(&mut self, why: String) {
        self.broken.get_or_insert(why);
    }

    /// Encodes a call.
    pub(crate) fn call(&mut self, name: &str, args: &Value) -> RuntimeCall {
        self.scene.call(name, args).unwrap_or_else(|error| {
            self.breaks(error.to_string());
            RuntimeCall::System(frame_system::Call::remark { remark: vec![] })
        })
    }

    /// Writes the state, or reads it.
    pub(crate) fn state<R: Default>(&mut self, act: impl FnOnce() -> R) -> R {
        self.scene.state(act).unwrap_or_else(|panic| {
            self.breaks(panic);
            R::default()
        })
    }

    /// Lets blocks pass.
    pub(crate) fn blocks(&mut self, count: u32) {
        for _ in 0..count {
            self.scene.next_block();
        }
    }

    /// The number of this block.
    pub(crate) fn now(&self) -> u32 {
        self.scene.block()
    }

    /// Alpha of a position, in rao.
    pub(crate) fn staked(&mut self, coldkey: Who, hotkey: Who, netuid: u16) -> u64 {
        let (hotkey, coldkey) = (account(hotkey), account(coldkey));
        let netuid = NetUid::new(netuid);
        self.state(|| {
            Subtensor::<Runtime>::stake_for_hotkey_and_coldkey_on_subnet(&hotkey, &coldkey, netuid)
                .to_u64()
        })
    }

    /// Price of a subnet's alpha, in rao of TAO per whole alpha.
    pub(crate) fn price(&mut self, netuid: u16) -> u64 {
        let rao = U64F64::from_num(1_000_000_000);
        self.state(|| {
            let price = taonet_runtime::Swap::spot_price(NetUid::new(netuid));
            price.saturating_mul(rao).saturating_to_num()
        })
    }
}

fn told(result: Result<CallResult, String>) -> String {
    match result {
        Ok(CallResult::Succeeded) => "ok".into(),
        Ok(CallResult::Failed(error)) => name_of(&error),
        Ok(CallResult::Refused(why)) => why,
        Err(panic) => format!("panic: {panic}"),
    }
}

/// Pallet and name of an error.
fn name_of(error: &DispatchError) -> String {
    let DispatchError::Module(module) = error else {
        return format!("{error:?}");
    };
    let [number, ..] = module.error;
    declared::name(module.index, number).unwrap_or_else(|| format!("{error:?}"))
}

/// Somebody's address in arguments.
pub(crate) fn address(who: Who) -> Value {
    hex(&account(who))
}

/// Bytes in arguments.
pub(crate) fn hex(value: &impl Encode) -> Value {
    format!("0x{}", hex::encode(value.encode())).into()
}
