//! Full-text search (BM25) as a miner's backend.

use std::path::Path;

use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, STORED, Schema, TEXT, Value};
use tantivy::{Index, IndexReader, TantivyDocument, Term};

use super::{Answer, Backend, BackendError};
use crate::knowledge::facts;

/// Memory for building the index; the smallest that the engine takes.
const INDEXING_BYTES: usize = 15_000_000;
/// Largest file that is read from a folder.
const MAX_FILE_BYTES: u64 = 16 * 1024 * 1024;
/// Most words of a prompt that are searched for.
const MAX_QUERY_WORDS: usize = 64;

/// Answers with the sentence that fits the prompt best.
pub struct RetrievalBackend {
    reader: IndexReader,
    sentence: Field,
}

impl std::fmt::Debug for RetrievalBackend {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("RetrievalBackend")
            .finish_non_exhaustive()
    }
}

impl RetrievalBackend {
    /// Searches the shipped facts, or the first `share` of every hundred of them.
    pub fn facts(share: f64) -> Result<Self, BackendError> {
        let sentences = facts().iter().map(|fact| fact.statement()).collect();
        Self::new(kept(sentences, share)).map_err(|error| texts("the shipped facts", &error))
    }

    /// Searches the sentences of all `.txt` and `.md` files in a folder.
    pub fn folder(folder: &Path, share: f64) -> Result<Self, BackendError> {
        let name = folder.display().to_string();
        let sentences = read_sentences(folder).map_err(|error| texts(&name, &error))?;
        if sentences.is_empty() {
            return Err(texts(&name, &"no sentence found"));
        }
        Self::new(kept(sentences, share)).map_err(|error| texts(&name, &error))
    }

    fn new(sentences: Vec<String>) -> tantivy::Result<Self> {
        let mut schema = Schema::builder();
        let sentence = schema.add_text_field("sentence", TEXT | STORED);
        let index = Index::create_in_ram(schema.build());
        let mut writer = index.writer_with_num_threads(1, INDEXING_BYTES)?;
        for text in sentences {
            let mut document = TantivyDocument::new();
            document.add_text(sentence, text);
            writer.add_document(document)?;
        }
        writer.commit()?;
        Ok(Self {
            reader: index.reader()?,
            sentence,
        })
    }

    /// The sentence that fits best; empty if none shares a word with the prompt.
    fn best_sentence(&self, prompt: &str) -> tantivy::Result<String> {
        let searcher = self.reader.searcher();
        let words: Vec<(Occur, Box<dyn Query>)> = prompt
            .split(|character: char| !character.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .take(MAX_QUERY_WORDS)
            .map(|word| {
                let term = Term::from_field_text(self.sentence, &word.to_lowercase());
                let query: Box<dyn Query> =
                    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs));
                (Occur::Should, query)
            })
            .collect();
        let found = searcher.search(
            &BooleanQuery::new(words),
            &TopDocs::with_limit(1).order_by_score(),
        )?;
        let Some((_, address)) = found.first() else {
            return Ok(String::new());
        };
        let document: TantivyDocument = searcher.doc(*address)?;
        let text = document
            .get_first(self.sentence)
            .and_then(|value| value.as_str());
        Ok(text.unwrap_or_default().to_owned())
    }
}

impl Backend for RetrievalBackend {
    fn answer<'backend>(&'backend self, prompt: &'backend str) -> Answer<'backend> {
        let answer = self
            .best_sentence(prompt)
            .map_err(|error| texts("the index", &error));
        Box::pin(std::future::ready(answer))
    }
}

/// Keeps the given share, spread evenly over the list.
fn kept(sentences: Vec<String>, share: f64) -> Vec<String> {
    let places = 0u64..;
    sentences
        .into_iter()
        .zip(places)
        .filter(|(_, place)| {
            // A fixed scramble of the place, so that no relation is left out as a whole.
            let scrambled = place.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
            (scrambled as f64) < share * f64::from(1u32 << 24)
        })
        .map(|(sentence, _)| sentence)
        .collect()
}

fn read_sentences(folder: &Path) -> std::io::Result<Vec<String>> {
    let mut files: Vec<_> = std::fs::read_dir(folder)?
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| {
            path.extension()
                .is_some_and(|ending| ending == "txt" || ending == "md")
        })
        .collect();
    files.sort();
    let mut sentences = Vec::new();
    for path in files {
        if std::fs::metadata(&path)?.len() > MAX_FILE_BYTES {
            tracing::warn!(file = %path.display(), "left out: larger than 16 MiB");
            continue;
        }
        let text = std::fs::read_to_string(&path)?;
        let split = text.split_inclusive(['.', '!', '?', '\n']);
        sentences.extend(
            split
                .map(str::trim)
                .filter(|text| !text.is_empty())
                .map(str::to_owned),
        );
    }
    Ok(sentences)
}

fn texts(folder: &str, cause: &dyn std::fmt::Display) -> BackendError {
    BackendError::Texts {
        folder: folder.to_owned(),
        cause: cause.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_sentence_is_found() {
        let backend = RetrievalBackend::facts(1.0).unwrap();
        let answer = backend
            .best_sentence("What is the capital of Texas?")
            .unwrap();
        assert_eq!(answer, "The capital of Texas is Austin.");
        assert_eq!(backend.best_sentence("zzz ?!").unwrap(), "");
        assert_eq!(backend.best_sentence("").unwrap(), "");
    }

    #[test]
    fn a_share_knows_less() {
        let sentences: Vec<String> = (0..1000).map(|number| number.to_string()).collect();
        let half = kept(sentences.clone(), 0.5).len();
        assert!((400..600).contains(&half), "{half}");
        assert!(kept(sentences.clone(), 0.0).is_empty());
        assert_eq!(kept(sentences, 1.0).len(), 1000);
    }

    #[test]
    fn a_folder_is_searched_and_an_empty_one_is_named() {
        let folder = tempfile::tempdir().unwrap();
        assert!(RetrievalBackend::folder(folder.path(), 1.0).is_err());
        std::fs::write(
            folder.path().join("a.txt"),
            "Bees make honey. Cows give milk.",
        )
        .unwrap();
        let backend = RetrievalBackend::folder(folder.path(), 1.0).unwrap();
        assert_eq!(
            backend.best_sentence("Who makes honey?").unwrap(),
            "Bees make honey."
        );
        let missing = RetrievalBackend::folder(Path::new("/no/such/folder"), 1.0).unwrap_err();
        assert!(missing.to_string().contains("/no/such/folder"));
    }
}
