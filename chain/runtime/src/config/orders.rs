//! Limit orders, and the stake that they trade.

use crate::{AccountId, Balance, Runtime, SubtensorModule, Swap, Timestamp};
use frame_support::{
    PalletId, parameter_types,
    traits::{ConstU32, ConstU64},
};
use pallet_limit_orders::{OrderSwap, Position};
use pallet_subtensor::stake::Holder;
use sp_runtime::{DispatchError, DispatchResult, traits::AccountIdConversion};
use substrate_fixed::types::U64F64;
use taonet_primitives::{AlphaBalance, NetUid, SwapHandler};

/// The number that orders for local chains name.
const CHAIN_ID: u64 = 42;

parameter_types! {
    pub const OrdersPalletId: PalletId = PalletId(*b"bt/limit");
    pub OrdersHotkey: AccountId = PalletId(*b"bt/lmhky").into_account_truncating();
}

impl pallet_limit_orders::Config for Runtime {
    type Swap = StakeOrders;
    type Clock = Timestamp;
    type ChainId = ConstU64<CHAIN_ID>;
    type MaxOrdersPerBatch = ConstU32<100>;
    type PalletId = OrdersPalletId;
    type PalletHotkey = OrdersHotkey;
}

/// Orders trade stake of the main pallet.
#[derive(Debug)]
pub struct StakeOrders;

fn holder(position: &Position<'_, AccountId>) -> Holder<AccountId> {
    Holder {
        coldkey: position.coldkey.clone(),
        hotkey: position.hotkey.clone(),
    }
}

impl OrderSwap<AccountId> for StakeOrders {
    fn buy_alpha(
        to: &Position<'_, AccountId>,
        netuid: NetUid,
        tao: Balance,
        limit: Balance,
        validate: bool,
    ) -> Result<AlphaBalance, DispatchError> {
        SubtensorModule::buy_for_order(&holder(to), netuid, tao, limit, validate)
    }

    fn sell_alpha(
        from: &Position<'_, AccountId>,
        netuid: NetUid,
        alpha: AlphaBalance,
        limit: Balance,
        validate: bool,
    ) -> Result<Balance, DispatchError> {
        SubtensorModule::sell_for_order(&holder(from), netuid, alpha, limit, validate)
    }

    fn transfer_staked_alpha(
        from: &Position<'_, AccountId>,
        to: &Position<'_, AccountId>,
        netuid: NetUid,
        alpha: AlphaBalance,
        validate_sender: bool,
        validate_receiver: bool,
    ) -> DispatchResult {
        SubtensorModule::transfer_stake_for_order(
            &holder(from),
            &holder(to),
            netuid,
            alpha,
            validate_sender,
            validate_receiver,
        )
    }

    fn transfer_tao(from: &AccountId, to: &AccountId, tao: Balance) -> DispatchResult {
        SubtensorModule::transfer_tao(from, to, tao)
    }

    fn spot_price(netuid: NetUid) -> U64F64 {
        Swap::spot_price(netuid)
    }

    fn register(coldkey: &AccountId, hotkey: &AccountId) -> DispatchResult {
        SubtensorModule::create_account_if_absent(coldkey, hotkey)
    }

    fn is_registered(hotkey: &AccountId) -> bool {
        SubtensorModule::hotkey_account_exists(hotkey)
    }
}
