//! Runs the runtime that is compiled into this program.
//!
//! Substrate asks a [`CodeExecutor`] to run a method of "the code found in the state". Here that
//! code is a marker, and the method is a plain Rust function call. A panic inside the runtime is
//! caught: the call fails, its writes are rolled back by the caller, and the node lives on.

use codec::Encode;
use sc_executor::{
    RuntimeVersion, RuntimeVersionOf,
    error::{Error, MessageWithBacktrace, Result},
    with_externalities_safe,
};
use sp_core::traits::{CallContext, CodeExecutor, Externalities, ReadRuntimeVersion, RuntimeCode};
use std::panic::AssertUnwindSafe;

/// The native runtime behind the engine's executor interfaces.
#[derive(Clone, Copy, Debug, Default)]
pub struct NativeExecutor;

/// Runs one runtime API method.
///
/// The two error texts are part of what clients see: one library recognises an old runtime by
/// `Exported method .. is not found`.
fn call(ext: &mut dyn Externalities, method: &str, data: &[u8]) -> Result<Vec<u8>> {
    let outcome = with_externalities_safe(
        ext,
        AssertUnwindSafe(|| taonet_runtime::api::dispatch(method, data)),
    );
    match outcome {
        Ok(Some(encoded)) => Ok(encoded),
        Ok(None) => Err(Error::Other(format!(
            "Exported method {method} is not found"
        ))),
        Err(Error::RuntimePanicked(message)) => {
            Err(Error::AbortedDueToTrap(MessageWithBacktrace {
                message,
                backtrace: None,
            }))
        }
        Err(other) => Err(other),
    }
}

impl CodeExecutor for NativeExecutor {
    type Error = Error;

    fn call(
        &self,
        ext: &mut dyn Externalities,
        _runtime_code: &RuntimeCode<'_>,
        method: &str,
        data: &[u8],
        _context: CallContext,
    ) -> (Result<Vec<u8>>, bool) {
        (call(ext, method, data), true)
    }
}

impl ReadRuntimeVersion for NativeExecutor {
    fn read_runtime_version(
        &self,
        _code: &[u8],
        _ext: &mut dyn Externalities,
    ) -> std::result::Result<Vec<u8>, String> {
        Ok(taonet_runtime::VERSION.encode())
    }
}

impl RuntimeVersionOf for NativeExecutor {
    fn runtime_version(
        &self,
        _ext: &mut dyn Externalities,
        _runtime_code: &RuntimeCode<'_>,
    ) -> Result<RuntimeVersion> {
        Ok(taonet_runtime::VERSION)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use codec::Decode;
    use sp_state_machine::BasicExternalities;

    fn run(method: &str, data: &[u8]) -> Result<Vec<u8>> {
        let mut ext = BasicExternalities::default();
        call(&mut ext, method, data)
    }

    #[test]
    fn a_known_method_answers() {
        let encoded = run("Core_version", &[]).unwrap();
        let version = RuntimeVersion::decode(&mut &encoded[..]).unwrap();
        assert_eq!(version.spec_name, taonet_runtime::VERSION.spec_name);
    }

    #[test]
    fn an_unknown_method_is_named() {
        let error = run("Core_fly", &[]).unwrap_err().to_string();
        assert_eq!(error, "Other: Exported method Core_fly is not found");
    }

    #[test]
    fn a_panic_is_a_failed_call() {
        // An undecodable argument makes the generated code panic.
        let error = run("Core_initialize_block", &[1, 2, 3])
            .unwrap_err()
            .to_string();
        assert!(
            error.starts_with("Execution aborted due to trap"),
            "{error}"
        );
    }
}
