use frame_support::assert_ok;

use super::mock::*;
use crate::{reveal::MAX_REVEALED, *};

fn revealed(hotkey: u64) -> Vec<(Vec<u8>, u64)> {
    RevealedCommitments::<Test>::get(ONE, hotkey).unwrap_or_default()
}

#[test]
fn a_field_opens_when_its_round_is_published() {
    chain().execute_with(|| {
        assert_ok!(commit(1, &[locked(b"hello", 5)]));
        publish(4);
        next_block();
        assert!(events().is_empty() && revealed(1).is_empty());
        assert_eq!(fields_of(1).len(), 1);
        publish(5);
        next_block();
        assert_eq!(revealed(1), [(b"hello".to_vec(), 12)]);
        assert_eq!(
            events(),
            [Event::<Test>::CommitmentRevealed {
                netuid: ONE,
                who: 1
            }
            .into()]
        );
        assert!(!CommitmentOf::<Test>::contains_key(ONE, 1));
        assert!(TimelockedIndex::<Test>::get().is_empty());
        assert_eq!(LastCommitment::<Test>::get(ONE, 1), Some(10));
    });
}

#[test]
fn other_fields_and_later_rounds_stay() {
    chain().execute_with(|| {
        let later = locked(b"later", 9);
        assert_ok!(commit(
            1,
            &[locked(b"now", 5), raw(b"plain"), later.clone()]
        ));
        publish(5);
        next_block();
        assert_eq!(fields_of(1), [raw(b"plain"), later]);
        assert_eq!(TimelockedIndex::<Test>::get(), [(ONE, 1)].into());
        publish(9);
        next_block();
        assert_eq!(fields_of(1), [raw(b"plain")]);
        assert!(TimelockedIndex::<Test>::get().is_empty());
        assert_eq!(
            revealed(1),
            [(b"now".to_vec(), 11), (b"later".to_vec(), 12)]
        );
    });
}

#[test]
fn what_never_opens_is_discarded_without_a_word() {
    chain().execute_with(|| {
        let garbage = Data::TimelockEncrypted {
            encrypted: vec![1; 300].try_into().unwrap(),
            reveal_round: 5,
        };
        assert_ok!(commit(1, &[garbage, locked_to(b"x", 6, 5), locked(b"", 5)]));
        assert_ok!(commit(2, &[locked(b"x", BROKEN_ROUND)]));
        publish(5);
        next_block();
        assert!(!CommitmentOf::<Test>::contains_key(ONE, 1));
        assert_eq!(TimelockedIndex::<Test>::get(), [(ONE, 2)].into());
        publish(BROKEN_ROUND);
        next_block();
        assert!(!CommitmentOf::<Test>::contains_key(ONE, 2));
        assert!(TimelockedIndex::<Test>::get().is_empty());
        assert!(events().is_empty());
        assert_eq!(RevealedCommitments::<Test>::iter().count(), 0);
    });
}

#[test]
fn the_last_ten_revelations_are_kept() {
    chain().execute_with(|| {
        publish(5);
        for text in 0..=MAX_REVEALED as u8 {
            set_epoch(text.into());
            assert_ok!(commit(1, &[locked(&[text], 5)]));
            next_block();
        }
        let texts: Vec<u8> = revealed(1).iter().map(|(text, _)| text[0]).collect();
        assert_eq!(texts, (1..=10).collect::<Vec<u8>>());
    });
}

#[test]
fn an_entry_without_a_commitment_is_dropped() {
    chain().execute_with(|| {
        assert_ok!(commit(1, &[locked(b"x", 5)]));
        CommitmentOf::<Test>::remove(ONE, 1);
        next_block();
        assert!(TimelockedIndex::<Test>::get().is_empty());
    });
}
