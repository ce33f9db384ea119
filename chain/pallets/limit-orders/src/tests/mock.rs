//! The market, and a runtime of this pallet alone.

use crate::{self as pallet_limit_orders, *};
use frame_support::{
    PalletId, derive_impl, ensure, parameter_types,
    storage::unhashed,
    traits::{ConstU32, ConstU64, Time},
};
use sp_core::{Pair, sr25519};
use sp_runtime::{
    AccountId32, BuildStorage, DispatchError, DispatchResult, traits::AccountIdConversion,
    traits::IdentityLookup,
};
use std::cell::{Cell, RefCell};
use substrate_fixed::types::U64F64;
use taonet_primitives::{AlphaBalance, TaoBalance};

pub(super) type AccountId = AccountId32;

frame_support::construct_runtime!(
    pub enum Test {
        System: frame_system,
        LimitOrders: pallet_limit_orders,
    }
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type Block = frame_system::mocking::MockBlock<Test>;
    type AccountId = AccountId;
    type Lookup = IdentityLookup<AccountId>;
}

parameter_types! {
    pub const OrdersPalletId: PalletId = PalletId(*b"bt/limit");
    pub OrdersHotkey: AccountId = PalletId(*b"bt/lmhky").into_account_truncating();
}

/// The chain that orders are for.
pub(super) const CHAIN: u64 = 42;
/// The subnet with a pool.
pub(super) const NETUID: NetUid = NetUid::new(1);
/// The present moment, ms.
pub(super) const NOW_MS: u64 = 1_000_000;
/// Smallest trade that the market validates.
pub(super) const MIN_TRADE: u64 = 10;
/// A price of one TAO for an alpha.
pub(super) const ONE_TAO: u64 = 1_000_000_000;

#[allow(
    unreachable_pub,
    reason = "the runtime made here is public to the macros"
)]
pub struct Noon;

impl Time for Noon {
    type Moment = u64;

    fn now() -> u64 {
        NOW_MS
    }
}

impl Config for Test {
    type Swap = Market;
    type Clock = Noon;
    type ChainId = ConstU64<CHAIN>;
    type MaxOrdersPerBatch = ConstU32<100>;
    type PalletId = OrdersPalletId;
    type PalletHotkey = OrdersHotkey;
}

thread_local! {
    /// Whether the pool gives nothing.
    pub(super) static DRY: Cell<bool> = const { Cell::new(false) };
    /// Limits that trades came with.
    pub(super) static LIMITS: RefCell<Vec<u64>> = const { RefCell::new(Vec::new()) };
    /// Payments of TAO: from, to, rao.
    pub(super) static PAYMENTS: RefCell<Vec<(AccountId, AccountId, u64)>> =
        const { RefCell::new(Vec::new()) };
}

fn get(key: impl Encode) -> u64 {
    unhashed::get(&key.encode()).unwrap_or_default()
}

fn set(key: impl Encode, rao: u64) {
    unhashed::put(&key.encode(), &rao);
}

fn move_between(from: impl Encode, to: impl Encode, rao: u64) -> DispatchResult {
    let (from, to) = (from.encode(), to.encode());
    let left = unhashed::get::<u64>(&from)
        .unwrap_or_default()
        .checked_sub(rao)
        .ok_or(DispatchError::Other("too little"))?;
    unhashed::put(&from, &left);
    let held: u64 = unhashed::get(&to).unwrap_or_default();
    unhashed::put(&to, &(held + rao));
    Ok(())
}

/// TAO of an account.
pub(super) fn tao_of(account: &AccountId) -> u64 {
    get(("tao", account))
}

/// Alpha of a coldkey on a hotkey.
pub(super) fn alpha_of(coldkey: &AccountId, hotkey: &AccountId) -> u64 {
    get(("alpha", coldkey, hotkey))
}

/// TAO and alpha in the pool.
pub(super) fn pool() -> (u64, u64) {
    (get("pool tao"), get("pool alpha"))
}

pub(super) fn set_pool(tao: u64, alpha: u64) {
    set("pool tao", tao);
    set("pool alpha", alpha);
}

pub(super) fn give_tao(account: &AccountId, rao: u64) {
    set(("tao", account), tao_of(account) + rao);
}

pub(super) fn give_alpha(coldkey: &AccountId, hotkey: &AccountId, rao: u64) {
    set(("alpha", coldkey, hotkey), alpha_of(coldkey, hotkey) + rao);
}

