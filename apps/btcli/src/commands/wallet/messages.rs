//! `btcli wallet sign|verify|encrypt|decrypt`.

use base64::Engine as _;
use clap::Args;
use serde_json::{Value, json};
use taonet_wallet::{Keypair, PublicKey, Scheme};

use crate::arguments::amounts::address;
use crate::arguments::{KeyOptions, LocalOptions, Shared};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Cell, Report, Text};
use crate::session::Session;

/// Which key of the wallet.
#[derive(Args, Debug)]
struct WhichKey {
    /// Use the hotkey
    #[arg(long, overrides_with = "no_use_hotkey")]
    use_hotkey: bool,
    /// Use the coldkey (the default)
    #[arg(long, overrides_with = "use_hotkey")]
    no_use_hotkey: bool,
}

impl WhichKey {
    fn open(&self, session: &Session) -> Result<Keypair, Failure> {
        if self.use_hotkey {
            session.hotkey()
        } else {
            Ok(session.coldkey()?.clone())
        }
    }
}

/// Signs a message.
#[derive(Args, Debug)]
pub(crate) struct Sign {
    #[command(flatten)]
    key: WhichKey,
    /// Text to sign
    #[arg(long, short = 'm')]
    message: Option<String>,
    #[command(flatten)]
    shared: KeyOptions,
}

/// Checks a signature.
#[derive(Args, Debug)]
pub(crate) struct Verify {
    /// Text that was signed
    #[arg(long, short = 'm')]
    message: Option<String>,
    /// Signature: 128 hex digits, with or without 0x
    #[arg(long, short = 's')]
    signature: Option<String>,
    /// Who signed: an address, or 0x and 64 hex digits
    #[arg(long, short = 'a', short_alias = 'p', aliases = ["public-key", "ss58"])]
    address: Option<String>,
    /// Signature scheme [default: sr25519, then ed25519]
    #[arg(long)]
    crypto_type: Option<Scheme>,
    #[command(flatten)]
    shared: LocalOptions,
}

/// Encrypts a message so that only the holder of a key can read it.
#[derive(Args, Debug)]
pub(crate) struct Encrypt {
    /// Who may read it: address of an ed25519 key
    #[arg(long, short = 't', aliases = ["to-ss58", "recipient"])]
    to: Option<String>,
    /// Text to encrypt
    #[arg(long, short = 'm')]
    message: Option<String>,
    #[command(flatten)]
    shared: LocalOptions,
}

/// Decrypts a message.
#[derive(Args, Debug)]
pub(crate) struct Decrypt {
    #[command(flatten)]
    key: WhichKey,
    /// What 'wallet encrypt' printed
    #[arg(long, short = 'c')]
    ciphertext: Option<String>,
    #[command(flatten)]
    shared: KeyOptions,
}

impl Run for Sign {
    const CHAIN: bool = false;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let message =
            session.ask_text(self.message, "--message", "Enter the message to sign", None)?;
        let key = self.key.open(session)?;
        let signature = hex::encode(key.sign(message.as_bytes()));
        let text = Text::from(format!("Signer     {}", key.ss58()))
            .line(format!("Signature  {signature}"));
        let document = json!({ "signed_message": signature, "signer_address": key.ss58() });
        Ok(Report::new(document, text))
    }

    fn failed(message: &str) -> Value {
        json!({
            "success": false, "signed_message": null, "signer_address": null, "error": message
        })
    }
}

impl Run for Verify {
    const CHAIN: bool = false;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let ask = |given, option, question| session.ask_text(given, option, question, None);
        let signer = ask(
            self.address,
            "--address",
            "Enter the address or public key of the signer",
        )?;
        let message = ask(self.message, "--message", "Enter the message")?;
        let signature = ask(self.signature, "--signature", "Enter the signature")?;
        let key = address(&signer)?;
        let signature = signature.trim();
        let digits = signature.strip_prefix("0x").unwrap_or(signature);
        let signature = hex::decode(digits).map_err(|_| {
            Failure::failed("the signature is not hex: give the 128 digits that 'sign' printed")
        })?;
        let schemes = match self.crypto_type {
            Some(scheme) => vec![scheme],
            None => vec![Scheme::Sr25519, Scheme::Ed25519],
        };
        let verified = verified(key, &schemes, message.as_bytes(), &signature)?;
        let signer = PublicKey::from_bytes(key).to_ss58();
        let line = if verified {
            Cell::good(format!(
                "The signature is valid: {signer} signed the message."
            ))
        } else {
            Cell::bad(format!(
                "The signature is not one of {signer} over this message."
            ))
        };
        let document = json!({ "verified": verified, "signer": signer, "message": message });
        Ok(Report::new(document, Text::from(line)).with_success(verified))
    }

    fn failed(message: &str) -> Value {
        json!({ "verified": false, "error": message })
    }
}

