//! Words as numbers.

use std::collections::BTreeMap;

/// Marks the end of an answer, and pads a batch.
pub(super) const END: u32 = 0;
/// Marks where the question ends and the answer begins.
pub(super) const ANSWER: u32 = 1;
/// Stands for every word that the model has never seen.
pub(super) const UNKNOWN: u32 = 2;
const RESERVED: usize = 3;

/// Longest text that is read, in words; the rest is dropped.
pub(super) const MAX_WORDS: usize = 28;

/// All words that a model knows.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    words: Vec<String>,
    numbers: BTreeMap<String, u32>,
}

impl Vocabulary {
    /// A vocabulary of the given words, numbered in alphabetical order.
    pub fn new(words: impl IntoIterator<Item = String>) -> Self {
        let sorted: std::collections::BTreeSet<String> = words.into_iter().collect();
        Self::from_lines(sorted.into_iter())
    }

    /// A vocabulary in a given order: one word per line.
    pub fn from_text(text: &str) -> Self {
        Self::from_lines(text.lines().map(str::to_owned))
    }

    fn from_lines(words: impl Iterator<Item = String>) -> Self {
        let words: Vec<String> = words.collect();
        let numbers = words
            .iter()
            .zip(RESERVED as u32..)
            .map(|(word, number)| (word.clone(), number))
            .collect();
        Self { words, numbers }
    }

    /// One word per line.
    pub fn to_text(&self) -> String {
        let mut text = self.words.join("\n");
        text.push('\n');
        text
    }

    /// How many numbers there are, reserved ones included.
    pub fn size(&self) -> usize {
        self.words.len() + RESERVED
    }

    /// A question as numbers, with the mark after it.
    pub(super) fn encode_question(&self, question: &str) -> Vec<u32> {
        let mut numbers: Vec<u32> = question_words(question)
            .take(MAX_WORDS)
            .map(|word| self.numbers.get(&word).copied().unwrap_or(UNKNOWN))
            .collect();
        numbers.push(ANSWER);
        numbers
    }

    /// An answer as numbers, with the end mark.
    pub(super) fn encode_answer(&self, answer: &str) -> Vec<u32> {
        let mut numbers: Vec<u32> = answer_words(answer)
            .map(|word| self.numbers.get(&word).copied().unwrap_or(UNKNOWN))
            .collect();
        numbers.push(END);
        numbers
    }

    /// The word of a number; none for reserved ones.
    pub(super) fn word(&self, number: u32) -> Option<&str> {
        let index = usize::try_from(number).ok()?.checked_sub(RESERVED)?;
        self.words.get(index).map(String::as_str)
    }
}

/// Words of a question: lower case, without punctuation.
pub(super) fn question_words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|character: char| {
        !(character.is_alphanumeric() || character == '-' || character == '\'')
    })
    .filter(|word| !word.is_empty())
    .map(str::to_lowercase)
}

/// Words of an answer, as they are written. The mark keeps them apart from question words.
pub(super) fn answer_words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split_whitespace().map(|word| format!("={word}"))
}

/// Undoes [`answer_words`].
pub(super) fn join_answer<'word>(words: impl Iterator<Item = &'word str>) -> String {
    words
        .map(|word| word.trim_start_matches('='))
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_survive_the_round_trip() {
        let words = question_words("What is it?").chain(answer_words("New Delhi"));
        let vocabulary = Vocabulary::new(words);
        let numbers = vocabulary.encode_answer("New Delhi");
        let text = join_answer(numbers.iter().filter_map(|number| vocabulary.word(*number)));
        assert_eq!(text, "New Delhi");
        assert_eq!(
            vocabulary.encode_question("WHAT is, this?").get(2),
            Some(&UNKNOWN)
        );
        assert_eq!(
            Vocabulary::from_text(&vocabulary.to_text()).size(),
            vocabulary.size()
        );
    }
}
