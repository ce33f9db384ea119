//! The runtime API traits. Names, order of methods and of arguments are wire data.

use crate::{
    LockState,
    runtime_api::{
        delegate_info::{DelegateInfo, Delegated},
        dynamic_info::DynamicInfo,
        metagraph::{Metagraph, SelectiveMetagraph},
        neuron_info::{NeuronInfo, NeuronInfoLite},
        show_subnet::SubnetState,
        stake_info::{StakeAvailabilities, StakeInfo},
        subnet_info::{
            HyperparamEntry, SubnetHyperparams, SubnetHyperparamsV2, SubnetInfo, SubnetInfov2,
        },
    },
};
use alloc::vec::Vec;
use sp_runtime::AccountId32;
use substrate_fixed::types::U64F64;
use taonet_primitives::{MechId, NetUid, TaoBalance};

sp_api::decl_runtime_apis! {
    /// Delegates and their nominators.
    pub trait DelegateInfoRuntimeApi {
        /// All delegates.
        fn get_delegates() -> Vec<DelegateInfo<AccountId32>>;
        /// One delegate.
        fn get_delegate(delegate_account: AccountId32) -> Option<DelegateInfo<AccountId32>>;
        /// Where a coldkey delegates.
        fn get_delegated(delegatee_account: AccountId32) -> Vec<Delegated<AccountId32>>;
    }

    /// Neurons of a subnet.
    pub trait NeuronInfoRuntimeApi {
        /// All neurons with weights and bonds.
        fn get_neurons(netuid: NetUid) -> Vec<NeuronInfo<AccountId32>>;
        /// One neuron with weights and bonds.
        fn get_neuron(netuid: NetUid, uid: u16) -> Option<NeuronInfo<AccountId32>>;
        /// All neurons.
        fn get_neurons_lite(netuid: NetUid) -> Vec<NeuronInfoLite<AccountId32>>;
        /// One neuron.
        fn get_neuron_lite(netuid: NetUid, uid: u16) -> Option<NeuronInfoLite<AccountId32>>;
    }

    /// Subnets: settings, pools, metagraphs.
    #[api_version(2)]
    pub trait SubnetInfoRuntimeApi {
        /// Summary.
        fn get_subnet_info(netuid: NetUid) -> Option<SubnetInfo<AccountId32>>;
        /// Summaries of all.
        fn get_subnets_info() -> Vec<Option<SubnetInfo<AccountId32>>>;
        /// Summary with identity.
        fn get_subnet_info_v2(netuid: NetUid) -> Option<SubnetInfov2<AccountId32>>;
        /// Summaries of all with identities.
        fn get_subnets_info_v2() -> Vec<Option<SubnetInfov2<AccountId32>>>;
        /// Settings, first generation.
        fn get_subnet_hyperparams(netuid: NetUid) -> Option<SubnetHyperparams>;
        /// Settings, second generation.
        fn get_subnet_hyperparams_v2(netuid: NetUid) -> Option<SubnetHyperparamsV2>;
        /// Pools of all subnets.
        fn get_all_dynamic_info() -> Vec<Option<DynamicInfo<AccountId32>>>;
        /// Metagraphs of all subnets.
        fn get_all_metagraphs() -> Vec<Option<Metagraph<AccountId32>>>;
        /// Metagraph.
        fn get_metagraph(netuid: NetUid) -> Option<Metagraph<AccountId32>>;
        /// Metagraphs of all mechanisms.
        fn get_all_mechagraphs() -> Vec<Option<Metagraph<AccountId32>>>;
        /// Metagraph of one mechanism.
        fn get_mechagraph(netuid: NetUid, mecid: MechId) -> Option<Metagraph<AccountId32>>;
        /// Pool.
        fn get_dynamic_info(netuid: NetUid) -> Option<DynamicInfo<AccountId32>>;
        /// Neurons by column.
        fn get_subnet_state(netuid: NetUid) -> Option<SubnetState<AccountId32>>;
        /// Chosen fields of the metagraph.
        fn get_selective_metagraph(
            netuid: NetUid,
            metagraph_indexes: Vec<u16>,
        ) -> Option<SelectiveMetagraph<AccountId32>>;
        /// The hotkey that a coldkey's earnings go to.
        fn get_coldkey_auto_stake_hotkey(
            coldkey: AccountId32,
            netuid: NetUid,
        ) -> Option<AccountId32>;
        /// Chosen fields of a mechanism's metagraph.
        fn get_selective_mechagraph(
            netuid: NetUid,
            subid: MechId,
            metagraph_indexes: Vec<u16>,
        ) -> Option<SelectiveMetagraph<AccountId32>>;
        /// The subnet that a new one would replace.
        fn get_subnet_to_prune() -> Option<NetUid>;
        /// The subnet's own account.
        fn get_subnet_account_id(netuid: NetUid) -> Option<AccountId32>;
        /// Block of the next epoch.
        fn get_next_epoch_start_block(netuid: NetUid) -> Option<u64>;
        /// TAO minted per block at present, in rao.
        fn get_block_emission() -> TaoBalance;
        /// Settings, third generation.
        #[api_version(2)]
        fn get_subnet_hyperparams_v3(netuid: NetUid) -> Option<Vec<HyperparamEntry>>;
    }

    /// Stake and locks.
    pub trait StakeInfoRuntimeApi {
        /// Positions of a coldkey.
        fn get_stake_info_for_coldkey(
            coldkey_account: AccountId32,
        ) -> Vec<StakeInfo<AccountId32>>;
        /// Positions of several coldkeys.
        fn get_stake_info_for_coldkeys(
            coldkey_accounts: Vec<AccountId32>,
        ) -> Vec<(AccountId32, Vec<StakeInfo<AccountId32>>)>;
        /// One position.
        fn get_stake_info_for_hotkey_coldkey_netuid(
            hotkey_account: AccountId32,
            coldkey_account: AccountId32,
            netuid: NetUid,
        ) -> Option<StakeInfo<AccountId32>>;
        /// What coldkeys may take out.
        fn get_stake_availability_for_coldkeys(
            coldkey_accounts: Vec<AccountId32>,
            netuids: Option<Vec<NetUid>>,
        ) -> StakeAvailabilities<AccountId32>;
        /// Approximate fee of moving stake, in rao.
        fn get_stake_fee(
            origin: Option<(AccountId32, NetUid)>,
            origin_coldkey_account: AccountId32,
            destination: Option<(AccountId32, NetUid)>,
            destination_coldkey_account: AccountId32,
            amount: u64,
        ) -> u64;
        /// The lock of a coldkey, as of now.
        fn get_coldkey_lock(coldkey: AccountId32, netuid: NetUid) -> Option<LockState>;
        /// Conviction of a hotkey, as of now.
        fn get_hotkey_conviction(hotkey: AccountId32, netuid: NetUid) -> U64F64;
        /// The hotkey with the most conviction.
        fn get_most_convicted_hotkey_on_subnet(netuid: NetUid) -> Option<AccountId32>;
    }

    /// Registration of subnets.
    pub trait SubnetRegistrationRuntimeApi {
        /// Price of a subnet at present, in rao.
        fn get_network_registration_cost() -> TaoBalance;
    }
}
