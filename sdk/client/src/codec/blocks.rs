//! What is in a block: transactions and events.

use super::{ChainCodec, CodecError, walk::walk};
use serde_json::{Map, Value as Json};
use subxt::ext::{
    codec::{Compact, Decode, Encode},
    frame_decode::extrinsics::{ExtrinsicInfoError, ExtrinsicTypeInfo, decode_extrinsic},
};

/// A transaction of a block, decoded.
#[derive(Clone, Debug, PartialEq)]
pub struct DecodedExtrinsic {
    /// Hash over all bytes with the length in front.
    pub hash: [u8; 32],
    /// Pallet of the call.
    pub pallet: String,
    /// Name of the call.
    pub call: String,
    /// The call's bytes.
    pub call_bytes: Vec<u8>,
    /// The arguments by name.
    pub arguments: Map<String, Json>,
    /// Who signed it; `None` for inherents and other unsigned transactions.
    pub signature: Option<DecodedSignature>,
}

/// The signer's part of a transaction.
#[derive(Clone, Debug, PartialEq)]
pub struct DecodedSignature {
    /// The signer.
    pub address: Json,
    /// The signature under the name of its kind.
    pub signature: Json,
    /// What each extension carries, by identifier.
    pub extensions: Map<String, Json>,
}

/// An event of a block, decoded.
#[derive(Clone, Debug, PartialEq)]
pub struct DecodedEvent {
    /// `Initialization`, `Finalization`, or the index of the transaction in the block under
    /// `ApplyExtrinsic`.
    pub phase: Json,
    /// Pallet of the event.
    pub pallet: String,
    /// Name of the event.
    pub event: String,
    /// Its fields: an object, a list where they have no names, the value of a single one without
    /// name, null without any.
    pub fields: Json,
    /// Topics, in hex.
    pub topics: Json,
}

impl ChainCodec {
    /// Decodes a transaction as it stands in a block: with its length in front.
    ///
    /// # Errors
    /// When the bytes are no transaction of this runtime.
    pub fn extrinsic(&self, bytes: &[u8]) -> Result<DecodedExtrinsic, CodecError> {
        const WHAT: &str = "the extrinsic";
        // The length is looked at here, because what follows takes it from the bytes on trust.
        let mut rest = bytes;
        let length =
            Compact::<u32>::decode(&mut rest).map_err(|error| CodecError::bytes(WHAT, error))?;
        if usize::try_from(length.0) != Ok(rest.len()) {
            let cause = format!("it says {} bytes and has {}", length.0, rest.len());
            return Err(CodecError::bytes(WHAT, cause));
        }
        self.walk_extrinsic(rest)
            .map_err(|cause| CodecError::bytes(WHAT, cause))?;
        let mut cursor = bytes;
        let decoded = decode_extrinsic(&mut cursor, &*self.metadata, self.types())
            .map_err(|error| CodecError::bytes(WHAT, error))?;
        if !cursor.is_empty() {
            return Err(CodecError::bytes(
                WHAT,
                format!("{} bytes are left over", cursor.len()),
            ));
        }
        let part = |range: std::ops::Range<usize>, ty: u32| {
            self.decode(bytes.get(range).unwrap_or_default(), ty, WHAT)
        };
        let arguments = decoded
            .call_data()
            .map(|argument| {
                Ok((
                    argument.name().to_owned(),
                    part(argument.range(), *argument.ty())?,
                ))
            })
            .collect::<Result<Map<_, _>, CodecError>>()?;
        let signature = match decoded.signature_payload() {
            None => None,
            Some(signed) => Some(DecodedSignature {
                address: part(signed.address_range(), *signed.address_type())?,
                signature: part(signed.signature_range(), *signed.signature_type())?,
                extensions: decoded
                    .transaction_extension_payload()
                    .into_iter()
                    .flat_map(|extensions| extensions.iter())
                    .map(|extension| {
                        let value = part(extension.range(), *extension.ty())?;
                        Ok((extension.name().to_owned(), value))
                    })
                    .collect::<Result<Map<_, _>, CodecError>>()?,
            }),
        };
        Ok(DecodedExtrinsic {
            hash: Self::extrinsic_hash(bytes),
            pallet: decoded.pallet_name().to_owned(),
            call: decoded.call_name().to_owned(),
            call_bytes: bytes
                .get(decoded.call_data_range())
                .unwrap_or_default()
                .to_vec(),
            arguments,
            signature,
        })
    }

