//! Recorded operations on one hotkey's share pool by six coldkeys.

use serde_json::Value;
use taonet_shares::SafeFloat;

use super::world::*;
use crate::*;

fn shares(value: &Value) -> SafeFloat {
    let parts = list(value);
    let exponent = parts[1].as_i64().unwrap();
    SafeFloat::new(uint(&parts[0]), exponent).unwrap()
}

fn apply(op: &[Value]) {
    let hotkey = key(1);
    let amount = alpha(uint(&op[2]));
    let coldkey = || key(uint(&op[1]));
    match op[0].as_str().unwrap() {
        "increase_one" => Pallet::<Test>::increase_stake_for_hotkey_and_coldkey_on_subnet(
            &hotkey,
            &coldkey(),
            ONE,
            amount,
        ),
        "decrease_one" => Pallet::<Test>::decrease_stake_for_hotkey_and_coldkey_on_subnet(
            &hotkey,
            &coldkey(),
            ONE,
            amount,
        ),
        "increase_all" => {
            Pallet::<Test>::increase_stake_for_hotkey_on_subnet(&hotkey, ONE, amount);
        }
        "decrease_all" => {
            Pallet::<Test>::decrease_stake_for_hotkey_on_subnet(&hotkey, ONE, amount);
        }
        other => panic!("unknown operation {other}"),
    }
}

fn check(step: &Value, place: &str) {
    let rows = list(&step["stakes"]);
    for row in rows.iter().map(list) {
        let coldkey: u64 = uint(&row[2]);
        assert_eq!(
            stake_of(1, coldkey, ONE),
            uint::<u64>(&row[3]),
            "{place}, stake of {coldkey}"
        );
        let stored = AlphaV2::<Test>::get((key(1), key(coldkey), ONE));
        assert_eq!(stored, shares(&row[4]), "{place}, shares of {coldkey}");
    }
    let stored = AlphaV2::<Test>::iter()
        .filter(|(_, share)| !share.is_zero())
        .count();
    assert_eq!(stored, rows.len(), "{place}, number of holders");
    for row in list(&step["total"]).iter().map(list) {
        let total = Pallet::<Test>::stake_for_hotkey_on_subnet(&key(1), ONE).to_u64();
        assert_eq!(total, uint::<u64>(&row[2]), "{place}, total");
        assert_eq!(
            TotalHotkeySharesV2::<Test>::get(key(1), ONE),
            shares(&row[3]),
            "{place}"
        );
    }
}

#[test]
fn share_pools_move_as_recorded() {
    let recorded = recording("share_pool_pallet.json");
    let mut steps = 0;
    for (case, recorded) in list(&recorded["cases"]).iter().enumerate() {
        new_test_ext().execute_with(|| {
            for (number, step) in list(&recorded["steps"]).iter().enumerate() {
                apply(list(&step["op"]));
                check(step, &format!("case {case}, step {number}"));
                steps += 1;
            }
        });
    }
    assert_eq!(steps, 12 * 80);
}
