//! `btcli subnets get-identity` and `btcli subnets set-identity`.

use clap::Args;
use serde_json::{Map, Value, json};
use taonet_client::calls::identity::{SubnetIdentity, set_subnet_identity};

use super::{fields, market};
use crate::arguments::{NetuidOption, ReadOptions, Shared, WriteOptions};
use crate::commands::stake::amounts::acting_coldkey;
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Cell, Column, Report, Table, Text};
use crate::session::{Session, SignWith, ss58};

/// What an owner can say of a subnet, in the chain's order.
const MEMBERS: [&str; 8] = [
    "subnet_name",
    "github_repo",
    "subnet_contact",
    "subnet_url",
    "discord",
    "description",
    "logo_url",
    "additional",
];

/// What an owner says of a subnet.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Identity")]
pub(super) struct IdentityOptions {
    /// Name
    #[arg(long, alias = "sn-name")]
    pub(super) subnet_name: Option<String>,
    /// Repository
    #[arg(long, alias = "repo", value_name = "URL")]
    github_repo: Option<String>,
    /// How to reach the owner
    #[arg(long, aliases = ["contact", "email"])]
    subnet_contact: Option<String>,
    /// Web site
    #[arg(long, alias = "url", value_name = "URL")]
    subnet_url: Option<String>,
    /// Discord handle
    #[arg(long, alias = "discord")]
    discord_handle: Option<String>,
    /// What the subnet is for
    #[arg(long)]
    description: Option<String>,
    /// Picture
    #[arg(long, value_name = "URL")]
    logo_url: Option<String>,
    /// Anything else
    #[arg(long)]
    additional_info: Option<String>,
}

/// An identity with everything that was left open filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Identity([String; 8]);

impl Identity {
    pub(super) fn as_call(&self) -> SubnetIdentity<'_> {
        let [
            subnet_name,
            github_repo,
            subnet_contact,
            subnet_url,
            discord,
            description,
            logo_url,
            additional,
        ] = &self.0;
        SubnetIdentity {
            subnet_name,
            github_repo,
            subnet_contact,
            subnet_url,
            discord,
            description,
            logo_url,
            additional,
        }
    }

    fn read(identity: &Value) -> Self {
        Self(MEMBERS.map(|member| fields::text(&identity[member])))
    }

    fn document(&self) -> Value {
        let members = MEMBERS.iter().zip(&self.0);
        let members: Map<String, Value> = members
            .map(|(member, text)| ((*member).to_owned(), json!(text)))
            .collect();
        members.into()
    }

    fn is_empty(&self) -> bool {
        self.0.iter().all(String::is_empty)
    }

    fn table(&self, netuid: u16) -> Table {
        let mut table = Table::new([Column::left("ITEM"), Column::left("VALUE")])
            .titled(format!("Identity of subnet {netuid}"));
        for (member, text) in MEMBERS.iter().zip(&self.0) {
            table.push([(*member).into(), text.as_str().into()]);
        }
        table
    }

    /// Fails for texts that the chain would refuse.
    pub(super) fn check(&self) -> Result<(), Failure> {
        for (member, text) in MEMBERS.iter().zip(&self.0) {
            let limit = match *member {
                "subnet_name" | "discord" => 256,
                _ => 1024,
            };
            if text.len() > limit {
                return Err(Failure::usage(format!(
                    "{member} has {} bytes, and the chain takes {limit}: shorten it",
                    text.len()
                )));
            }
        }
        Ok(())
    }
}

impl IdentityOptions {
    fn given(&self) -> [&Option<String>; 8] {
        [
            &self.subnet_name,
            &self.github_repo,
            &self.subnet_contact,
            &self.subnet_url,
            &self.discord_handle,
            &self.description,
            &self.logo_url,
            &self.additional_info,
        ]
    }

    /// Whether nothing is said.
    pub(super) fn is_empty(&self) -> bool {
        self.given().iter().all(|text| text.is_none())
    }

