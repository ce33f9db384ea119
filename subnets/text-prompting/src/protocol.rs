//! What miners and validators of this subnet say to each other.

use taonet_neuron::Synapse;

/// A conversation to be completed: parallel lists of roles and messages.
#[derive(Clone, Debug, Default, PartialEq, Synapse)]
#[synapse(hash(messages))]
pub struct Prompting {
    /// Who speaks: `system`, `user` or `assistant`.
    pub roles: Vec<String>,
    /// What is said, one message per role.
    pub messages: Vec<String>,
    /// The miner's answer.
    #[synapse(default)]
    pub completion: String,
}

/// The same conversation, answered as a stream of raw text.
#[derive(Clone, Debug, Default, PartialEq, Synapse)]
#[synapse(hash(messages))]
pub struct StreamPrompting {
    /// Who speaks.
    pub roles: Vec<String>,
    /// What is said, one message per role.
    pub messages: Vec<String>,
    /// Always empty on the wire; the answer is the stream.
    #[synapse(default)]
    pub completion: String,
}

/// Longest conversation that a miner reads, in bytes over all messages.
pub const MAX_PROMPT_BYTES: usize = 32 * 1024;

/// Why a conversation cannot be answered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PromptError {
    /// The lists do not belong together.
    #[error("{roles} roles but {messages} messages: send one role for each message")]
    Uneven {
        /// Number of roles.
        roles: usize,
        /// Number of messages.
        messages: usize,
    },
    /// There is nothing to answer.
    #[error("the conversation holds no message: send at least one")]
    Empty,
    /// Too much text.
    #[error("the conversation is {bytes} bytes long, the limit is {MAX_PROMPT_BYTES}: shorten it")]
    TooLong {
        /// Its length.
        bytes: usize,
    },
}

impl Prompting {
    /// A conversation of one question.
    pub fn question(text: impl Into<String>) -> Self {
        Self {
            roles: vec!["user".into()],
            messages: vec![text.into()],
            completion: String::new(),
        }
    }
}

impl StreamPrompting {
    /// A conversation of one question.
    pub fn question(text: impl Into<String>) -> Self {
        Self {
            roles: vec!["user".into()],
            messages: vec![text.into()],
            completion: String::new(),
        }
    }
}

/// The message that is to be answered: the last one, after checking the whole conversation.
pub fn prompt_of<'message>(
    roles: &[String],
    messages: &'message [String],
) -> Result<&'message str, PromptError> {
    if roles.len() != messages.len() {
        return Err(PromptError::Uneven {
            roles: roles.len(),
            messages: messages.len(),
        });
    }
    let bytes = messages.iter().map(String::len).sum();
    if bytes > MAX_PROMPT_BYTES {
        return Err(PromptError::TooLong { bytes });
    }
    messages
        .last()
        .map(String::as_str)
        .ok_or(PromptError::Empty)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conversations_are_checked() {
        let text = |text: &str| vec![text.to_owned()];
        assert_eq!(prompt_of(&text("user"), &text("Hi?")), Ok("Hi?"));
        assert_eq!(prompt_of(&[], &[]), Err(PromptError::Empty));
        assert!(matches!(
            prompt_of(&[], &text("Hi?")),
            Err(PromptError::Uneven { .. })
        ));
        let long = text(&"a".repeat(MAX_PROMPT_BYTES + 1));
        assert!(matches!(
            prompt_of(&text("user"), &long),
            Err(PromptError::TooLong { .. })
        ));
    }
}
