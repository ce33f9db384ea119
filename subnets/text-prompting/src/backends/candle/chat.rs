//! How a question is put to a model.

use tokenizers::Tokenizer;

use crate::backends::BackendError;

/// Keeps answers short, as examinations want them.
const INSTRUCTION: &str = "Answer with as few words as possible.";

/// The markers between which a model expects a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Chat {
    /// `<|im_start|>` and `<|im_end|>` (Qwen, SmolLM).
    #[allow(clippy::enum_variant_names, reason = "the format's own name")]
    ChatMl {
        /// The model would think aloud first; an empty thought is put into its mouth.
        thinks: bool,
    },
    /// `<|start_header_id|>` and `<|eot_id|>` (Llama 3).
    Llama3,
    /// `[INST]` and `[/INST]` (Mistral).
    Instruct,
    /// No markers: a question and the word `Answer:`, for models that only continue texts.
    Plain,
}

impl Chat {
    /// The format whose markers the tokenizer knows.
    pub(super) fn of(tokenizer: &Tokenizer) -> Self {
        let knows = |marker: &str| tokenizer.token_to_id(marker).is_some();
        if knows("<|im_start|>") && knows("<|im_end|>") {
            Self::ChatMl {
                thinks: knows("<think>") && knows("</think>"),
            }
        } else if knows("<|start_header_id|>") && knows("<|end_header_id|>") && knows("<|eot_id|>")
        {
            Self::Llama3
        } else if knows("[INST]") && knows("[/INST]") {
            Self::Instruct
        } else {
            Self::Plain
        }
    }

    /// Text that ends an answer, where no token does.
    pub(super) fn stop_text(self) -> Option<&'static str> {
        match self {
            Self::Plain => Some("\n"),
            Self::ChatMl { .. } | Self::Llama3 | Self::Instruct => None,
        }
    }

    /// The tokens of a whole prompt. Markers inside the question stay ordinary text, so that a
    /// caller cannot speak in another's name.
    pub(super) fn encode(
        self,
        tokenizer: &mut Tokenizer,
        question: &str,
    ) -> Result<Vec<u32>, BackendError> {
        let question = question.trim();
        let (before, after) = self.frame();
        let mut tokens = leading_tokens(tokenizer)?;
        match self {
            // Read as one text, because tokens may span the seams.
            Self::Plain => {
                let text = format!("{before}{question}{after}");
                tokens.extend(encode(tokenizer, &text, Markers::AsText)?);
            }
            Self::ChatMl { .. } | Self::Llama3 | Self::Instruct => {
                tokens.extend(encode(tokenizer, &before, Markers::AsTokens)?);
                tokens.extend(encode(tokenizer, question, Markers::AsText)?);
                tokens.extend(encode(tokenizer, &after, Markers::AsTokens)?);
            }
        }
        Ok(tokens)
    }

    fn frame(self) -> (String, String) {
        match self {
            Self::ChatMl { thinks } => {
                let thought = if thinks {
                    "<think>\n\n</think>\n\n"
                } else {
                    ""
                };
                let before =
                    format!("<|im_start|>system\n{INSTRUCTION}<|im_end|>\n<|im_start|>user\n");
                (
                    before,
                    format!("<|im_end|>\n<|im_start|>assistant\n{thought}"),
                )
            }
            Self::Llama3 => {
                let header = |role| format!("<|start_header_id|>{role}<|end_header_id|>\n\n");
                let system = format!("{}{INSTRUCTION}<|eot_id|>", header("system"));
                (
                    format!("{system}{}", header("user")),
                    format!("<|eot_id|>{}", header("assistant")),
                )
            }
            Self::Instruct => (format!("[INST] {INSTRUCTION} "), " [/INST]".into()),
            Self::Plain => (format!("{INSTRUCTION}\nQuestion: "), "\nAnswer:".into()),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Markers {
    AsTokens,
    AsText,
}

/// What the tokenizer puts in front of every text.
fn leading_tokens(tokenizer: &Tokenizer) -> Result<Vec<u32>, BackendError> {
    let empty = tokenizer
        .encode("", true)
        .map_err(BackendError::tokenizer)?;
    // Some tokenizers end a text as well; the prompt goes on.
    Ok(empty
        .get_ids()
        .first()
        .copied()
        .into_iter()
        .filter(|id| !is_end(tokenizer, *id))
        .collect())
}

fn encode(
    tokenizer: &mut Tokenizer,
    text: &str,
    markers: Markers,
) -> Result<Vec<u32>, BackendError> {
    tokenizer.set_encode_special_tokens(markers == Markers::AsText);
    let encoding = tokenizer
        .encode(text, false)
        .map_err(BackendError::tokenizer)?;
    Ok(encoding.get_ids().to_vec())
}

/// Tokens with which models end what they say, by their usual names.
const END_NAMES: [&str; 6] = [
    "</s>",
    "<|endoftext|>",
    "<|end_of_text|>",
    "<|eot_id|>",
    "<|im_end|>",
    "<eos>",
];

/// The end tokens that a tokenizer knows.
pub(super) fn end_tokens(tokenizer: &Tokenizer) -> Vec<u32> {
    END_NAMES
        .iter()
        .filter_map(|name| tokenizer.token_to_id(name))
        .collect()
}

fn is_end(tokenizer: &Tokenizer, id: u32) -> bool {
    // GPT-2's family begins and ends texts with the same token.
    let shared = tokenizer.token_to_id("<|endoftext|>");
    shared != Some(id) && end_tokens(tokenizer).contains(&id)
}
