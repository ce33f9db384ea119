//! Replay of recorded children and takes: results, relations, takes, inherited stake.

use serde_json::Value;
use taonet_primitives::NetUid;

use crate::{
    block_step::tests::replay::{account, list, recording, replay_snapshots, uint},
    tests::mock::{AccountId, Test},
    *,
};

fn relations(value: &Value) -> Vec<(u64, AccountId)> {
    list(value)
        .iter()
        .map(|row| (uint(&row[0]), account(&row[1])))
        .collect()
}

fn check(snapshot: &Value) {
    for row in list(&snapshot["childkey_takes"]).iter().map(list) {
        let (netuid, hotkey) = (NetUid::new(uint(&row[0])), account(&row[1]));
        let found = ChildkeyTake::<Test>::get(hotkey, netuid).deconstruct();
        assert_eq!(found, uint::<u16>(&row[2]), "child-key take {row:?}");
    }
    for row in list(&snapshot["delegate_takes"]).iter().map(list) {
        let found = Delegates::<Test>::get(account(&row[0])).deconstruct();
        assert_eq!(found, uint::<u16>(&row[1]), "delegate take {row:?}");
    }
    for entry in list(&snapshot["relations"]) {
        let (netuid, hotkey) = (
            NetUid::new(uint(&entry["netuid"])),
            account(&entry["hotkey"]),
        );
        let children = ChildKeys::<Test>::get(&hotkey, netuid);
        assert_eq!(
            children,
            relations(&entry["children"]),
            "children in {entry}"
        );
        let parents = ParentKeys::<Test>::get(&hotkey, netuid);
        assert_eq!(parents, relations(&entry["parents"]), "parents in {entry}");
        let pending = PendingChildKeys::<Test>::get(netuid, &hotkey).0;
        assert_eq!(pending, relations(&entry["pending"]), "pending in {entry}");
    }
    for row in list(&snapshot["inherited"]).iter().map(list) {
        let (netuid, hotkey) = (NetUid::new(uint(&row[0])), account(&row[1]));
        let alpha = Pallet::<Test>::inherited_alpha_for_hotkey_on_subnet(&hotkey, netuid);
        let tao = Pallet::<Test>::inherited_tao_for_hotkey_on_subnet(&hotkey, netuid);
        assert_eq!(
            (alpha.to_u64(), tao.to_u64()),
            (uint(&row[3]), uint(&row[4])),
            "inherited {row:?}"
        );
    }
}

#[test]
fn recorded_children_and_takes() {
    assert_eq!(
        replay_snapshots(&recording("children_takes.json"), check),
        60
    );
}
