//! What owners of coldkeys and of subnets say of themselves.

use super::reads;
use crate::{AccountId, record};

record! {
    /// What the owner of a coldkey says of himself.
    #[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
    pub struct Identity {
        /// Name.
        pub name: String,
        /// Web page.
        pub url: Option<String>,
        /// Source code.
        pub github_repo: Option<String>,
        /// Address of a picture.
        pub image: Option<String>,
        /// Name on Discord.
        pub discord: Option<String>,
        /// What he does.
        pub description: Option<String>,
        /// Anything else.
        pub additional: Option<String>,
    }
}

record! {
    /// What the owner of a subnet says of it.
    #[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
    pub struct SubnetIdentity {
        /// Name.
        pub subnet_name: String,
        /// Source code.
        pub github_repo: Option<String>,
        /// How to reach the owner.
        pub subnet_contact: Option<String>,
        /// Web page.
        pub subnet_url: Option<String>,
        /// Channel on Discord.
        pub discord: Option<String>,
        /// What the subnet does.
        pub description: Option<String>,
        /// Address of a picture.
        pub logo_url: Option<String>,
        /// Anything else.
        pub additional: Option<String>,
    }
}

reads! {
    /// What the owner of a coldkey says of himself, if he does.
    maybe fn identity(coldkey: &AccountId) -> Identity = "SubtensorModule" / "IdentitiesV2";
    /// All that say something of themselves.
    each fn identities() -> AccountId => Identity = "SubtensorModule" / "IdentitiesV2";
    /// What a subnet's owner says of it, if he does.
    maybe fn subnet_identity(netuid: u16) -> SubnetIdentity
        = "SubtensorModule" / "SubnetIdentitiesV3";
    /// All subnets of which something is said.
    each fn subnet_identities() -> u16 => SubnetIdentity
        = "SubtensorModule" / "SubnetIdentitiesV3";
}
