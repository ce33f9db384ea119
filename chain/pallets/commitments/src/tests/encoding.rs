use codec::{Decode, Encode, MaxEncodedLen};
use scale_info::{TypeDef, TypeInfo};

use super::mock::*;
use crate::*;

fn check(data: &Data, expected: &[u8]) {
    assert_eq!(data.encode(), expected);
    assert_eq!(Data::decode(&mut &expected[..]).as_ref(), Ok(data));
}

#[test]
fn every_variant_has_its_tag() {
    check(&Data::None, &[0]);
    check(&raw(b""), &[1]);
    check(&raw(b"ab"), &[3, b'a', b'b']);
    check(&raw(&[7; 128]), &[&[129][..], &[7; 128]].concat());
    for (tag, hash) in [
        (130, Data::BlakeTwo256([5; 32])),
        (131, Data::Sha256([5; 32])),
        (132, Data::Keccak256([5; 32])),
        (133, Data::ShaThree256([5; 32])),
    ] {
        check(&hash, &[&[tag][..], &[5; 32]].concat());
    }
    let locked = Data::TimelockEncrypted {
        encrypted: vec![1, 2].try_into().unwrap(),
        reveal_round: 3,
    };
    check(&locked, &[134, 8, 1, 2, 3, 0, 0, 0, 0, 0, 0, 0]);
    check(&Data::ResetBondsFlag, &[135]);
    check(&Data::BigRaw(vec![9].try_into().unwrap()), &[136, 4, 9]);
}

#[test]
fn whatever_is_too_long_or_unknown_is_refused() {
    for tag in 137..=255u8 {
        assert!(Data::decode(&mut &[tag, 0, 0][..]).is_err(), "{tag}");
    }
    // Raw bytes, a hash, a round that end too early.
    for bytes in [&[5, 1, 2][..], &[130, 1], &[134, 4, 1, 0], &[]] {
        assert!(Data::decode(&mut &bytes[..]).is_err(), "{bytes:?}");
    }
    let too_big = [&[136][..], &vec![0u8; 513].encode()].concat();
    assert!(Data::decode(&mut &too_big[..]).is_err());
    let too_long = [&[134][..], &vec![0u8; 1_025].encode(), &[0; 8]].concat();
    assert!(Data::decode(&mut &too_long[..]).is_err());
    let four_fields = vec![Data::None; 4].encode();
    assert!(CommitmentInfo::decode(&mut &four_fields[..]).is_err());
    assert!(CommitmentInfo::decode(&mut &vec![Data::None; 3].encode()[..]).is_ok());
}

#[test]
fn the_metadata_names_a_variant_per_length() {
    let TypeDef::Variant(variants) = Data::type_info().type_def else {
        panic!("not an enumeration")
    };
    let found: Vec<(u8, &str)> = variants
        .variants
        .iter()
        .map(|variant| (variant.index, variant.name))
        .collect();
    assert_eq!(found.len(), 137);
    assert!(found.iter().zip(0u8..).all(|((index, _), at)| *index == at));
    assert_eq!(found[0].1, "None");
    assert_eq!(found[1].1, "Raw0");
    assert_eq!(found[129].1, "Raw128");
    assert_eq!(found[134].1, "TimelockEncrypted");
    assert_eq!(
        Data::type_info().path.segments,
        ["pallet_commitments", "types", "Data"]
    );
}

#[test]
fn no_field_is_longer_than_announced() {
    let longest = Data::TimelockEncrypted {
        encrypted: vec![0; 1_024].try_into().unwrap(),
        reveal_round: u64::MAX,
    };
    assert!(longest.encoded_size() <= Data::max_encoded_len());
    assert!(raw(&[0; 128]).encoded_size() <= Data::max_encoded_len());
}

#[test]
fn a_record_may_lack_its_end() {
    type Record = Registration<u64, u32>;
    let whole = Record {
        deposit: 5,
        block: 6,
        info: *info(&[raw(b"x")]),
    };
    let bytes = whole.encode();
    assert_eq!(Record::decode(&mut &bytes[..]), Ok(whole));
    let cut = Record::decode(&mut &bytes[..9]).unwrap();
    assert_eq!((cut.deposit, cut.block), (5, 6));
    assert!(cut.info.fields.is_empty());
}
