//! Acting for others.

use super::{c, ck, hk};
use crate::play::Table;
use serde_json::{Value, json};

pub(super) fn rows(t: &mut Table) {
    t.pallet("Proxy");
    let delegate =
        |to: Value, delay: u32| json!({ "delegate": to, "proxy_type": "Any", "delay": delay });
    let act = |real: usize| {
        let transfer =
            json!({ "Balances": { "transfer_keep_alive": { "dest": ck(7), "value": 1_000 } } });
        json!({ "real": ck(real), "force_proxy_type": null, "call": transfer })
    };
    t.row("NoSelfProxy", move |w| {
        w.by(c(0), "Proxy.add_proxy", delegate(ck(0), 0))
    });
    t.row("Duplicate", move |w| {
        w.done(c(0), "Proxy.add_proxy", delegate(ck(1), 0));
        w.by(c(0), "Proxy.add_proxy", delegate(ck(1), 0))
    });
    t.row("TooMany", move |w| {
        for n in 0..20 {
            w.done(c(0), "Proxy.add_proxy", delegate(hk(n), 0));
        }
        w.by(c(0), "Proxy.add_proxy", delegate(hk(20), 0))
    });
    t.row("NotFound", move |w| {
        w.by(c(0), "Proxy.remove_proxy", delegate(ck(1), 0))
    });
    t.row("NotProxy", move |w| w.by(c(1), "Proxy.proxy", act(0)));
    t.row("Unannounced", move |w| {
        w.done(c(0), "Proxy.add_proxy", delegate(ck(1), 10));
        w.by(c(1), "Proxy.proxy", act(0))
    });
    t.row("NoPermission", |w| {
        let args = json!({ "spawner": ck(1), "proxy_type": "Any", "index": 0, "height": 1,
            "ext_index": 1 });
        w.by(c(0), "Proxy.kill_pure", args)
    });
}
