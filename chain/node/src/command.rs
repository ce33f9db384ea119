//! Runs what the command line asks for.

use crate::{
    cli::{Cli, Subcommand},
    error::NodeError,
    runner,
    service::{self, Parts},
};
use sc_cli::SubstrateCli;
use sc_service::Configuration;
use std::sync::Arc;
use taonet_runtime::opaque::Block;

/// Runs the node or a subcommand to its end.
pub(crate) fn run(cli: Cli) -> Result<(), NodeError> {
    match &cli.subcommand {
        None => runner::run(cli),
        Some(Subcommand::Key(command)) => Ok(command.run(&cli)?),
        Some(Subcommand::BuildSpec(command)) => {
            let runner = cli.create_runner(command)?;
            runner.sync_run(|config| Ok(command.run(config.chain_spec, config.network)?))
        }
        Some(Subcommand::CheckBlock(command)) => {
            cli.create_runner(command)?.async_run(|mut config| {
                let Parts {
                    client,
                    task_manager,
                    import_queue,
                    ..
                } = service::open(&mut config)?;
                let work = command.run(client, import_queue);
                Ok((async { Ok(work.await?) }, task_manager))
            })
        }
        Some(Subcommand::ExportBlocks(command)) => {
            cli.create_runner(command)?.async_run(|mut config| {
                let Parts {
                    client,
                    task_manager,
                    ..
                } = service::open(&mut config)?;
                let work = command.run(client, config.database);
                Ok((async { Ok(work.await?) }, task_manager))
            })
        }
        Some(Subcommand::ExportState(command)) => {
            cli.create_runner(command)?.async_run(|mut config| {
                let Parts {
                    client,
                    task_manager,
                    ..
                } = service::open(&mut config)?;
                let work = command.run(client, config.chain_spec);
                Ok((async { Ok(work.await?) }, task_manager))
            })
        }
        Some(Subcommand::BuildPatchedSpec(command)) => {
            cli.create_runner(command)?.async_run(|mut config| {
                let Parts {
                    client,
                    task_manager,
                    ..
                } = service::open(&mut config)?;
                let work = command.clone().run(client, config.chain_spec);
                Ok((async { Ok(work.await?) }, task_manager))
            })
        }
        Some(Subcommand::ImportBlocks(command)) => {
            cli.create_runner(command)?.async_run(|mut config| {
                let Parts {
                    client,
                    task_manager,
                    import_queue,
                    ..
                } = service::open(&mut config)?;
                let work = command.run(client, import_queue);
                Ok((async { Ok(work.await?) }, task_manager))
            })
        }
        Some(Subcommand::Revert(command)) => cli.create_runner(command)?.async_run(|mut config| {
            let Parts {
                client,
                backend,
                task_manager,
                ..
            } = service::open(&mut config)?;
            let revert_votes = Box::new(|client: Arc<service::Client>, _, blocks| {
                sc_consensus_grandpa::revert(client, blocks)?;
                Ok(())
            });
            let work = command.run(client, backend, Some(revert_votes));
            Ok((async { Ok(work.await?) }, task_manager))
        }),
        Some(Subcommand::PurgeChain(command)) => cli
            .create_runner(command)?
            .sync_run(|config: Configuration| Ok(command.run(config.database)?)),
        Some(Subcommand::ChainInfo(command)) => cli
            .create_runner(command)?
            .sync_run(|config: Configuration| Ok(command.run::<Block>(&config)?)),
    }
}
