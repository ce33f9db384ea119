//! `btcli wallet set-identity|get-identity`.

use clap::Args;
use serde_json::{Value, json};
use taonet_client::calls::identity::{IdentityOfColdkey, set_identity};
use taonet_client::{BlockRef, Identity};

use crate::arguments::{ReadOptions, Shared, WriteOptions};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Cell, Column, Report, Table, Text};
use crate::session::{Session, SignWith, ss58};

/// Publishes who the coldkey is. What is not given stays as it is.
#[derive(Args, Debug)]
pub(crate) struct SetIdentity {
    /// Name
    #[arg(long)]
    id_name: Option<String>,
    /// Web page
    #[arg(long, aliases = ["web", "url"])]
    web_url: Option<String>,
    /// Address of a picture
    #[arg(long, alias = "image")]
    image_url: Option<String>,
    /// Name on Discord
    #[arg(long)]
    discord: Option<String>,
    /// What you do
    #[arg(long)]
    description: Option<String>,
    /// Anything else
    #[arg(long)]
    additional: Option<String>,
    /// Source code
    #[arg(long, alias = "github-repo")]
    github: Option<String>,
    #[command(flatten)]
    shared: WriteOptions,
}

/// Shows what the owner of a coldkey says of himself.
#[derive(Args, Debug)]
pub(crate) struct GetIdentity {
    /// Coldkey to look at, instead of the wallet's
    #[arg(long, short = 'k', aliases = ["coldkey-ss58", "key", "coldkey"])]
    ss58: Option<String>,
    #[command(flatten)]
    shared: ReadOptions,
}

fn document(identity: &Identity) -> Value {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    json!({
        "name": identity.name,
        "url": text(&identity.url),
        "github_repo": text(&identity.github_repo),
        "image": text(&identity.image),
        "discord": text(&identity.discord),
        "description": text(&identity.description),
        "additional": text(&identity.additional),
    })
}

fn table(document: &Value) -> Table {
    let mut table = Table::new(["FIELD", "VALUE"].map(Column::left));
    for (name, value) in document.as_object().into_iter().flatten() {
        table.push([
            name.as_str().into(),
            value.as_str().unwrap_or_default().into(),
        ]);
    }
    table
}

impl Run for SetIdentity {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let coldkey = match session.proxied_account()? {
            Some(real) => real,
            None => session.coldkey_address()?,
        };
        let state = session.chain().await?.at(BlockRef::Best).await?;
        let old = state.identity(&coldkey).await?.unwrap_or_default();
        let field = |given: Option<String>, option: &str, question: &str, old: Option<String>| {
            let old = old.unwrap_or_default();
            session.ask_text(given, option, question, Some(&old))
        };
        let old_name = Some(old.name).filter(|name| !name.is_empty());
        let question = "Enter the name";
        let name = session.ask_text(self.id_name, "--id-name", question, old_name.as_deref())?;
        let url = field(self.web_url, "--web-url", "Enter the web page", old.url)?;
        let image = field(
            self.image_url,
            "--image-url",
            "Enter the picture's address",
            old.image,
        )?;
        let discord = field(
            self.discord,
            "--discord",
            "Enter the Discord name",
            old.discord,
        )?;
        let description = field(
            self.description,
            "--description",
            "Enter the description",
            old.description,
        )?;
        let additional = field(
            self.additional,
            "--additional",
            "Enter anything else",
            old.additional,
        )?;
        let github = field(
            self.github,
            "--github",
            "Enter the source code",
            old.github_repo,
        )?;
        let call = set_identity(&IdentityOfColdkey {
            name: &name,
            url: &url,
            github_repo: &github,
            image: &image,
            discord: &discord,
            description: &description,
            additional: &additional,
        });
        let identity = Identity {
            name,
            url: Some(url),
            github_repo: Some(github),
            image: Some(image),
            discord: Some(discord),
            description: Some(description),
            additional: Some(additional),
        };
        let identity = document(&identity);
        session.require_confirmation(&format!(
            "Publish this identity of {}?\n{}\n",
            ss58(&coldkey),
            serde_json::to_string_pretty(&identity).unwrap_or_default()
        ))?;
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        let text = Text::from(Cell::good("The identity is published."))
            .table(table(&identity))
            .line(outcome.line());
        let document = json!({
            "success": true,
            "identity": identity,
            "error": null,
            "extrinsic_identifier": outcome.identifier(),
        });
        Ok(Report::new(document, text))
    }

    fn failed(message: &str) -> Value {
        json!({
            "success": false, "identity": null, "error": message, "extrinsic_identifier": null
        })
    }
}

impl Run for GetIdentity {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let coldkey = session.coldkey_address_or(self.ss58.as_deref())?;
        let state = session.chain().await?.at(BlockRef::Best).await?;
        match state.identity(&coldkey).await? {
            Some(identity) => {
                let document = document(&identity);
                let text = Text::new().table(table(&document).titled(ss58(&coldkey)));
                Ok(Report::new(document, text))
            }
            None => {
                let line = format!("{} says nothing of itself.", ss58(&coldkey));
                Ok(Report::new(json!({}), Text::from(line)))
            }
        }
    }
}
