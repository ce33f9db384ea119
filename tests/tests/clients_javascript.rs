//! A whole session of the unmodified `@polkadot/api`.

mod clients_support;
mod network_support;
mod node_support;

use clients_support::{STEADY, javascript, script, session, start_node, url};
use std::path::Path;

#[test]
fn polkadot_api() {
    let node = start_node(STEADY);
    session(
        Path::new("node"),
        &[
            script("javascript/session.mjs").into(),
            url(&node).into(),
            javascript().into(),
        ],
    );
}