    /// What is given, and for the rest what the user answers or what is there already.
    pub(super) fn fill(&self, session: &Session, present: &Identity) -> Result<Identity, Failure> {
        let mut texts: [String; 8] = Default::default();
        let open = MEMBERS.iter().zip(self.given()).zip(&present.0);
        for (((member, given), present), text) in open.zip(&mut texts) {
            let question = format!("{member} (empty for none)");
            *text = session.ask_text(given.clone(), member, &question, Some(present))?;
        }
        let identity = Identity(texts);
        identity.check()?;
        Ok(identity)
    }
}

/// Shows how a subnet describes itself.
#[derive(Args, Debug)]
pub(crate) struct GetIdentity {
    #[command(flatten)]
    netuid: NetuidOption,
    /// The same as --netuid
    #[arg(value_name = "NETUID", conflicts_with = "netuid")]
    number: Option<u16>,
    #[command(flatten)]
    shared: ReadOptions,
}

impl Run for GetIdentity {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let netuid = session.ask_netuid(self.netuid.netuid.or(self.number))?;
        let state = market::newest(session.chain().await?).await?;
        market::require_subnet(&state, netuid).await?;
        let identity = present(&state, netuid).await?;
        if identity.is_empty() {
            let text = format!("Subnet {netuid} does not describe itself.");
            return Ok(Report::new(json!({}), Text::from(text)));
        }
        let text = Text::new().table(identity.table(netuid));
        Ok(Report::new(identity.document(), text))
    }
}

async fn present(state: &taonet_client::StateAt, netuid: u16) -> Result<Identity, Failure> {
    let identity = state
        .storage_json("SubtensorModule", "SubnetIdentitiesV3", &[json!(netuid)])
        .await?;
    Ok(Identity::read(&identity))
}

/// Describes a subnet that you own. What is not given stays as it is.
#[derive(Args, Debug)]
pub(crate) struct SetIdentity {
    #[command(flatten)]
    netuid: NetuidOption,
    #[command(flatten)]
    identity: IdentityOptions,
    #[command(flatten)]
    shared: WriteOptions,
}

impl Run for SetIdentity {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let netuid = session.ask_netuid(self.netuid.netuid)?;
        if self.identity.is_empty() && !session.can_ask() {
            return Err(Failure::usage(
                "nothing is given to be set: give --subnet-name, --description or others",
            ));
        }
        let state = market::newest(session.chain().await?).await?;
        market::require_subnet(&state, netuid).await?;
        market::require_owner(&state, netuid, &ss58(&acting_coldkey(session)?)).await?;
        let before = present(&state, netuid).await?;
        let identity = self.identity.fill(session, &before)?;
        session.require_confirmation(&format!("Set the identity of subnet {netuid}?"))?;
        let call = set_subnet_identity(netuid, &identity.as_call());
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        let document = json!({ "success": true, "extrinsic_identifier": outcome.identifier() });
        let text = Text::from(Cell::good(format!("Subnet {netuid} is described.")));
        Ok(Report::new(document, text.table(identity.table(netuid))))
    }

    fn failed(message: &str) -> Value {
        json!({ "success": false, "error": message, "extrinsic_identifier": null })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_is_read_and_written_in_the_same_order() {
        let stored = json!({ "subnet_name": "0x78", "logo_url": "0x79", "additional": [122] });
        let identity = Identity::read(&stored);
        let call = identity.as_call();
        assert_eq!(
            (call.subnet_name, call.logo_url, call.additional),
            ("x", "y", "z")
        );
        let document = identity.document();
        assert_eq!(document["subnet_name"], "x");
        assert_eq!(document["discord"], "");
        assert!(Identity::read(&Value::Null).is_empty());
    }

    #[test]
    fn texts_that_are_too_long_are_refused() {
        let mut identity = Identity::default();
        identity.0[0] = "x".repeat(256);
        assert!(identity.check().is_ok());
        identity.0[0].push('x');
        assert!(identity.check().is_err());
        let mut identity = Identity::default();
        identity.0[5] = "x".repeat(1025);
        assert!(identity.check().is_err());
    }
}
