//! The real runtime on a state in memory, block by block.

use std::{
    any::Any,
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind},
};

use codec::{Decode, Encode};
use frame_support::traits::PalletInfoAccess;
use serde_json::Value;
use sp_core::{
    Pair,
    traits::{ReadRuntimeVersion, ReadRuntimeVersionExt},
};
use sp_io::TestExternalities;
use sp_runtime::{
    Digest, DigestItem, DispatchError, MultiAddress, MultiSignature,
    generic::Era,
    traits::Header as _,
    transaction_validity::{InvalidTransaction, TransactionValidityError},
};
use taonet_primitives::NetUid;
use taonet_runtime::{
    AccountId, Balance, Executive, Hash, Header, Runtime, RuntimeCall, RuntimeEvent, SignedPayload,
    System, UncheckedExtrinsic, extensions::transaction_extensions, genesis,
};

use super::world::{Who, World};

use crate::calls::CallBook;

/// Says of any code that it is the next version of this runtime, as the executor of a node does
/// where code is WebAssembly.
struct NextVersion;

impl ReadRuntimeVersion for NextVersion {
    fn read_runtime_version(
        &self,
        _code: &[u8],
        _ext: &mut dyn sp_externalities::Externalities,
    ) -> Result<Vec<u8>, String> {
        let mut version = taonet_runtime::VERSION;
        version.spec_version = version.spec_version.saturating_add(1);
        Ok(version.encode())
    }
}

type Subtensor = pallet_subtensor::Pallet<Runtime>;

/// Slot of the first block; the clock starts well after zero.
const FIRST_SLOT: u64 = 1_000;
/// What the pool of subnet 1 counts at genesis, and an existential deposit, in rao.
const GENESIS_POOL_RAO: u64 = 10_000_000_000 + 500;
/// TAO of everybody at genesis, in rao.
const ENDOWMENT_RAO: u64 = 1_000_000_000_000_000;

/// What applying a call gives, or the panic it caused.
pub(super) type Applied = Result<CallResult, Box<dyn Any + Send>>;

/// What became of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallResult {
    /// Dispatched, and done.
    Succeeded,
    /// Dispatched, and failed.
    Failed(DispatchError),
    /// Not even dispatched: `custom` and the code, or the name of the refusal.
    Refused(String),
}

pub(super) struct Chain {
    ext: TestExternalities,
    number: u32,
    parent: Hash,
    slot_ms: u64,
    violations: Vec<String>,
    /// What was called in this block, to tell with a violation.
    calls: Vec<String>,
}

impl Chain {
    /// A development chain with fast blocks where everybody in the world has TAO.
    pub(super) fn new(world: &World) -> Self {
        let slot_ms = genesis::slot_duration_ms(true);
        let mut config = genesis::dev(None);
        config.sudo.key = Some(world.account(Who::Sudo));
        let endowed = world
            .everybody()
            .map(|who| (who, Balance::new(ENDOWMENT_RAO)));
        config.balances.balances.extend(endowed);
        // The development genesis gives subnet 1 a pool out of nowhere, and counts no issuance. For
        // the books to balance from the start, its account gets the TAO and all TAO is counted.
        let pool_account = Subtensor::subnet_account_of(NetUid::new(1));
        config
            .balances
            .balances
            .push((pool_account, Balance::new(GENESIS_POOL_RAO)));
        let issued = config
            .balances
            .balances
            .iter()
            .map(|(_, amount)| *amount)
            .sum();
        config.subtensor_module.balances_issuance = issued;
        let storage = genesis::storage(&config, slot_ms).unwrap_or_default();
        let mut ext = TestExternalities::new(storage);
        ext.register_extension(ReadRuntimeVersionExt::new(NextVersion));
        ext.execute_with(|| System::set_block_number(0));
        Self {
            ext,
            number: 0,
            parent: Hash::default(),
            slot_ms,
            violations: Vec::new(),
            calls: Vec::new(),
        }
    }

    pub(super) fn number(&self) -> u32 {
        self.number
    }

    pub(super) fn violate(&mut self, what: String) {
        let calls = self.calls.join("; ");
        self.violations
            .push(format!("block {}: {what}, after {calls}", self.number));
    }

    /// Looks at the state.
    pub(super) fn read<R>(&mut self, look: impl FnOnce() -> R) -> R {
        self.ext.execute_with(look)
    }

    pub(super) fn take_violations(&mut self) -> Vec<String> {
        std::mem::take(&mut self.violations)
    }

    /// Numbers of the subnets there are, root's included.
    pub(super) fn netuids(&mut self) -> Vec<u16> {
        self.ext.execute_with(|| {
            let netuids = Subtensor::all_subnet_netuids();
            netuids.into_iter().map(|netuid| netuid.inner()).collect()
        })
    }

