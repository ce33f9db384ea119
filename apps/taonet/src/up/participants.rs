//! Miners and validators as tasks of one process.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use eyre::{Report, Result, WrapErr};
use taonet_client::ChainClient;
use taonet_subnet_framework::{MinerOptions, ValidatorOptions, ValidatorReport, serve_miner};
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::SubnetPlan;
use super::folder::NetworkFolder;
use super::keys::{NetworkKeys, NeuronKey};
use crate::arguments::{SubnetKind, UpArguments};
use crate::subnet_roles;
use crate::validator::WEIGHTS_VERSION_KEY;

/// The chain refuses 127.0.0.1 as an axon's address; the rest of the loopback range it takes.
const AXON_IP: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 2));
/// Distance of the first miner's port from the RPC port.
const FIRST_AXON_PORT_OFFSET: u16 = 100;
/// Longest wait for tasks to end.
const STOP_TIMEOUT: Duration = Duration::from_secs(3);

/// Latest report of each validator, by subnet and validator's address.
pub(crate) type Reports = BTreeMap<(u16, String), ValidatorReport>;

pub(crate) struct Participants {
    tasks: JoinSet<Result<()>>,
    stop: watch::Sender<bool>,
    reports: Arc<Mutex<Reports>>,
}

impl Participants {
    pub(crate) fn start(
        client: &ChainClient,
        folder: &NetworkFolder,
        keys: &NetworkKeys,
        plans: &[SubnetPlan],
        arguments: &UpArguments,
    ) -> Result<Self> {
        let (stop, _) = watch::channel(false);
        let mut started = Self {
            tasks: JoinSet::new(),
            stop,
            reports: Arc::default(),
        };
        let mut port = arguments.port_base.saturating_add(FIRST_AXON_PORT_OFFSET);
        for plan in plans {
            for (place, miner) in keys.miners.iter().enumerate() {
                started.start_miner(client, plan, miner, backend_of(plan.kind, place), port);
                port = port.saturating_add(1);
            }
            for (place, validator) in keys.validators.iter().enumerate() {
                let scores = folder.scores(plan.netuid, &validator.name);
                // Validators take turns, so that miners are not asked by all at the same moment.
                let pause = Duration::from_millis(400 + 130 * place as u64);
                let options = ValidatorOptions {
                    netuid: plan.netuid,
                    pause,
                    scores_file: Some(scores),
                    version_key: WEIGHTS_VERSION_KEY,
                };
                started.start_validator(client, plan.kind, validator, options);
            }
        }
        Ok(started)
    }

    fn stopped(&self) -> impl Future<Output = ()> + Send + 'static {
        let mut stop = self.stop.subscribe();
        async move {
            // An error means that the sender is gone, which is a stop as well.
            let _ = stop.wait_for(|stopped| *stopped).await;
        }
    }

    fn start_miner(
        &mut self,
        client: &ChainClient,
        plan: &SubnetPlan,
        miner: &NeuronKey,
        backend: &'static str,
        port: u16,
    ) {
        let (client, hotkey, name) = (client.clone(), miner.hotkey.clone(), miner.name.clone());
        let (kind, netuid, stop) = (plan.kind, plan.netuid, self.stopped());
        self.tasks.spawn(async move {
            let context = || format!("{name} of subnet {netuid}");
            let backend = subnet_roles::load_backend(kind, Some(backend.to_owned()))
                .await
                .wrap_err_with(context)?;
            let axon = subnet_roles::axon(hotkey.clone(), backend, &client, netuid, true);
            let options = MinerOptions {
                netuid,
                listen: SocketAddr::new(AXON_IP, port),
                announce: None,
            };
            serve_miner(&client, axon, &hotkey, &options, |_| {}, stop)
                .await
                .wrap_err_with(context)
        });
    }

    fn start_validator(
        &mut self,
        client: &ChainClient,
        kind: SubnetKind,
        validator: &NeuronKey,
        options: ValidatorOptions,
    ) {
        let (client, hotkey) = (client.clone(), validator.hotkey.clone());
        let (name, stop, reports) = (
            validator.name.clone(),
            self.stopped(),
            Arc::clone(&self.reports),
        );
        self.tasks.spawn(async move {
            let observe = |report: ValidatorReport| {
                let key = (report.netuid, report.validator.to_ss58());
                reports
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .insert(key, report);
            };
            subnet_roles::validate(kind, &client, &hotkey, &options, observe, stop)
                .await
                .wrap_err_with(|| format!("{name} of subnet {}", options.netuid))
        });
    }

    /// What the validators said last.
    pub(crate) fn reports(&self) -> Reports {
        self.reports
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Resolves when a miner or validator has failed.
    pub(crate) async fn failed(&mut self) -> Report {
        while let Some(ended) = self.tasks.join_next().await {
            match ended {
                Ok(Ok(())) => {}
                Ok(Err(report)) => return report,
                Err(error) => return Report::new(error),
            }
        }
        std::future::pending().await
    }

    /// Ends all tasks: politely, and after three seconds by force.
    pub(crate) async fn stop(mut self) {
        self.stop.send_replace(true);
        let all = async { while self.tasks.join_next().await.is_some() {} };
        if tokio::time::timeout(STOP_TIMEOUT, all).await.is_err() {
            self.tasks.abort_all();
        }
    }
}

/// The backend of the miner at `place`: the demonstration's list, over and over.
pub(crate) fn backend_of(kind: SubnetKind, place: usize) -> &'static str {
    let backends = kind.demonstration_backends();
    backends
        .get(place % backends.len().max(1))
        .copied()
        .unwrap_or_default()
}
