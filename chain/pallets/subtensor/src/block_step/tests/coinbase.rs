//! Whole chains of several subnets, block by block.

use serde_json::Value;
use substrate_fixed::types::U64F64;
use taonet_primitives::{NetUid, SwapHandler};

use super::replay::{
    account, assert_storage_equals, block, chain_from, int, list, next_block, perform, recording,
    uint,
};
use crate::{tests::mock::Test, *};

type Swap = <Test as Config>::SwapInterface;

/// What a chain looks like after the hooks of a block: the columns of the recordings.
fn subnet_columns(netuid: NetUid) -> Vec<i128> {
    let quote_weight = pallet_swap::SwapBalancer::<Test>::get(netuid);
    vec![
        SubnetTAO::<Test>::get(netuid).to_u64().into(),
        SubnetAlphaIn::<Test>::get(netuid).to_u64().into(),
        SubnetAlphaOut::<Test>::get(netuid).to_u64().into(),
        quote_weight.deconstruct().into(),
        U64F64::to_bits(Swap::spot_price(netuid))
            .try_into()
            .unwrap_or(i128::MAX),
        SubnetMovingPrice::<Test>::get(netuid).to_bits(),
        SubnetTaoInEmission::<Test>::get(netuid).to_u64().into(),
        SubnetExcessTao::<Test>::get(netuid).to_u64().into(),
        SubnetAlphaInEmission::<Test>::get(netuid).to_u64().into(),
        SubnetAlphaOutEmission::<Test>::get(netuid).to_u64().into(),
        PendingServerEmission::<Test>::get(netuid).to_u64().into(),
        PendingValidatorEmission::<Test>::get(netuid)
            .to_u64()
            .into(),
        PendingRootAlphaDivs::<Test>::get(netuid).to_u64().into(),
        PendingOwnerCut::<Test>::get(netuid).to_u64().into(),
    ]
}

fn check_block(row: &Value, columns: &Value) {
    let row = list(row);
    assert_eq!(block(), uint::<u64>(&row[0]));
    let issuance = TotalIssuance::<Test>::get().to_u64();
    assert_eq!(
        issuance,
        uint::<u64>(&row[1]),
        "total issuance in block {}",
        block()
    );
    for (number, wanted) in (1u16..).zip(list(&row[3])) {
        let found = subnet_columns(NetUid::new(number));
        for ((name, wanted), found) in list(columns).iter().zip(list(wanted)).zip(found) {
            assert_eq!(
                found,
                int(wanted),
                "{name} of subnet {number} in block {}",
                block()
            );
        }
    }
    let stake = TotalStake::<Test>::get().to_u64();
    assert_eq!(
        stake,
        uint::<u64>(&row[2]),
        "total stake in block {}",
        block()
    );
}

/// Stakes, pool totals, balances and metagraphs at a checkpoint.
pub(crate) fn check_state(state: &Value) {
    for row in list(&state["balances"]).iter().map(list) {
        let balance = crate::tests::mock::Balances::free_balance(account(&row[0]));
        assert_eq!(
            balance.to_u64(),
            uint::<u64>(&row[1]),
            "balance of {}",
            row[0]
        );
    }
    for row in list(&state["stakes"]).iter().map(list) {
        let (netuid, hotkey, coldkey) = (uint::<u16>(&row[0]), account(&row[1]), account(&row[2]));
        let found = Pallet::<Test>::stake_for_hotkey_and_coldkey_on_subnet(
            &hotkey,
            &coldkey,
            netuid.into(),
        );
        assert_eq!(
            found.to_u64(),
            uint::<u64>(&row[3]),
            "stake {row:?} in block {}",
            block()
        );
    }
    for row in list(&state["hotkey_totals"]).iter().map(list) {
        let (netuid, hotkey) = (uint::<u16>(&row[0]), account(&row[1]));
        let found = TotalHotkeyAlpha::<Test>::get(&hotkey, NetUid::new(netuid));
        assert_eq!(
            found.to_u64(),
            uint::<u64>(&row[2]),
            "pool {row:?} in block {}",
            block()
        );
    }
    let graphs = state["metagraph"].as_object().into_iter().flatten();
    for (number, graph) in graphs {
        let netuid = NetUid::new(number.parse().unwrap_or_else(|_| panic!("{number}")));
        let wanted = |name: &str| -> Vec<u64> { list(&graph[name]).iter().map(uint).collect() };
        let parts = |values: Vec<sp_runtime::PerU16>| -> Vec<u64> {
            values
                .into_iter()
                .map(|value| value.deconstruct().into())
                .collect()
        };
        assert_eq!(parts(Consensus::<Test>::get(netuid)), wanted("consensus"));
        assert_eq!(parts(Dividends::<Test>::get(netuid)), wanted("dividends"));
        assert_eq!(
            parts(Incentive::<Test>::get(
                taonet_primitives::NetUidStorageIndex::from(netuid)
            )),
            wanted("incentive")
        );
        let emission: Vec<u64> = Emission::<Test>::get(netuid)
            .into_iter()
            .map(|amount| amount.to_u64())
            .collect();
        assert_eq!(
            emission,
            wanted("emission"),
            "emission of {number} in block {}",
            block()
        );
    }
}

fn replay(name: &str) {
    let scenario = recording(&format!("{name}.json"));
    let columns = &scenario["per_block_columns"];
    let mut checkpoints = list(&scenario["checkpoints"]).iter().peekable();
    let mut ops = list(&scenario["ops"]).iter().peekable();
    let mut call_block = |block: u64| {
        while let Some(op) = ops.next_if(|op| uint::<u64>(&op["block"]) == block) {
            let wanted = op["result"].as_str().unwrap_or_default();
            assert_eq!(perform(op), wanted, "{op}");
        }
    };
    let mut ext = chain_from(&recording(&format!("{name}_raw_start.json")));
    ext.execute_with(|| {
        check_state(&scenario["start"]["checkpoint"]);
        call_block(block());
        for row in list(&scenario["per_block"]) {
            next_block();
            check_block(row, columns);
            call_block(block());
            if let Some(checkpoint) =
                checkpoints.next_if(|checkpoint| uint::<u64>(&checkpoint["after_block"]) == block())
            {
                check_state(&checkpoint["state"]);
            }
        }
        assert_storage_equals(&recording(&format!("{name}_raw_end.json")));
    });
    assert!(ops.next().is_none(), "all calls were made");
    assert!(
        checkpoints.next().is_none(),
        "all checkpoints were compared"
    );
}

#[test]
fn quiet_chain() {
    replay("coinbase_quiet");
}

#[test]
fn chain_with_calls() {
    replay("coinbase_ops");
}

#[test]
fn chain_that_sells_root_alpha() {
    replay("coinbase_rootsell");
}

#[test]
fn chain_of_thin_pools() {
    replay("coinbase_thin_pools");
}