    /// Encodes a call by its name; nothing if the runtime has no such call.
    pub(super) fn decode(
        &mut self,
        book: &CallBook,
        name: &str,
        args: &Value,
    ) -> Option<RuntimeCall> {
        let encoded = book.encode(name, args).ok()?;
        RuntimeCall::decode(&mut &encoded[..]).ok()
    }

    pub(super) fn begin_block(&mut self) {
        self.number = self.number.saturating_add(1);
        self.calls.clear();
        let (number, parent, slot_ms) = (self.number, self.parent, self.slot_ms);
        let begun = self.guarded(move || {
            let slot = FIRST_SLOT + u64::from(number);
            let seal = DigestItem::PreRuntime(*b"aura", slot.encode());
            let digest = Digest { logs: vec![seal] };
            let header = Header::new(
                number,
                Default::default(),
                Default::default(),
                parent,
                digest,
            );
            Executive::initialize_block(&header);
            let call = pallet_timestamp::Call::set {
                now: slot * slot_ms,
            };
            let clock = UncheckedExtrinsic::new_bare(RuntimeCall::Timestamp(call));
            matches!(Executive::apply_extrinsic(clock), Ok(Ok(())))
        });
        match begun {
            Ok(true) => {}
            Ok(false) => self.violate("the clock was not set".into()),
            Err(panic) => {
                let message = crate::panics::message(&*panic);
                self.violate(format!("start of the block: {message}"));
            }
        }
    }

    /// Ends the block and checks every invariant.
    pub(super) fn end_block(&mut self) {
        match self.guarded(Executive::finalize_block) {
            Ok(header) => self.parent = header.hash(),
            Err(panic) => {
                let message = crate::panics::message(&*panic);
                self.violate(format!("end of the block: {message}"));
            }
        }
        match self.guarded(invariants) {
            Ok(broken) => broken.into_iter().for_each(|what| self.violate(what)),
            Err(panic) => {
                let message = crate::panics::message(&*panic);
                self.violate(format!("invariants: {message}"));
            }
        }
        if let Err(error) = self.ext.commit_all() {
            self.violate(format!("the state cannot be written: {error}"));
        }
    }

    /// Runs `run` on the state; gives the panic, if there is one.
    pub(super) fn guarded<R>(&mut self, run: impl FnOnce() -> R) -> Result<R, Box<dyn Any + Send>> {
        let ext = &mut self.ext;
        catch_unwind(AssertUnwindSafe(|| ext.execute_with(run)))
    }

    /// Signs a call, for ever, and applies it.
    pub(super) fn apply(&mut self, world: &World, who: Who, call: RuntimeCall) -> Applied {
        self.apply_during(world, who, call, Era::Immortal)
    }

    /// Signs a call for an era and applies it.
    pub(super) fn apply_during(
        &mut self,
        world: &World,
        who: Who,
        call: RuntimeCall,
        era: Era,
    ) -> Applied {
        let account = world.account(who);
        self.calls
            .push(format!("{who:?} {:.300}", format!("{call:?}")));
        let Some(pair) = world.pair(who) else {
            return Ok(CallResult::Refused("no such account".into()));
        };
        let applied =
            self.guarded(|| signed(account, pair, call, era).map(Executive::apply_extrinsic))?;
        Ok(result_of(applied))
    }

    /// Applies a call that nobody signs.
    pub(super) fn apply_bare(&mut self, call: RuntimeCall) -> Applied {
        self.calls
            .push(format!("bare {:.300}", format!("{call:?}")));
        let bare = UncheckedExtrinsic::new_bare(call);
        let applied = self.guarded(|| Some(Executive::apply_extrinsic(bare)))?;
        Ok(result_of(applied))
    }

    /// Has root make a call; the result is the inner call's.
    pub(super) fn apply_by_sudo(&mut self, world: &World, call: RuntimeCall) -> Applied {
        let sudo = RuntimeCall::Sudo(pallet_sudo_call(call));
        let outer = self.apply(world, Who::Sudo, sudo)?;
        if outer != CallResult::Succeeded {
            return Ok(outer);
        }
        let inner = self.guarded(|| {
            System::events()
                .into_iter()
                .rev()
                .find_map(|record| match record.event {
                    RuntimeEvent::Sudo(pallet_sudo::Event::Sudid { sudo_result }) => {
                        Some(sudo_result)
                    }
                    _ => None,
                })
        })?;
        Ok(match inner {
            Some(Ok(())) => CallResult::Succeeded,
            Some(Err(error)) => CallResult::Failed(error),
            None => CallResult::Refused("sudo said nothing".into()),
        })
    }

    /// Ends the block and begins the next, leaving aside invariants and what is on disk.
    pub(super) fn pass_block(&mut self) {
        match self.guarded(Executive::finalize_block) {
            Ok(header) => self.parent = header.hash(),
            Err(panic) => {
                let message = crate::panics::message(&*panic);
                self.violate(format!("end of the block: {message}"));
            }
        }
        self.begin_block();
    }

