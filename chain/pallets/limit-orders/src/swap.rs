//! Where the pallet meets the stake and the pools.

use sp_runtime::{DispatchError, DispatchResult};
use substrate_fixed::types::U64F64;
use taonet_primitives::{AlphaBalance, NetUid, TaoBalance};

/// Whose alpha, and where it is staked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position<'a, AccountId> {
    /// The owner of the alpha.
    pub coldkey: &'a AccountId,
    /// The hotkey it is staked on.
    pub hotkey: &'a AccountId,
}

/// The trades and movements that orders consist of. Each either takes effect wholly or not at all.
pub trait OrderSwap<AccountId> {
    /// Buys alpha with `tao` of the coldkey and stakes it. Gives back the alpha.
    ///
    /// With `validate` the hotkey has to exist and the amount to reach the minimum stake.
    ///
    /// # Errors
    /// Also when the price would pass `limit` before all TAO is spent.
    fn buy_alpha(
        to: &Position<'_, AccountId>,
        netuid: NetUid,
        tao: TaoBalance,
        limit: TaoBalance,
        validate: bool,
    ) -> Result<AlphaBalance, DispatchError>;

    /// Sells staked alpha. Gives back the TAO, which the coldkey has then.
    ///
    /// With `validate` the sale has to pass the checks of any removal of stake.
    ///
    /// # Errors
    /// Also when the price would pass `limit` before all alpha is sold.
    fn sell_alpha(
        from: &Position<'_, AccountId>,
        netuid: NetUid,
        alpha: AlphaBalance,
        limit: TaoBalance,
        validate: bool,
    ) -> Result<TaoBalance, DispatchError>;

    /// Moves staked alpha. `validate_sender` asks for a hotkey that exists, the minimum stake and
    /// alpha that is not locked, `validate_receiver` for a hotkey that exists.
    ///
    /// # Errors
    /// Also when the sender holds less.
    fn transfer_staked_alpha(
        from: &Position<'_, AccountId>,
        to: &Position<'_, AccountId>,
        netuid: NetUid,
        alpha: AlphaBalance,
        validate_sender: bool,
        validate_receiver: bool,
    ) -> DispatchResult;

    /// Moves free TAO.
    ///
    /// # Errors
    /// When the sender has less.
    fn transfer_tao(from: &AccountId, to: &AccountId, tao: TaoBalance) -> DispatchResult;

    /// TAO per alpha, before slippage.
    fn spot_price(netuid: NetUid) -> U64F64;

    /// Makes `coldkey` the owner of `hotkey`, unless it has one.
    ///
    /// # Errors
    /// When the hotkey is an account of the chain itself.
    fn register(coldkey: &AccountId, hotkey: &AccountId) -> DispatchResult;

    /// Whether the hotkey has an owner.
    fn is_registered(hotkey: &AccountId) -> bool;
}
