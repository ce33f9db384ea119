//! Replay of recorded root claims: results, watermarks, amounts owed, stakes, pools, balances.

use serde_json::Value;
use taonet_primitives::NetUid;

use crate::{
    block_step::tests::{
        coinbase::check_state,
        replay::{account, list, recording, replay_snapshots, uint},
    },
    tests::mock::Test,
    *,
};

fn check(snapshot: &Value) {
    for row in list(&snapshot["claimed"]).iter().map(list) {
        let (netuid, hotkey, coldkey) = (uint::<u16>(&row[0]), account(&row[1]), account(&row[2]));
        let found = RootClaimed::<Test>::get((NetUid::new(netuid), hotkey, coldkey));
        assert_eq!(found, uint::<u128>(&row[3]), "claimed {row:?}");
    }
    for row in list(&snapshot["owed"]).iter().map(list) {
        let (netuid, hotkey, coldkey) = (uint::<u16>(&row[0]), account(&row[1]), account(&row[2]));
        let found = Pallet::<Test>::root_owed(&hotkey, &coldkey, NetUid::new(netuid));
        assert_eq!(
            found.saturating_to_num::<u64>(),
            uint::<u64>(&row[3]),
            "owed {row:?}"
        );
    }
    check_state(&snapshot["state"]);
    for (number, pool) in snapshot["state"]["subnets"]
        .as_object()
        .into_iter()
        .flatten()
    {
        let netuid = NetUid::new(number.parse().unwrap_or_else(|_| panic!("{number}")));
        let found = (
            SubnetTAO::<Test>::get(netuid).to_u64(),
            SubnetAlphaIn::<Test>::get(netuid).to_u64(),
            SubnetAlphaOut::<Test>::get(netuid).to_u64(),
            SubnetRootSellTao::<Test>::get(netuid).to_u64(),
        );
        let wanted = (
            uint(&pool["tao"]),
            uint(&pool["alpha_in"]),
            uint(&pool["alpha_out"]),
            uint(&pool["root_sell_tao"]),
        );
        assert_eq!(found, wanted, "pool of {number}");
    }
}

#[test]
fn recorded_root_claims() {
    assert_eq!(replay_snapshots(&recording("root_claims.json"), check), 96);
}