    /// Walks over a transaction without its length: what the decoder would follow without a bound.
    fn walk_extrinsic(&self, mut rest: &[u8]) -> Result<(), String> {
        const SIGNED_V4: u8 = 0x84;
        const GENERAL_V5: u8 = 0x45;
        let version = u8::decode(&mut rest).map_err(|error| error.to_string())?;
        let mut walked = Vec::new();
        let unknown = |error: ExtrinsicInfoError<'_>| error.to_string();
        if version == SIGNED_V4 {
            let signed = self.metadata.extrinsic_signature_info().map_err(unknown)?;
            walked.extend([signed.address_id, signed.signature_id]);
        }
        let extensions_version = match version {
            SIGNED_V4 => Some(None),
            GENERAL_V5 => {
                let version = u8::decode(&mut rest).map_err(|error| error.to_string())?;
                Some(Some(version))
            }
            // Without a signature; anything else is refused by the decoder.
            _ => None,
        };
        if let Some(version) = extensions_version {
            let extensions = self
                .metadata
                .extrinsic_extension_info(version)
                .map_err(unknown)?;
            walked.extend(
                extensions
                    .extension_ids
                    .iter()
                    .map(|extension| extension.id),
            );
        }
        walked.push(self.metadata.outer_enums().call_enum_ty());
        walked
            .into_iter()
            .try_for_each(|ty| walk(&mut rest, ty, self.types()))
    }

    /// Decodes what `System.Events` holds.
    ///
    /// # Errors
    /// When the bytes are no events of this runtime.
    pub fn events(&self, bytes: &[u8]) -> Result<Vec<DecodedEvent>, CodecError> {
        const WHAT: &str = "System.Events";
        let cut_off = |error| CodecError::bytes(WHAT, error);
        let list = self.storage_value("System", "Events", Some(bytes))?;
        let Json::Array(records) = list else {
            return Err(CodecError::bytes(WHAT, "it is no list"));
        };
        // The generic form is {"phase", "event": {Pallet: {Event: fields}}, "topics"}.
        records
            .into_iter()
            .map(|mut record| {
                let phase = record.get_mut("phase").map(Json::take).unwrap_or_default();
                let topics = record.get_mut("topics").map(Json::take).unwrap_or_default();
                let event = record.get_mut("event").map(Json::take).unwrap_or_default();
                let (pallet, event) = only_member(event).ok_or("no pallet").map_err(cut_off)?;
                let (event, fields) = match event {
                    Json::String(name) => (name, Json::Null),
                    other => only_member(other).ok_or("no event").map_err(cut_off)?,
                };
                Ok(DecodedEvent {
                    phase,
                    pallet,
                    event,
                    fields,
                    topics,
                })
            })
            .collect()
    }
}

pub(super) fn only_member(json: Json) -> Option<(String, Json)> {
    match json {
        Json::Object(members) if members.len() == 1 => members.into_iter().next(),
        _ => None,
    }
}

/// The hash of a block from its header as `chain_getHeader` answers it.
///
/// # Errors
/// When a member is missing or malformed.
pub fn header_hash(header: &Json) -> Result<[u8; 32], CodecError> {
    const WHAT: &str = "the header";
    let text = |json: &Json, name: &str| {
        json.as_str()
            .and_then(|text| text.strip_prefix("0x"))
            .map(str::to_owned)
            .ok_or_else(|| CodecError::bytes(WHAT, format!("'{name}' is no hex text")))
    };
    let hash = |name: &str| -> Result<[u8; 32], CodecError> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text(&header[name], name)?, &mut bytes)
            .map_err(|error| CodecError::bytes(WHAT, format!("'{name}': {error}")))?;
        Ok(bytes)
    };
    let number = u32::from_str_radix(&text(&header["number"], "number")?, 16)
        .map_err(|error| CodecError::bytes(WHAT, format!("'number': {error}")))?;
    let Some(Json::Array(logs)) = header.pointer("/digest/logs") else {
        return Err(CodecError::bytes(WHAT, "'digest' has no logs"));
    };
    let mut encoded = (hash("parentHash")?, Compact(number)).encode();
    encoded.extend(hash("stateRoot")?);
    encoded.extend(hash("extrinsicsRoot")?);
    Compact(u32::try_from(logs.len()).unwrap_or(u32::MAX)).encode_to(&mut encoded);
    for log in logs {
        let log = hex::decode(text(log, "logs")?)
            .map_err(|error| CodecError::bytes(WHAT, format!("'logs': {error}")))?;
        encoded.extend(log);
    }
    Ok(sp_crypto_hashing::blake2_256(&encoded))
}