    /// Runs `act`, and forgets what it did to the state.
    pub(super) fn rolled_back<R>(&mut self, act: impl FnOnce(&mut Self) -> R) -> R {
        let (number, parent) = (self.number, self.parent);
        self.ext.execute_with(sp_io::storage::start_transaction);
        let result = act(self);
        self.ext.execute_with(sp_io::storage::rollback_transaction);
        (self.number, self.parent) = (number, parent);
        result
    }

    /// Root of the state.
    pub(super) fn state_root(&mut self) -> Vec<u8> {
        let version = sp_core::storage::StateVersion::V1;
        self.ext.execute_with(|| sp_io::storage::root(version))
    }
}

/// What applying a transaction gave; nothing when it could not be signed.
fn result_of(applied: Option<sp_runtime::ApplyExtrinsicResult>) -> CallResult {
    match applied {
        Some(Ok(Ok(()))) => CallResult::Succeeded,
        Some(Ok(Err(error))) => CallResult::Failed(error),
        Some(Err(TransactionValidityError::Invalid(InvalidTransaction::Custom(code)))) => {
            CallResult::Refused(format!("custom {code}"))
        }
        Some(Err(refusal)) => CallResult::Refused(format!("{refusal:?}")),
        None => CallResult::Refused("not signable".into()),
    }
}

/// The name of an error. Errors that went through an event have lost theirs; those of the main
/// pallet are known by their number.
pub(super) fn name_of(error: DispatchError) -> String {
    let DispatchError::Module(module) = error else {
        return <&'static str>::from(error).into();
    };
    let by_number = || {
        let main = <Subtensor as PalletInfoAccess>::index() == usize::from(module.index);
        let error = pallet_subtensor::Error::<Runtime>::decode(&mut &module.error[..]).ok()?;
        main.then(|| <&'static str>::from(error))
    };
    module
        .message
        .or_else(by_number)
        .unwrap_or("unnamed")
        .into()
}

fn pallet_sudo_call(call: RuntimeCall) -> pallet_sudo::Call<Runtime> {
    pallet_sudo::Call::sudo {
        call: Box::new(call),
    }
}

fn signed(
    account: AccountId,
    pair: &sp_core::ed25519::Pair,
    call: RuntimeCall,
    era: Era,
) -> Option<UncheckedExtrinsic> {
    let nonce = System::account_nonce(&account);
    let extensions = transaction_extensions(era, nonce, Balance::new(0));
    let payload = SignedPayload::new(call.clone(), extensions.clone()).ok()?;
    let signature = payload.using_encoded(|bytes| pair.sign(bytes));
    Some(UncheckedExtrinsic::new_signed(
        call,
        MultiAddress::Id(account),
        MultiSignature::Ed25519(signature),
        extensions,
    ))
}

/// Subnets on which more alpha is staked than there is, for the message.
fn alpha_short() -> String {
    let mut staked: BTreeMap<NetUid, u64> = BTreeMap::new();
    for (_, netuid, alpha) in pallet_subtensor::TotalHotkeyAlpha::<Runtime>::iter() {
        let sum = staked.entry(netuid).or_default();
        *sum = sum.saturating_add(alpha.to_u64());
    }
    let out = |netuid| pallet_subtensor::SubnetAlphaOut::<Runtime>::get(netuid).to_u64();
    let short = staked
        .into_iter()
        .filter(|(netuid, alpha)| *alpha > out(*netuid))
        .map(|(netuid, alpha)| format!("subnet {netuid}: {alpha} staked of {}", out(netuid)));
    short.collect::<Vec<_>>().join(", ")
}

/// The invariants that fail.
fn invariants() -> Vec<String> {
    let mut broken = Vec::new();
    if let Err(error) = Subtensor::do_try_state() {
        broken.push(format!("SubtensorModule: {error:?}, {}", alpha_short()));
    }
    let checks = [
        ("Proxy", taonet_runtime::Proxy::check_state()),
        ("Crowdloan", taonet_runtime::Crowdloan::check_state()),
        ("Commitments", taonet_runtime::Commitments::check_state()),
    ];
    for (pallet, checked) in checks {
        if let Err(error) = checked {
            broken.push(format!("{pallet}: {error}"));
        }
    }
    let issued: Balance = frame_system::Account::<Runtime>::iter_values()
        .map(|account| account.data.free.saturating_add(account.data.reserved))
        .sum();
    let counted = pallet_balances::TotalIssuance::<Runtime>::get();
    if issued != counted {
        broken.push(format!(
            "Balances: accounts hold {issued:?}, counted are {counted:?}"
        ));
    }
    broken
}
