//! The wrapping of application data: a ciphertext together with its round.

use alloc::vec::Vec;

use crate::TimelockError;

/// A ciphertext that says which round opens it.
///
/// The bytes are a SCALE structure: the ciphertext with its compact length, then the round as
/// `u64`, little endian. Weights and commitments on chain do without it, because their round is
/// stored beside them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// The bytes of a [`crate::Ciphertext`].
    pub ciphertext: Vec<u8>,
    /// The round whose signature opens it.
    pub reveal_round: u64,
}

impl Envelope {
    /// Reads an envelope; lengths have to be in their shortest form and nothing may follow.
    ///
    /// # Errors
    /// [`TimelockError::Malformed`].
    pub fn parse(bytes: &[u8]) -> Result<Self, TimelockError> {
        let (length, rest) = compact_length(bytes).ok_or(TimelockError::Malformed)?;
        let (ciphertext, round) = rest
            .split_at_checked(length)
            .ok_or(TimelockError::Malformed)?;
        let round: [u8; 8] = round.try_into().map_err(|_| TimelockError::Malformed)?;
        Ok(Self {
            ciphertext: ciphertext.to_vec(),
            reveal_round: u64::from_le_bytes(round),
        })
    }

    /// The bytes that [`Self::parse`] reads.
    ///
    /// # Errors
    /// [`TimelockError::TooLong`] for a ciphertext of 1 GiB or more.
    pub fn to_bytes(&self) -> Result<Vec<u8>, TimelockError> {
        let mut out = Vec::with_capacity(self.ciphertext.len().saturating_add(12));
        put_compact_length(&mut out, self.ciphertext.len()).ok_or(TimelockError::TooLong)?;
        out.extend_from_slice(&self.ciphertext);
        out.extend(self.reveal_round.to_le_bytes());
        Ok(out)
    }
}

/// A compact length below 2³⁰: two bits say how many bytes it takes.
fn put_compact_length(out: &mut Vec<u8>, length: usize) -> Option<()> {
    let length = u32::try_from(length).ok()?;
    match length {
        0..0x40 => out.push((length << 2) as u8),
        0x40..0x4000 => out.extend(((length << 2) as u16 | 1).to_le_bytes()),
        0x4000..0x4000_0000 => out.extend((length << 2 | 2).to_le_bytes()),
        _ => return None,
    }
    Some(())
}

fn compact_length(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let (length, shortest, rest) = match bytes.first()? & 3 {
        0 => {
            let (first, rest) = bytes.split_first()?;
            (u32::from(*first), 0, rest)
        }
        1 => {
            let (first, rest) = bytes.split_first_chunk::<2>()?;
            (u32::from(u16::from_le_bytes(*first)), 0x40, rest)
        }
        2 => {
            let (first, rest) = bytes.split_first_chunk::<4>()?;
            (u32::from_le_bytes(*first), 0x4000, rest)
        }
        _ => return None,
    };
    let length = length >> 2;
    (length >= shortest).then_some((usize::try_from(length).ok()?, rest))
}
