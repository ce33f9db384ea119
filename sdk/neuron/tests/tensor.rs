//! Recorded tensors, and those that are refused.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::Value;
use taonet_neuron::{
    Json, WireValue,
    tensor::{DataType, Element, Tensor, TensorError},
};

fn rows() -> Vec<Value> {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../vectors/neuron/tensor.json"
    );
    let file: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    file["rows"].as_array().unwrap().clone()
}

fn parse(json: &Value) -> Json {
    Json::parse(json.to_string().as_bytes()).unwrap()
}

fn shape_of(json: &Value) -> Vec<usize> {
    let lengths = json.as_array().unwrap().iter();
    lengths
        .map(|length| usize::try_from(length.as_u64().unwrap()).unwrap())
        .collect()
}

/// The numbers of nested lists, in C order.
fn flat(values: &Value) -> Vec<f64> {
    match values {
        Value::Array(values) => values.iter().flat_map(flat).collect(),
        Value::Bool(value) => vec![f64::from(u8::from(*value))],
        number => vec![number.as_f64().unwrap()],
    }
}

fn elements(tensor: &Tensor) -> Option<Vec<f64>> {
    fn read<E: Element>(tensor: &Tensor, to_f64: impl Fn(E) -> f64) -> Option<Vec<f64>> {
        let elements = tensor.elements::<E>().unwrap();
        Some(elements.into_iter().map(to_f64).collect())
    }
    match tensor.data_type() {
        DataType::Float16 => None,
        DataType::Float32 => read(tensor, |one: f32| one.into()),
        DataType::Float64 => read(tensor, |one: f64| one),
        DataType::Uint8 => read(tensor, |one: u8| one.into()),
        DataType::Int8 => read(tensor, |one: i8| one.into()),
        DataType::Int16 => read(tensor, |one: i16| one.into()),
        DataType::Int32 => read(tensor, |one: i32| one.into()),
        #[allow(clippy::cast_precision_loss, reason = "the recorded numbers are small")]
        DataType::Int64 => read(tensor, |one: i64| one as f64),
        DataType::Bool => read(tensor, |one: bool| u8::from(one).into()),
    }
}

#[test]
fn recorded_tensors_are_read_and_written_to_the_byte() {
    let rows = rows();
    assert_eq!(rows.len(), 11);
    for row in &rows {
        let recorded = parse(&row["tensor"]);
        let tensor = Tensor::from_json(&recorded).unwrap();
        assert_eq!(
            tensor.data_type().name(),
            row["numpy_dtype"].as_str().unwrap()
        );
        assert_eq!(tensor.shape(), shape_of(&row["decoded_shape"]));
        if let Some(elements) = elements(&tensor) {
            assert_eq!(elements, flat(&row["values"]), "{row}");
        }
        assert_eq!(tensor.to_json(), recorded);
    }
}

#[test]
fn names_of_torch_survive() {
    let mut row = rows()[0]["tensor"].clone();
    row["dtype"] = "torch.float32".into();
    let tensor = Tensor::from_json(&parse(&row)).unwrap();
    assert_eq!(tensor.to_json(), parse(&row));
    let plain = Tensor::from_elements(&[1], &[1.0_f32]).unwrap();
    assert_ne!(plain.clone().named_as_torch(), plain);
}

fn with_buffer(bytes: &[u8], data_type: &str) -> Result<Tensor, String> {
    let json = serde_json::json!({
        "buffer": STANDARD.encode(bytes), "dtype": data_type, "shape": [1],
    });
    Tensor::from_json(&parse(&json)).map_err(|error| error.to_string())
}

/// A map with these parts of its own.
fn buffer(is_array: u8, code: &[u8], kind: &[u8], shape: &[u8], data: &[u8]) -> Vec<u8> {
    let text = |text: &[u8]| [&[0xa0 | u8::try_from(text.len()).unwrap()], text].concat();
    let bin = |bin: &[u8]| [&[0xc4, u8::try_from(bin.len()).unwrap()], bin].concat();
    [
        vec![0x85],
        bin(b"nd"),
        vec![is_array],
        bin(b"type"),
        text(code),
        bin(b"kind"),
        bin(kind),
        bin(b"shape"),
        shape.to_vec(),
        bin(b"data"),
        bin(data),
    ]
    .concat()
}

#[test]
fn pickles_bombs_and_broken_maps_are_refused() {
    let good = buffer(0xc3, b"<f4", b"", &[0x91, 1], &[0; 4]);
    assert!(with_buffer(&good, "float32").is_ok());
    let huge = [
        0x92, 0xcf, 255, 255, 255, 255, 255, 255, 255, 255, 0xcf, 255, 255, 255, 255, 255, 255,
        255, 255,
    ];
    let many = [vec![0xdc, 0, 33], vec![1; 33]].concat();
    let cases: [(Vec<u8>, &str, &str); 12] = [
        (
            buffer(0xc3, b"|O", b"O", &[0x91, 1], b"\x80\x04N."),
            "object",
            "not taken",
        ),
        (
            buffer(0xc3, b"<f4", b"O", &[0x91, 1], &[0; 4]),
            "float32",
            "only plain arrays",
        ),
        (
            buffer(0xc3, b"<f4", b"V", &[0x91, 1], &[0; 4]),
            "float32",
            "only plain arrays",
        ),
        (
            buffer(0xc2, b"<f4", b"", &[0x91, 1], &[0; 4]),
            "float32",
            "only plain arrays",
        ),
        (
            buffer(0xc3, b">f4", b"", &[0x91, 1], &[0; 4]),
            "float32",
            "not taken",
        ),
        (
            buffer(0xc3, b"<f4", b"", &[0x91, 2], &[0; 4]),
            "float32",
            "8 bytes with 4 bytes",
        ),
        (
            buffer(0xc3, b"<f4", b"", &huge, &[0; 4]),
            "float32",
            "beyond all bounds",
        ),
        (
            buffer(0xc3, b"<f4", b"", &many, &[0; 4]),
            "float32",
            "beyond all bounds",
        ),
        (
            [good.clone(), vec![0]].concat(),
            "float32",
            "something follows",
        ),
        (
            good[..good.len() - 1].to_vec(),
            "float32",
            "bytes are expected",
        ),
        (vec![0xdf, 255, 255, 255, 255], "float32", "five entries"),
        (good.clone(), "float64", "the buffer holds float32"),
    ];
    for (bytes, data_type, cause) in cases {
        let error = with_buffer(&bytes, data_type).unwrap_err();
        assert!(error.contains(cause), "{error} for {cause}");
    }
    for cut in 0..good.len() {
        assert!(with_buffer(&good[..cut], "float32").is_err());
    }
}

#[test]
fn lengths_and_types_must_fit() {
    let error = Tensor::from_elements(&[3], &[1_i32, 2]).unwrap_err();
    assert!(matches!(
        error,
        TensorError::Length {
            expected_bytes: 12,
            found_bytes: 8
        }
    ));
    let tensor = Tensor::from_elements(&[], &[7_i32]).unwrap();
    assert!(matches!(
        tensor.elements::<i64>(),
        Err(TensorError::Type { .. })
    ));
    assert_eq!(tensor.elements::<i32>().unwrap(), [7]);
    let endless = Tensor::from_bytes(DataType::Bool, vec![usize::MAX, 2], Vec::new());
    assert_eq!(endless, Err(TensorError::Shape));
}
