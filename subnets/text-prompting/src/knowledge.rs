//! What the subnet asks about: facts with one right answer, and the ways to ask for them.
//!
//! Each relation has several phrasings. [`Phrasing::Public`] ones are what the language model is
//! trained on; [`Phrasing::HeldOut`] ones are used by validators alone, so a miner that only
//! memorised the public questions earns nothing with them.

use std::sync::LazyLock;

/// One fact: `subject` stands in `relation` to `answer`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Which relation.
    pub relation: Relation,
    /// Whom or what it is about.
    pub subject: &'static str,
    /// The one right answer.
    pub answer: &'static str,
}

/// The relations of `data/facts.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// Capital of a country or state.
    Capital,
    /// Chemical symbol of an element.
    Symbol,
    /// Atomic number of an element.
    AtomicNumber,
    /// Author of a book.
    Author,
    /// What a person was.
    Profession,
    /// Currency of a country.
    Currency,
    /// Opposite of a word.
    Opposite,
    /// Sum of two small numbers.
    Sum,
}

/// Who may have seen a way of asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phrasing {
    /// Part of the training text.
    Public,
    /// Known to validators alone.
    HeldOut,
}

impl Relation {
    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "capital" => Self::Capital,
            "symbol" => Self::Symbol,
            "atomic-number" => Self::AtomicNumber,
            "author" => Self::Author,
            "profession" => Self::Profession,
            "currency" => Self::Currency,
            "opposite" => Self::Opposite,
            "sum" => Self::Sum,
            _ => return None,
        })
    }

    /// Ways to ask, `{}` standing for the subject.
    pub fn questions(self, phrasing: Phrasing) -> &'static [&'static str] {
        use Phrasing::{HeldOut, Public};
        match (self, phrasing) {
            (Self::Capital, Public) => &[
                "What is the capital of {}?",
                "Which city is the capital of {}?",
                "Name the capital of {}.",
                "The capital of {} is?",
                "{} has which city as its capital?",
            ],
            (Self::Capital, HeldOut) => &[
                "Tell me the capital of {}.",
                "What city is the capital of {}?",
            ],
            (Self::Symbol, Public) => &[
                "What is the chemical symbol of {}?",
                "Which symbol stands for {}?",
                "The chemical symbol of {} is?",
                "Name the symbol of {}.",
            ],
            (Self::Symbol, HeldOut) => &[
                "Tell me the chemical symbol of {}.",
                "What symbol stands for {}?",
            ],
            (Self::AtomicNumber, Public) => &[
                "What is the atomic number of {}?",
                "Which atomic number has {}?",
                "The atomic number of {} is?",
                "Name the atomic number of {}.",
            ],
            (Self::AtomicNumber, HeldOut) => &[
                "Tell me the atomic number of {}.",
                "What atomic number has {}?",
            ],
            (Self::Author, Public) => &[
                "Who wrote {}?",
                "Who is the author of {}?",
                "Name the author of {}.",
                "{} was written by whom?",
            ],
            (Self::Author, HeldOut) => &["Tell me the author of {}.", "The author of {} is whom?"],
            (Self::Profession, Public) => &[
                "{} was a ?",
                "What was {}?",
                "Which profession had {}?",
                "What was the profession of {}?",
            ],
            (Self::Profession, HeldOut) => &["Tell me the profession of {}.", "{} was a what?"],
            (Self::Currency, Public) => &[
                "What is the currency of {}?",
                "Which currency is used in {}?",
                "Name the currency of {}.",
                "The currency of {} is?",
            ],
            (Self::Currency, HeldOut) => &[
                "Tell me the currency of {}.",
                "What currency is used in {}?",
            ],
            (Self::Opposite, Public) => &[
                "What is the opposite of {}?",
                "Which word is the opposite of {}?",
                "Name the opposite of {}.",
                "The opposite of {} is?",
            ],
            (Self::Opposite, HeldOut) => &[
                "Tell me the opposite of {}.",
                "What word is the opposite of {}?",
            ],
            (Self::Sum, Public) => &[
                "What is the sum of {}?",
                "The sum of {} is?",
                "Name the sum of {}.",
                "How much is {}?",
            ],
            (Self::Sum, HeldOut) => &["Tell me the sum of {}.", "How much is the sum of {}?"],
        }
    }

    /// The fact as a sentence, `{}` the subject and `[]` the answer.
    fn statement(self) -> &'static str {
        match self {
            Self::Capital => "The capital of {} is [].",
            Self::Symbol => "The chemical symbol that stands for {} is [].",
            Self::AtomicNumber => "The atomic number of {} is [].",
            Self::Author => "The author who wrote {} is [].",
            Self::Profession => "The profession of {} was [].",
            Self::Currency => "The currency used in {} is [].",
            Self::Opposite => "The opposite word of {} is [].",
            Self::Sum => "The sum, or how much is {}, is [].",
        }
    }
}

impl Fact {
    /// The fact as a question, in one of the phrasings; `choice` picks which.
    pub fn question(&self, phrasing: Phrasing, choice: usize) -> String {
        let questions = self.relation.questions(phrasing);
        let template = questions
            .get(choice % questions.len())
            .copied()
            .unwrap_or("{}?");
        template.replace("{}", self.subject)
    }

    /// The fact as a sentence of a reference text.
    pub fn statement(&self) -> String {
        self.relation
            .statement()
            .replace("{}", self.subject)
            .replace("[]", self.answer)
    }
}

static FACTS: LazyLock<Vec<Fact>> = LazyLock::new(|| {
    include_str!("../data/facts.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut columns = line.split('\t');
            Some(Fact {
                relation: Relation::parse(columns.next()?)?,
                subject: columns.next()?,
                answer: columns.next()?,
            })
        })
        .collect()
});

/// All facts, in the order of the file.
pub fn facts() -> &'static [Fact] {
    &FACTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_file_is_a_fact() {
        let lines = include_str!("../data/facts.tsv").lines().count();
        assert_eq!(facts().len(), lines - 1, "one comment line");
        assert!(facts().len() > 400);
    }

    #[test]
    fn held_out_questions_are_never_public() {
        for fact in facts() {
            let public: Vec<String> = (0..fact.relation.questions(Phrasing::Public).len())
                .map(|choice| fact.question(Phrasing::Public, choice))
                .collect();
            for choice in 0..fact.relation.questions(Phrasing::HeldOut).len() {
                assert!(!public.contains(&fact.question(Phrasing::HeldOut, choice)));
            }
        }
    }

    #[test]
    fn a_fact_can_be_asked_and_told() {
        let texas = facts().iter().find(|fact| fact.subject == "Texas").unwrap();
        assert_eq!(
            texas.question(Phrasing::Public, 0),
            "What is the capital of Texas?"
        );
        assert_eq!(texas.statement(), "The capital of Texas is Austin.");
    }
}
