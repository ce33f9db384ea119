//! Writes the runtime's metadata, version 15, to standard output: what generators of client code
//! read.
//!
//! `cargo run --release -p taonet-runtime --example metadata > metadata.scale`

use std::io::Write;

fn main() -> std::io::Result<()> {
    let metadata = sp_io::TestExternalities::default()
        .execute_with(|| taonet_runtime::metadata::at_version(15));
    match metadata {
        Some(metadata) => std::io::stdout().write_all(&metadata),
        None => Err(std::io::Error::other(
            "the runtime serves no metadata of version 15",
        )),
    }
}
