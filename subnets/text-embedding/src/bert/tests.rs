//! A model of a few thousand random weights, written by the tests themselves.

use std::collections::HashMap;

use rand::{Rng, SeedableRng};
use serde_json::json;

use super::*;

const WIDTH: usize = 8;
const INNER: usize = 12;
const PLACES: usize = 24;
const WORDS: [&str; 9] = [
    "[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "boat", "tower", "sails", ".",
];

fn config() -> serde_json::Value {
    json!({
        "model_type": "bert", "vocab_size": WORDS.len(), "hidden_size": WIDTH,
        "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": INNER,
        "hidden_act": "gelu", "hidden_dropout_prob": 0.1, "max_position_embeddings": PLACES,
        "type_vocab_size": 2, "initializer_range": 0.02, "layer_norm_eps": 1e-12,
        "pad_token_id": 0,
    })
}

fn weights() -> HashMap<String, Tensor> {
    let mut shapes: Vec<(String, Vec<usize>)> = vec![
        (
            "embeddings.word_embeddings.weight".into(),
            vec![WORDS.len(), WIDTH],
        ),
        (
            "embeddings.position_embeddings.weight".into(),
            vec![PLACES, WIDTH],
        ),
        (
            "embeddings.token_type_embeddings.weight".into(),
            vec![2, WIDTH],
        ),
        ("embeddings.LayerNorm.weight".into(), vec![WIDTH]),
        ("embeddings.LayerNorm.bias".into(), vec![WIDTH]),
    ];
    for layer in 0..2 {
        for (part, shape) in [
            ("attention.self.query", vec![WIDTH, WIDTH]),
            ("attention.self.key", vec![WIDTH, WIDTH]),
            ("attention.self.value", vec![WIDTH, WIDTH]),
            ("attention.output.dense", vec![WIDTH, WIDTH]),
            ("attention.output.LayerNorm", vec![WIDTH]),
            ("intermediate.dense", vec![INNER, WIDTH]),
            ("output.dense", vec![WIDTH, INNER]),
            ("output.LayerNorm", vec![WIDTH]),
        ] {
            let name = format!("encoder.layer.{layer}.{part}");
            shapes.push((format!("{name}.bias"), vec![shape[0]]));
            shapes.push((format!("{name}.weight"), shape));
        }
    }
    let mut random = rand::rngs::StdRng::seed_from_u64(3);
    let mut draw = |shape: Vec<usize>| {
        let cells = (0..shape.iter().product()).map(|_| random.random_range(-1.0..1.0f32));
        Tensor::from_vec(cells.collect(), shape, &Device::Cpu).unwrap()
    };
    shapes
        .into_iter()
        .map(|(name, shape)| (name, draw(shape)))
        .collect()
}

fn write_model(folder: &Path) {
    std::fs::write(folder.join("config.json"), config().to_string()).unwrap();
    candle_core::safetensors::save(&weights(), folder.join("model.safetensors")).unwrap();
    let words: HashMap<_, _> = WORDS.iter().zip(0u32..).collect();
    // Like many published tokenizers, it asks for short texts and fixed padding.
    let tokenizer = json!({
        "version": "1.0", "added_tokens": [], "normalizer": {"type": "Lowercase"},
        "truncation": {"direction": "Right", "max_length": 4, "strategy": "LongestFirst",
                       "stride": 0},
        "padding": {"strategy": {"Fixed": 16}, "direction": "Right", "pad_to_multiple_of": null,
                    "pad_id": 0, "pad_type_id": 0, "pad_token": "[PAD]"},
        "pre_tokenizer": {"type": "Whitespace"}, "decoder": null,
        "post_processor": {"type": "BertProcessing", "sep": ["[SEP]", 3], "cls": ["[CLS]", 2]},
        "model": {"type": "WordLevel", "vocab": words, "unk_token": "[UNK]"},
    });
    std::fs::write(folder.join("tokenizer.json"), tokenizer.to_string()).unwrap();
}

fn loaded() -> BertEmbedder {
    let folder = tempfile::tempdir().unwrap();
    write_model(folder.path());
    BertEmbedder::load(folder.path()).unwrap()
}

fn distance(left: &[f32], right: &[f32]) -> f32 {
    left.iter()
        .zip(right)
        .map(|(a, b)| (a - b).abs())
        .fold(0.0, f32::max)
}