/// Whether one of the schemes accepts the signature. A key that is no key of a scheme counts as a
/// refusal while another scheme remains.
fn verified(
    key: [u8; 32],
    schemes: &[Scheme],
    message: &[u8],
    signature: &[u8],
) -> Result<bool, Failure> {
    let mut refusal = None;
    let mut answered = false;
    for &scheme in schemes {
        match PublicKey::with_scheme(key, scheme).verify(message, signature) {
            Ok(true) => return Ok(true),
            Ok(false) => answered = true,
            Err(error) => refusal = Some(error),
        }
    }
    match refusal {
        Some(error) if !answered => Err(Failure::failed(error.to_string())),
        _ => Ok(false),
    }
}

impl Run for Encrypt {
    const CHAIN: bool = false;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let question = "Enter the address of the recipient (an ed25519 key)";
        let to = session.ask_text(self.to, "--to", question, None)?;
        let question = "Enter the message to encrypt";
        let message = session.ask_text(self.message, "--message", question, None)?;
        let key = PublicKey::with_scheme(address(&to)?, Scheme::Ed25519);
        let sealed = key
            .seal(message.as_bytes())
            .map_err(|error| Failure::failed(error.to_string()))?;
        let ciphertext = format!("0x{}", hex::encode(sealed));
        let document = json!({
            "success": true, "ciphertext": ciphertext, "recipient": key.to_ss58()
        });
        Ok(Report::new(document, Text::from(ciphertext)))
    }

    fn failed(message: &str) -> Value {
        json!({ "success": false, "ciphertext": null, "recipient": null, "error": message })
    }
}

impl Run for Decrypt {
    const CHAIN: bool = false;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let question = "Enter the ciphertext";
        let ciphertext = session.ask_text(self.ciphertext, "--ciphertext", question, None)?;
        let sealed = bytes_of(&ciphertext).ok_or_else(|| {
            Failure::failed(
                "the ciphertext is neither hex nor base64: give what 'wallet encrypt' printed",
            )
        })?;
        let key = self.key.open(session)?;
        let message = key
            .unseal(&sealed)
            .map_err(|error| Failure::failed(error.to_string()))?;
        let message = String::from_utf8_lossy(&message).into_owned();
        let document = json!({ "success": true, "message": message });
        Ok(Report::new(document, Text::from(message)))
    }

    fn failed(message: &str) -> Value {
        json!({ "success": false, "message": null, "error": message })
    }
}

/// The bytes of hex (with or without 0x) or base64.
fn bytes_of(text: &str) -> Option<Vec<u8>> {
    let text = text.trim();
    let digits = text.strip_prefix("0x").unwrap_or(text);
    hex::decode(digits).ok().or_else(|| {
        let base64 = base64::engine::general_purpose::STANDARD;
        base64.decode(text).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_found_in_either_scheme() {
        for scheme in [Scheme::Sr25519, Scheme::Ed25519] {
            let key = Keypair::from_uri_with("//Alice", scheme).unwrap();
            let signature = key.sign(b"text");
            let both = [Scheme::Sr25519, Scheme::Ed25519];
            let of = |message: &[u8]| verified(key.public().bytes(), &both, message, &signature);
            assert!(of(b"text").unwrap());
            assert!(!of(b"other").unwrap());
        }
        let alice = Keypair::from_uri("//Alice").unwrap().public().bytes();
        let error = verified(alice, &[Scheme::Sr25519], b"text", &[1; 3]).unwrap_err();
        assert!(error.to_string().contains("3 bytes"), "{error}");
    }

    #[test]
    fn ciphertexts_may_be_hex_or_base64() {
        assert_eq!(bytes_of("0x0102"), Some(vec![1, 2]));
        assert_eq!(bytes_of("0102"), Some(vec![1, 2]));
        assert_eq!(bytes_of("AQID"), Some(vec![1, 2, 3]));
        assert_eq!(bytes_of("?"), None);
    }
}
