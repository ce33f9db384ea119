//! Addresses, secret URIs, key files, signatures.

use std::sync::OnceLock;

use taonet_wallet::{
    Encryption, KeyMaterial, Keyfile, Keypair, Password, PublicKey, Scheme, nacl::NaclKey,
    secret_uri::SecretUri, ss58,
};

const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

/// An SS58 address, or a public key in hex.
pub fn address(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    if let Ok((prefix, key)) = ss58::decode(text) {
        let again = ss58::encode(&key, prefix);
        assert_eq!(ss58::decode(&again), Ok((prefix, key)));
        // The other reader takes addresses of all networks, and says them its own way.
        assert!(PublicKey::from_ss58(text).is_ok_and(|read| read.bytes() == key));
    }
    if let Ok(key) = text.parse::<PublicKey>() {
        assert_eq!(PublicKey::from_ss58(&key.to_ss58()), Ok(key));
    }
}

pub(super) fn addresses() -> Vec<Vec<u8>> {
    let hex = format!("0x{}", "d4".repeat(32));
    let of_another_network = ss58::encode(&[7; 32], 2);
    let of_two_bytes = ss58::encode(&[9; 32], 137);
    [ALICE, &hex, &of_another_network, &of_two_bytes]
        .map(|text| text.as_bytes().to_vec())
        .to_vec()
}

/// A secret URI: split, and made a key of either kind, which then signs.
pub fn secret_uri(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let parsed = SecretUri::parse(text);
    for scheme in [Scheme::Sr25519, Scheme::Ed25519] {
        if let Ok(pair) = Keypair::from_uri_with(text, scheme) {
            assert!(parsed.is_ok(), "a key of a URI that is none");
            let public = pair.public();
            assert_eq!(public.scheme(), scheme);
            assert_eq!(public.verify(b"message", &pair.sign(b"message")), Ok(true));
        }
    }
}

pub(super) fn secret_uris() -> Vec<Vec<u8>> {
    let phrase = "legal winner thank year wave sausage worth useful legal winner thank yellow";
    let seed = "e5be9a5092b81bca64be81d212e7f2f9eba183bb7a90954f7b76361f6edb5c0a";
    [
        "//Alice".to_owned(),
        format!("{phrase}//hard/soft///a password"),
        format!("0x{seed}//42"),
        "//a name that is longer than the thirty-two bytes of a chain code/0".to_owned(),
    ]
    .map(String::into_bytes)
    .to_vec()
}

/// The key of the password `p`: seconds to derive, so only once.
fn key() -> Option<&'static NaclKey> {
    static KEY: OnceLock<Option<NaclKey>> = OnceLock::new();
    KEY.get_or_init(|| NaclKey::derive(&Password::new("p")).ok())
        .as_ref()
}

/// The content of a key file, by a file on disk: plain JSON, or a container that is encrypted.
///
/// What is accepted is written again and read again. A first byte of 1 says that the rest is to be
/// encrypted first, so that a fuzzer, which cannot guess a tag, gets behind it.
pub fn keyfile(data: &[u8]) {
    let Ok(folder) = tempfile::tempdir() else {
        return;
    };
    let file = Keyfile::new(folder.path().join("key"));
    let content = match (data.split_first(), key()) {
        (Some((1, plain)), Some(key)) => key.seal(plain).unwrap_or_default(),
        _ => data.to_vec(),
    };
    if std::fs::write(file.path(), &content).is_err() {
        return;
    }
    let read = match Encryption::of(&content) {
        // Deriving a key for every round would be all that is done.
        Encryption::Nacl => match key() {
            Some(key) => file.read_with_key(key),
            None => return,
        },
        Encryption::Plain => file.read(None),
        _ => return,
    };
    let Ok(material) = read else {
        return;
    };
    let public = material.public();
    let copy = Keyfile::new(folder.path().join("copy"));
    let again = match &material {
        KeyMaterial::Pair(pair) => copy.write(pair, None, taonet_wallet::Overwrite::Refuse),
        KeyMaterial::Public(key) => copy.write_public(key, taonet_wallet::Overwrite::Refuse),
    };
    assert!(again.is_ok(), "what was read can be written");
    assert!(copy.read(None).is_ok_and(|read| read.public() == public));
}

pub(super) fn keyfiles() -> Vec<Vec<u8>> {
    let seed = "e5be9a5092b81bca64be81d212e7f2f9eba183bb7a90954f7b76361f6edb5c0a";
    let phrase = "legal winner thank year wave sausage worth useful legal winner thank yellow";
    let of_seed = format!("{{\"secretSeed\":\"0x{seed}\",\"ss58Address\":\"{ALICE}\"}}");
    let of_phrase = format!("{{\"secretPhrase\":\"{phrase}\",\"cryptoType\":1}}");
    let public = format!("{{\"ss58Address\":\"{ALICE}\",\"publicKey\":null}}");
    let sealed = |plain: &str| [&[1], plain.as_bytes()].concat();
    vec![
        of_seed.clone().into_bytes(),
        of_phrase.into_bytes(),
        public.into_bytes(),
        seed.as_bytes().to_vec(),
        sealed(&of_seed),
        [b"$NACL".as_slice(), &[7; 80]].concat(),
    ]
}

/// A message, and on the next line its signature in hex.
pub fn signature_text(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let (message, signature) = text.split_once('\n').unwrap_or(("", text));
    for scheme in [Scheme::Sr25519, Scheme::Ed25519] {
        let alice = PublicKey::from_ss58(ALICE).map_or([0; 32], |key| key.bytes());
        let key = PublicKey::with_scheme(alice, scheme);
        // Somebody else signs the sample, and nobody guesses a signature.
        assert_ne!(key.verify_text(message, signature), Ok(true));
    }
}

pub(super) fn signatures() -> Vec<Vec<u8>> {
    let pair = Keypair::from_uri_with("//Somebody", Scheme::Ed25519);
    let signature = pair.map_or_else(|_| String::new(), |pair| pair.sign_hex(b"message"));
    vec![
        format!("message\n{signature}").into_bytes(),
        format!("message\n0x{}", "00".repeat(64)).into_bytes(),
    ]
}
