//! Writes the samples of all targets as first corpora of a fuzzer: `seeds FOLDER` makes
//! `FOLDER/<target>/sample-<number>`.

use std::{path::PathBuf, process::ExitCode};

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: seeds FOLDER");
        return ExitCode::FAILURE;
    };
    for target in taonet_decoders::targets() {
        let corpus = folder.join(target.name);
        let written = std::fs::create_dir_all(&corpus).and_then(|()| {
            let samples = (target.samples)().into_iter().enumerate();
            samples.into_iter().try_for_each(|(number, sample)| {
                std::fs::write(corpus.join(format!("sample-{number}")), sample)
            })
        });
        if let Err(error) = written {
            eprintln!("{}: {error}", corpus.display());
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
