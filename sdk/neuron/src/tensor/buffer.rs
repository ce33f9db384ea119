//! The MessagePack map inside a tensor.

use rmp::{
    Marker, decode,
    encode::{self, ByteBuf},
};

use super::{DataType, MAX_DIMENSIONS, Tensor, TensorError};

/// Reads a map with the keys `nd`, `type`, `kind`, `shape` and `data`, in any order.
pub(super) fn read(bytes: &[u8]) -> Result<Tensor, TensorError> {
    let mut rest = bytes;
    let bad = TensorError::Buffer;
    let entries = decode::read_map_len(&mut rest).map_err(|_| bad("it is no map"))?;
    if entries != 5 {
        return Err(bad("a map of five entries is expected"));
    }
    let (mut is_array, mut data_type, mut kind, mut shape, mut data) =
        (None, None, None, None, None);
    for _ in 0..entries {
        match read_bytes(&mut rest)? {
            b"nd" => {
                let value =
                    decode::read_bool(&mut rest).map_err(|_| bad("nd is no truth value"))?;
                is_array = Some(value);
            }
            b"type" => {
                let code = DataType::of_code(read_bytes(&mut rest)?);
                data_type = Some(code.ok_or(bad("elements of this type are not taken"))?);
            }
            b"kind" => kind = Some(read_bytes(&mut rest)?),
            b"shape" => shape = Some(read_shape(&mut rest)?),
            b"data" => data = Some(read_bytes(&mut rest)?),
            _ => return Err(bad("an unknown key")),
        }
    }
    if !rest.is_empty() {
        return Err(bad("something follows"));
    }
    // Other kinds are records and Python objects; the latter are pickles, which run as code.
    if is_array != Some(true) || kind != Some(b"") {
        return Err(bad("only plain arrays of numbers are taken"));
    }
    let (Some(data_type), Some(shape), Some(data)) = (data_type, shape, data) else {
        return Err(bad("a key is missing"));
    };
    Tensor::from_bytes(data_type, shape, data.to_vec())
}

fn read_shape(rest: &mut &[u8]) -> Result<Vec<usize>, TensorError> {
    let bad = TensorError::Buffer;
    let length = decode::read_array_len(rest).map_err(|_| bad("the shape is no list"))?;
    if usize::try_from(length).map_or(true, |length| length > MAX_DIMENSIONS) {
        return Err(TensorError::Shape);
    }
    (0..length)
        .map(|_| decode::read_int(rest).map_err(|_| bad("a length that is no number")))
        .collect()
}

/// Bytes or a text: writers differ in which they use for keys and codes.
fn read_bytes<'bytes>(rest: &mut &'bytes [u8]) -> Result<&'bytes [u8], TensorError> {
    let bad = TensorError::Buffer("bytes are expected");
    let marker = rest.first().map(|byte| Marker::from_u8(*byte));
    let length = match marker {
        Some(Marker::Bin8 | Marker::Bin16 | Marker::Bin32) => {
            decode::read_bin_len(rest).map_err(|_| bad.clone())
        }
        _ => decode::read_str_len(rest).map_err(|_| bad.clone()),
    }?;
    let length = usize::try_from(length).map_err(|_| bad.clone())?;
    let (taken, left) = rest.split_at_checked(length).ok_or(bad)?;
    *rest = left;
    Ok(taken)
}

/// Writes what [`read`] reads, byte for byte as Python's packages do.
pub(super) fn write(tensor: &Tensor) -> Vec<u8> {
    let mut buffer = ByteBuf::with_capacity(tensor.data.len().saturating_add(64));
    // Writing into memory cannot fail.
    let _: Result<(), _> = write_map(&mut buffer, tensor);
    buffer.into_vec()
}

fn write_map(
    buffer: &mut ByteBuf,
    tensor: &Tensor,
) -> Result<(), encode::ValueWriteError<std::convert::Infallible>> {
    encode::write_map_len(buffer, 5)?;
    encode::write_bin(buffer, b"nd")?;
    encode::write_bool(buffer, true).map_err(encode::ValueWriteError::InvalidMarkerWrite)?;
    encode::write_bin(buffer, b"type")?;
    encode::write_str(buffer, tensor.data_type.code())?;
    encode::write_bin(buffer, b"kind")?;
    encode::write_bin(buffer, b"")?;
    encode::write_bin(buffer, b"shape")?;
    encode::write_array_len(
        buffer,
        u32::try_from(tensor.shape.len()).unwrap_or(u32::MAX),
    )?;
    for length in &tensor.shape {
        encode::write_uint(buffer, u64::try_from(*length).unwrap_or(u64::MAX))?;
    }
    encode::write_bin(buffer, b"data")?;
    encode::write_bin(buffer, &tensor.data)
}
