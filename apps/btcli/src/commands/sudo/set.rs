//! `btcli sudo set`.

use clap::Args;
use serde_json::{Value, json};
use taonet_client::{Call, StateAt, calls};

use super::authority;
use super::parameters::{self, Authority, Parameter};
use super::values;
use crate::arguments::{NetuidOption, Shared, WriteOptions};
use crate::commands::stake::amounts::acting_coldkey;
use crate::commands::subnets::market;
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Cell, Report, Text};
use crate::session::{Session, SignWith, ss58};

/// Sets a hyperparameter of a subnet.
#[derive(Args, Debug)]
pub(crate) struct Set {
    #[command(flatten)]
    netuid: NetuidOption,
    /// The hyperparameter, as `sudo get` names it, or a call of the chain
    #[arg(long, alias = "parameter", value_name = "NAME")]
    param: Option<String>,
    /// Its value; several values separated by commas
    #[arg(long, allow_hyphen_values = true)]
    value: Option<String>,
    /// The value is a fraction of the largest possible, or TAO instead of rao
    #[arg(long)]
    normalize: bool,
    #[command(flatten)]
    shared: WriteOptions,
}

impl Run for Set {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let netuid = session.ask_netuid(self.netuid.netuid)?;
        let question = "Enter the hyperparameter (`btcli sudo get` lists them)";
        let name = session.ask_text(self.param, "--param", question, None)?;
        let value = session.ask_text(self.value, "--value", "Enter its value", None)?;
        let state = market::newest(session.chain().await?).await?;
        market::require_subnet(&state, netuid).await?;
        let parameter = find(&state, &name)?;
        let target = Target::choose(session, &state, netuid, &parameter).await?;
        let codec = state.chain_runtime().codec();
        let expected = codec
            .call_arguments(&target.pallet, &target.call)
            .map_err(|_| missing_call(&target))?;
        let arguments = values::arguments(&expected, netuid, &value, self.normalize)
            .map_err(|cause| Failure::failed(format!("{name}: {cause}")))?;
        let call = Call::dynamic(target.pallet, target.call, arguments);
        let call = match target.as_root {
            true => calls::sudo(call),
            false => call,
        };
        session.require_confirmation(&format!("Set {name} of subnet {netuid} to {value}?"))?;
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        authority::check_sudo(&outcome)?;
        let document = json!({
            "success": true,
            "err_msg": "",
            "extrinsic_identifier": outcome.identifier(),
        });
        let done = format!("{name} of subnet {netuid} is {value} now.");
        let text = Text::from(Cell::good(done)).line(outcome.line());
        Ok(Report::new(document, text))
    }

    fn failed(message: &str) -> Value {
        json!({ "success": false, "err_msg": message, "extrinsic_identifier": null })
    }
}

/// The call to make, and as whom.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Target {
    pallet: String,
    call: String,
    as_root: bool,
}

fn missing_call(target: &Target) -> Failure {
    Failure::failed(format!(
        "This chain's runtime has no call {}.{}, so this cannot be set on it: `btcli sudo get` \
         shows what it has",
        target.pallet, target.call
    ))
}

/// The parameter of the table, or a call of the chain that is named so.
fn find(state: &StateAt, name: &str) -> Result<Parameter, Failure> {
    if let Some(parameter) = parameters::find(name).filter(|known| known.call.is_some()) {
        return Ok(parameter.clone());
    }
    let codec = state.chain_runtime().codec();
    let call_names = [
        name.replace('-', "_"),
        format!("sudo_set_{}", name.replace('-', "_")),
    ];
    for call in call_names {
        let pallets = codec.pallets_with_call(&call);
        let pallet = ["AdminUtils", "SubtensorModule", "Swap"]
            .into_iter()
            .find(|pallet| pallets.contains(pallet));
        if let Some(pallet) = pallet {
            return Ok(Parameter {
                name: name.to_owned(),
                call: Some(call),
                pallet: pallet.to_owned(),
                authority: Authority::Either,
            });
        }
    }
    let hint = match (parameters::find(name), parameters::similar(name).as_slice()) {
        (Some(_), _) => " It is read-only, or set through another one (alpha_values for alpha_low \
                         and alpha_high, yuma3_enabled for yuma_version)."
            .to_owned(),
        (None, []) => String::new(),
        (None, similar) => format!(" Did you mean {}?", similar.join(", ")),
    };
    Err(Failure::failed(format!(
        "Invalid hyperparameter specified: '{name}' is neither a hyperparameter nor a call of this \
         chain.{hint} `btcli sudo get` lists hyperparameters"
    )))
}

impl Target {
    /// By the authority that the parameter takes, and what the wallet has.
    async fn choose(
        session: &Session,
        state: &StateAt,
        netuid: u16,
        parameter: &Parameter,
    ) -> Result<Self, Failure> {
        let coldkey = ss58(&acting_coldkey(session)?);
        let is_owner = market::owner(state, netuid).await? == coldkey;
        let target = |as_root| Self {
            pallet: parameter.pallet.clone(),
            call: parameter.call.clone().unwrap_or_default(),
            as_root,
        };
        match parameter.authority {
            Authority::Owner => {
                market::require_owner(state, netuid, &coldkey).await?;
                Ok(target(false))
            }
            Authority::Root => {
                let key = authority::sudo_key(state).await?;
                let own_call = parameters::owner_call(&parameter.name);
                if let (true, Some((call, pallet))) = (is_owner && key != Some(coldkey), own_call) {
                    return Ok(Self {
                        pallet: pallet.to_owned(),
                        call: call.to_owned(),
                        as_root: false,
                    });
                }
                authority::require_sudo(session, state).await?;
                session.require_confirmation(&format!(
                    "{} is set by the chain's sudo key. Go on as root?",
                    parameter.name
                ))?;
                Ok(target(true))
            }
            Authority::Either if session.can_ask() => {
                let question = format!(
                    "{} can be set by the subnet's owner or by root. Set it as root?",
                    parameter.name
                );
                let as_root = session.confirm(&question)?;
                if as_root {
                    authority::require_sudo(session, state).await?;
                } else {
                    market::require_owner(state, netuid, &coldkey).await?;
                }
                Ok(target(as_root))
            }
            Authority::Either if is_owner => Ok(target(false)),
            Authority::Either => {
                if authority::sudo_key(state).await? != Some(coldkey.clone()) {
                    market::require_owner(state, netuid, &coldkey).await?;
                }
                Ok(target(true))
            }
        }
    }
}