pub(super) fn forget_hotkey(hotkey: &AccountId) {
    unhashed::kill(&("owner", hotkey).encode());
}

/// What an amount put into one side of a pool gets from the other.
fn product_out(input: u64, reserve_in: u64, reserve_out: u64) -> u64 {
    let out = u128::from(input) * u128::from(reserve_out);
    u64::try_from(out / (u128::from(reserve_in) + u128::from(input)).max(1)).unwrap()
}

/// A pool whose product of reserves stays.
#[allow(
    unreachable_pub,
    reason = "the runtime made here is public to the macros"
)]
pub struct Market;

impl Market {
    fn known(hotkey: &AccountId) -> DispatchResult {
        ensure!(
            Self::is_registered(hotkey),
            DispatchError::Other("no hotkey")
        );
        Ok(())
    }
}

impl OrderSwap<AccountId> for Market {
    fn buy_alpha(
        to: &Position<'_, AccountId>,
        _netuid: NetUid,
        tao: TaoBalance,
        limit: TaoBalance,
        validate: bool,
    ) -> Result<AlphaBalance, DispatchError> {
        let rao = tao.to_u64();
        LIMITS.with_borrow_mut(|limits| limits.push(limit.to_u64()));
        if validate {
            Self::known(to.hotkey)?;
            ensure!(rao >= MIN_TRADE, DispatchError::Other("too small"));
        }
        let (reserve_tao, reserve_alpha) = pool();
        let out = match DRY.get() {
            true => 0,
            false => product_out(rao, reserve_tao, reserve_alpha),
        };
        move_between(("tao", to.coldkey), "pool tao", rao)?;
        move_between("pool alpha", ("alpha", to.coldkey, to.hotkey), out)?;
        let price = settlement::price_rao(Self::spot_price(NETUID));
        ensure!(price <= limit.to_u64(), DispatchError::Other("slippage"));
        Ok(out.into())
    }

    fn sell_alpha(
        from: &Position<'_, AccountId>,
        _netuid: NetUid,
        alpha: AlphaBalance,
        limit: TaoBalance,
        validate: bool,
    ) -> Result<TaoBalance, DispatchError> {
        let rao = alpha.to_u64();
        LIMITS.with_borrow_mut(|limits| limits.push(limit.to_u64()));
        if validate {
            Self::known(from.hotkey)?;
            ensure!(rao >= MIN_TRADE, DispatchError::Other("too small"));
        }
        let (reserve_tao, reserve_alpha) = pool();
        let out = match DRY.get() {
            true => 0,
            false => product_out(rao, reserve_alpha, reserve_tao),
        };
        move_between(("alpha", from.coldkey, from.hotkey), "pool alpha", rao)?;
        move_between("pool tao", ("tao", from.coldkey), out)?;
        let price = settlement::price_rao(Self::spot_price(NETUID));
        ensure!(price >= limit.to_u64(), DispatchError::Other("slippage"));
        Ok(out.into())
    }

    fn transfer_staked_alpha(
        from: &Position<'_, AccountId>,
        to: &Position<'_, AccountId>,
        _netuid: NetUid,
        alpha: AlphaBalance,
        validate_sender: bool,
        validate_receiver: bool,
    ) -> DispatchResult {
        let rao = alpha.to_u64();
        if validate_sender {
            Self::known(from.hotkey)?;
            ensure!(rao >= MIN_TRADE, DispatchError::Other("too small"));
        }
        if validate_receiver {
            Self::known(to.hotkey)?;
        }
        move_between(
            ("alpha", from.coldkey, from.hotkey),
            ("alpha", to.coldkey, to.hotkey),
            rao,
        )
    }

    fn transfer_tao(from: &AccountId, to: &AccountId, tao: TaoBalance) -> DispatchResult {
        PAYMENTS.with_borrow_mut(|all| all.push((from.clone(), to.clone(), tao.to_u64())));
        move_between(("tao", from), ("tao", to), tao.to_u64())
    }

    fn spot_price(_netuid: NetUid) -> U64F64 {
        let (tao, alpha) = pool();
        U64F64::from_num(tao)
            .checked_div(U64F64::from_num(alpha))
            .unwrap_or_default()
    }

