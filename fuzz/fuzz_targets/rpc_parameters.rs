#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| taonet_decoders::chain::rpc_parameters(data));
