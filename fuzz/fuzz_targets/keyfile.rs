#![no_main]

// The first call derives a key, which takes seconds.
libfuzzer_sys::fuzz_target!(
    init: taonet_decoders::sdk::keyfile(&[1]),
    |data: &[u8]| taonet_decoders::sdk::keyfile(data)
);