fn embed(embedder: &BertEmbedder, texts: &[&str]) -> Vec<Vec<f32>> {
    let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
    embedder.embed_all(&texts).unwrap()
}

#[test]
fn a_text_is_embedded_alike_alone_and_beside_longer_ones() {
    let embedder = loaded();
    let long = "the tower . the boat sails . the tower sails the boat .";
    let mut texts = vec!["the boat", long, "", "tower"];
    texts.resize(BATCH + 1, "the boat sails");
    texts.push("tower");
    let together = embed(&embedder, &texts);
    assert_eq!(together.len(), BATCH + 2, "more than one batch");
    for (text, vector) in texts.iter().zip(&together) {
        let alone = embed(&embedder, &[text]).remove(0);
        assert_eq!(alone.len(), WIDTH);
        assert!(
            distance(vector, &alone) < 1e-5,
            "{text}: {vector:?} {alone:?}"
        );
        let length = vector.iter().map(|cell| cell * cell).sum::<f32>();
        assert!((length - 1.0).abs() < 1e-4, "{text}: {length}");
    }
    assert!(
        distance(&together[0], &together[3]) > 0.01,
        "other texts, other vectors"
    );
    assert!(embed(&embedder, &[]).is_empty());
}

#[test]
fn the_vector_is_the_mean_over_the_tokens() {
    let embedder = loaded();
    let tokens = Tensor::new(&[[2u32, 4, 5, 3]], &Device::Cpu).unwrap();
    let types = tokens.zeros_like().unwrap();
    let vectors = embedder
        .model
        .lock()
        .unwrap()
        .forward(&tokens, &types, None)
        .unwrap();
    let mean: Vec<f32> = vectors
        .mean(1)
        .unwrap()
        .squeeze(0)
        .unwrap()
        .to_vec1()
        .unwrap();
    let length = mean.iter().map(|cell| cell * cell).sum::<f32>().sqrt();
    let mean: Vec<f32> = mean.iter().map(|cell| cell / length).collect();
    assert!(distance(&embed(&embedder, &["The boat"])[0], &mean) < 1e-5);
}

#[test]
fn texts_are_cut_at_what_the_model_reads() {
    let embedder = loaded();
    let words = |count: usize| ["boat"].repeat(count).join(" ");
    let (fits, over) = (words(PLACES - 2), words(PLACES + 500));
    let vectors = embed(&embedder, &[&fits, &over, &words(6), &words(2)]);
    assert!(distance(&vectors[0], &vectors[1]) < 1e-5);
    assert!(
        distance(&vectors[2], &vectors[3]) > 1e-4,
        "not cut where the tokenizer would"
    );
}

#[test]
fn what_is_missing_is_named() {
    for name in ["config.json", "tokenizer.json", "model.safetensors"] {
        let folder = tempfile::tempdir().unwrap();
        write_model(folder.path());
        std::fs::remove_file(folder.path().join(name)).unwrap();
        let message = BertEmbedder::load(folder.path()).unwrap_err().to_string();
        assert!(message.contains(&format!("{name} is missing")), "{message}");
    }
}

#[test]
fn what_is_damaged_is_named() {
    for name in ["config.json", "tokenizer.json", "model.safetensors"] {
        let folder = tempfile::tempdir().unwrap();
        write_model(folder.path());
        let file = folder.path().join(name);
        let bytes = std::fs::read(&file).unwrap();
        for length in [0, 5, bytes.len() / 2] {
            std::fs::write(&file, &bytes[..length]).unwrap();
            let message = BertEmbedder::load(folder.path()).unwrap_err().to_string();
            assert!(message.contains(name), "{message}");
        }
    }
}

#[test]
fn descriptions_that_do_not_fit_are_refused() {
    for (name, value, expected) in [
        ("model_type", json!("roberta"), "'roberta'"),
        ("num_attention_heads", json!(0), "0 heads"),
        ("num_attention_heads", json!(3), "3 heads"),
        ("num_hidden_layers", json!(3), "layer.2."),
        ("hidden_act", json!("loud"), "config.json"),
        ("max_position_embeddings", json!(2), "tokenizer.json"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        write_model(folder.path());
        let mut config = config();
        config[name] = value;
        std::fs::write(folder.path().join("config.json"), config.to_string()).unwrap();
        let message = BertEmbedder::load(folder.path()).unwrap_err().to_string();
        assert!(message.contains(expected), "{message}");
    }
}