    fn register(coldkey: &AccountId, hotkey: &AccountId) -> DispatchResult {
        if !Self::is_registered(hotkey) {
            unhashed::put(&("owner", hotkey).encode(), coldkey);
        }
        Ok(())
    }

    fn is_registered(hotkey: &AccountId) -> bool {
        unhashed::exists(&("owner", hotkey).encode())
    }
}

/// A key pair by name. (Secret phrases would take the tests a hundred times as long.)
pub(super) fn pair(name: &str) -> sr25519::Pair {
    sr25519::Pair::from_seed(&sp_io::hashing::blake2_256(name.as_bytes()))
}

pub(super) fn account(name: &str) -> AccountId {
    AccountId::new(pair(name).public().0)
}

/// The hotkey that orders stake on.
pub(super) fn hotkey() -> AccountId {
    account("hotkey")
}

pub(super) fn relayer() -> RuntimeOrigin {
    RuntimeOrigin::signed(account("relayer"))
}

/// An order of `signer` that may be executed by anybody.
pub(super) fn order(signer: &str, order_type: OrderType, amount: u64) -> Order<AccountId> {
    Order {
        signer: account(signer),
        hotkey: hotkey(),
        netuid: NETUID,
        order_type,
        amount,
        limit_price: match order_type {
            OrderType::TakeProfit => 0,
            OrderType::LimitBuy | OrderType::StopLoss => u64::MAX,
        },
        expiry: NOW_MS,
        fee_rate: Perbill::zero(),
        fee_recipient: account("collector"),
        relayer: None,
        max_slippage: None,
        chain_id: CHAIN,
        partial_fills_enabled: false,
    }
}

/// The order, signed by `signer`.
pub(super) fn signed_by(signer: &str, order: Order<AccountId>) -> SignedOrder<AccountId> {
    let order = VersionedOrder::V1(order);
    let signature = MultiSignature::Sr25519(pair(signer).sign(&order.encode()));
    SignedOrder {
        order,
        signature,
        partial_fill: None,
    }
}

pub(super) fn buy(signer: &str, amount: u64) -> SignedOrder<AccountId> {
    signed_by(signer, order(signer, OrderType::LimitBuy, amount))
}

pub(super) fn sell(signer: &str, amount: u64) -> SignedOrder<AccountId> {
    signed_by(signer, order(signer, OrderType::TakeProfit, amount))
}

/// The order with a fee for a recipient.
pub(super) fn with_fee(
    order: &SignedOrder<AccountId>,
    signer: &str,
    percent: u32,
    recipient: &str,
) -> SignedOrder<AccountId> {
    let mut order = order.order.order().clone();
    order.fee_rate = Perbill::from_percent(percent);
    order.fee_recipient = account(recipient);
    signed_by(signer, order)
}

pub(super) fn execute(orders: Vec<SignedOrder<AccountId>>, should_fail: bool) -> DispatchResult {
    LimitOrders::execute_orders(relayer(), orders.try_into().unwrap(), should_fail)
}

pub(super) fn execute_batch(orders: Vec<SignedOrder<AccountId>>) -> DispatchResult {
    LimitOrders::execute_batched_orders(relayer(), NETUID, orders.try_into().unwrap())
}

pub(super) fn status(order: &SignedOrder<AccountId>) -> Option<OrderStatus> {
    Orders::<Test>::get(order.order.id())
}

pub(super) fn events() -> Vec<Event<Test>> {
    System::events()
        .into_iter()
        .filter_map(|record| match record.event {
            RuntimeEvent::LimitOrders(event) => Some(event),
            RuntimeEvent::System(_) => None,
        })
        .collect()
}

/// A pool of 1,000,000 TAO and alpha each; buyers with 100,000 TAO, sellers with 100,000 alpha.
pub(super) fn market<R>(test: impl FnOnce() -> R) -> R {
    DRY.set(false);
    LIMITS.take();
    PAYMENTS.take();
    let storage = RuntimeGenesisConfig::default().build_storage().unwrap();
    sp_io::TestExternalities::new(storage).execute_with(|| {
        System::set_block_number(1);
        set_pool(1_000_000, 1_000_000);
        Market::register(&account("owner"), &hotkey()).unwrap();
        for buyer in ["Alice", "Bob"] {
            give_tao(&account(buyer), 100_000);
        }
        for seller in ["Charlie", "Dave"] {
            give_alpha(&account(seller), &hotkey(), 100_000);
        }
        test()
    })
}
