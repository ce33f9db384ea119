//! The chain node alone, without the neurons and the `taonet` program around it.

fn main() -> std::process::ExitCode {
    taonet_node::run_cli()
}
