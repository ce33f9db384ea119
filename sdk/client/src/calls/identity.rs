//! Names that people and subnets give themselves.

use super::arguments::Argument;
use crate::Call;
use serde_json::{Map, Value as Json};

/// What a coldkey says of itself. Empty texts say nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct IdentityOfColdkey<'a> {
    pub name: &'a str,
    pub url: &'a str,
    pub github_repo: &'a str,
    pub image: &'a str,
    pub discord: &'a str,
    pub description: &'a str,
    pub additional: &'a str,
}

/// What an owner says of a subnet. Empty texts say nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct SubnetIdentity<'a> {
    pub subnet_name: &'a str,
    pub github_repo: &'a str,
    pub subnet_contact: &'a str,
    pub subnet_url: &'a str,
    pub discord: &'a str,
    pub description: &'a str,
    pub logo_url: &'a str,
    pub additional: &'a str,
}

impl SubnetIdentity<'_> {
    pub(super) fn members(&self) -> Map<String, Json> {
        texts([
            ("subnet_name", self.subnet_name),
            ("github_repo", self.github_repo),
            ("subnet_contact", self.subnet_contact),
            ("subnet_url", self.subnet_url),
            ("discord", self.discord),
            ("description", self.description),
            ("logo_url", self.logo_url),
            ("additional", self.additional),
        ])
    }
}

fn texts<const N: usize>(texts: [(&str, &str); N]) -> Map<String, Json> {
    texts
        .into_iter()
        .map(|(name, text)| (name.to_owned(), text.into_json()))
        .collect()
}

/// Publishes who the signing coldkey is.
pub fn set_identity(identity: &IdentityOfColdkey<'_>) -> Call {
    let arguments = texts([
        ("name", identity.name),
        ("url", identity.url),
        ("github_repo", identity.github_repo),
        ("image", identity.image),
        ("discord", identity.discord),
        ("description", identity.description),
        ("additional", identity.additional),
    ]);
    Call::dynamic("SubtensorModule", "set_identity", arguments)
}

/// Names a subnet. Its owner or root.
pub fn set_subnet_identity(netuid: u16, identity: &SubnetIdentity<'_>) -> Call {
    let mut arguments = identity.members();
    arguments.insert("netuid".to_owned(), netuid.into());
    Call::dynamic("SubtensorModule", "set_subnet_identity", arguments)
}
