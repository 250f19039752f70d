//! The second step of signing in: used once, within its time, and lost with nothing but the key.

use std::path::PathBuf;

use super::*;
use crate::access::Actor;
use crate::accounts::totp::{RECOVERY_CODES, Seed};
use crate::keys::Keyring;
use crate::rotation;
use crate::store::testing::scratch_name;

/// A desk with a key of its own, and somebody whose second step is on.
struct Stepped {
    desk: Desk,
    folder: PathBuf,
    account: Account,
    visitor: Visitor,
    seed: Seed,
    codes: Vec<String>,
}

impl Drop for Stepped {
    fn drop(&mut self) {
        let _gone = std::fs::remove_dir_all(&self.folder);
    }
}

fn seed_of(step: SecondStep) -> Seed {
    let SecondStep::Waiting { typed, uri } = step else {
        panic!("{step:?}");
    };
    assert!(uri.contains(&typed));
    let digit = |c| "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".find(c).unwrap();
    let (mut bytes, mut held, mut n_held) = (Vec::new(), 0, 0);
    for c in typed.chars() {
        held = (held << 5 | digit(c)) & 0xffff;
        n_held += 5;
        if n_held >= 8 {
            n_held -= 8;
            bytes.push(u8::try_from(held >> n_held & 0xff).unwrap());
        }
    }
    Seed::of(&bytes).unwrap()
}

/// The code of an instant.
fn code(seed: &Seed, minutes: i64) -> String {
    seed.code(at(minutes).timestamp() / 30)
}

impl Stepped {
    async fn open(scratch: &Scratch) -> Self {
        let mut desk = Desk::open(scratch).await;
        let folder = std::env::temp_dir().join(scratch_name());
        std::fs::create_dir_all(&folder).unwrap();
        let keyring = Keyring::of("x.db", Some(&folder.join("zhunru.key"))).unwrap();
        desk.accounts = desk.accounts.with_keyring(keyring);
        let account = desk.add("li", Role::Administrator).await;
        let token = desk.sign_in("li", PASSWORD, 0).await;
        let visitor = desk.visitor(&token, 0).await.unwrap();
        let accounts = &desk.accounts;
        let step = accounts.second_step(&visitor).await.unwrap();
        assert_eq!(step, SecondStep::Off);
        let guess = proof(&desk, "guess", 0).await;
        let begun = accounts.begin_second_step(&visitor, &guess);
        let wrong = AccountFault::Password(PasswordFault::WrongPresent);
        assert_eq!(fault(begun.await), wrong);
        let known = proof(&desk, PASSWORD, 0).await;
        let begun = accounts.begin_second_step(&visitor, &known);
        begun.await.unwrap();
        let seed = seed_of(accounts.second_step(&visitor).await.unwrap());
        // Nothing is asked for before the first code.
        desk.sign_in("li", PASSWORD, 0).await;
        let bad = accounts.confirm_second_step(&visitor, "000000", at(0));
        assert_eq!(fault(bad.await), AccountFault::WrongCode);
        let first = code(&seed, 0);
        let confirmed = accounts.confirm_second_step(&visitor, &first, at(0));
        let codes = confirmed.await.unwrap();
        Self {
            desk,
            folder,
            account,
            visitor,
            seed,
            codes,
        }
    }

    async fn halfway(&self, minutes: i64) -> Token {
        match self.desk.try_in("li", PASSWORD, minutes).await {
            Some(Come::Code(half)) => half,
            other => panic!("{other:?}"),
        }
    }

    async fn show(&self, half: &Token, typed: &str, minutes: i64) -> Option<Come> {
        let (shown, client) = ((half.reveal(), typed), client());
        let accounts = &self.desk.accounts;
        let come = accounts.come_in_by_code(shown, &client, at(minutes)).await;
        come.unwrap().ok()
    }
}

async fn proof(desk: &Desk, password: &str, minutes: i64) -> Proof {
    let started = desk.accounts.start("li", at(minutes)).await.unwrap();
    started.unwrap().prove(password)
}

#[tokio::test]
async fn a_code_lets_in_once_and_none_before_it() {
    for scratch in engines().await {
        let here = Stepped::open(&scratch).await;
        // The code that confirmed is used up.
        let half = here.halfway(0).await;
        let used = here.show(&half, &code(&here.seed, 0), 0).await;
        assert!(matches!(used, Some(Come::WrongCode)), "{used:?}");
        let fresh = code(&here.seed, 1);
        let come = here.show(&here.halfway(1).await, &fresh, 1).await;
        let Some(Come::In(token)) = come else {
            panic!("{come:?}");
        };
        assert!(here.desk.visitor(&token, 1).await.is_some());
        for _ in 0..2 {
            let again = here.show(&here.halfway(1).await, &fresh, 1).await;
            assert!(matches!(again, Some(Come::WrongCode)), "{again:?}");
        }
    }
}

#[tokio::test]
async fn of_two_who_show_the_same_code_at_once_one_comes_in() {
    for scratch in engines().await {
        let here = Stepped::open(&scratch).await;
        let (one, other) = (here.halfway(1).await, here.halfway(1).await);
        let fresh = code(&here.seed, 1);
        let come = tokio::join!(here.show(&one, &fresh, 1), here.show(&other, &fresh, 1));
        let n_in = [come.0, come.1]
            .iter()
            .filter(|come| matches!(come, Some(Come::In(_))))
            .count();
        assert_eq!(n_in, 1);
    }
}

#[tokio::test]
async fn a_code_is_good_for_its_step_and_one_beside() {
    for scratch in engines().await {
        let here = Stepped::open(&scratch).await;
        for (minutes, off, lets_in) in [
            (10, -2, false),
            (11, -1, true),
            (12, 1, true),
            (13, 2, false),
        ] {
            let typed = here.seed.code(at(minutes).timestamp() / 30 + off);
            let come = here
                .show(&here.halfway(minutes).await, &typed, minutes)
                .await;
            assert_eq!(matches!(come, Some(Come::In(_))), lets_in, "{off}");
        }
    }
}

#[tokio::test]
async fn codes_are_counted_like_passwords_and_the_way_in_ends() {
    for scratch in engines().await {
        let here = Stepped::open(&scratch).await;
        let half = here.halfway(20).await;
        for _ in 0..4 {
            let wrong = here.show(&half, "000000", 20).await;
            assert!(matches!(wrong, Some(Come::WrongCode)), "{wrong:?}");
        }
        let right = code(&here.seed, 20);
        assert!(here.show(&half, &right, 20).await.is_none(), "locked");
        assert!(here.desk.try_in("li", PASSWORD, 20).await.is_none());
        // A password that is right forgives nothing before the code is.
        let half = here.halfway(36).await;
        let late = here.show(&half, &code(&here.seed, 42), 42).await;
        assert!(matches!(late, Some(Come::TooLate)), "{late:?}");
        let half = here.halfway(50).await;
        disable(&here).await;
        let late = here.show(&half, &code(&here.seed, 50), 50).await;
        assert!(matches!(late, Some(Come::TooLate)), "{late:?}");
    }
}

#[tokio::test]
async fn a_password_that_was_reset_while_it_was_compared_leads_nobody_halfway_in() {
    for scratch in engines().await {
        let here = Stepped::open(&scratch).await;
        here.desk.add("another", Role::Administrator).await;
        let right = proof(&here.desk, PASSWORD, 20).await;
        let administering = here.desk.machine.administering().unwrap();
        let accounts = &here.desk.accounts;
        let reset = accounts.reset(&administering, at(20), &here.account.id);
        reset.await.unwrap();
        let come = accounts.come_in(right, &client(), at(20)).await.unwrap();
        assert!(matches!(come, Come::Refused), "{come:?}");
    }
}

/// Disables the account, which ends every way in.
async fn disable(here: &Stepped) {
    let right = here.desk.machine.administering().unwrap();
    let accounts = &here.desk.accounts;
    here.desk.add("another", Role::Administrator).await;
    let disabled = accounts.set_disabled(&right, at(50), &here.account.id, true);
    disabled.await.unwrap();
}

#[tokio::test]
async fn a_recovery_code_lets_in_once_and_is_kept_as_a_hash() {
    for scratch in engines().await {
        let here = Stepped::open(&scratch).await;
        assert_eq!(here.codes.len(), RECOVERY_CODES);
        let typed = here.codes[3].to_lowercase().replace('-', " ");
        let come = here.show(&here.halfway(1).await, &typed, 1).await;
        assert!(matches!(come, Some(Come::In(_))), "{come:?}");
        let again = here.show(&here.halfway(2).await, &typed, 2).await;
        assert!(matches!(again, Some(Come::WrongCode)), "{again:?}");
        let step = here.desk.accounts.second_step(&here.visitor).await.unwrap();
        let SecondStep::On { n_codes, .. } = step else {
            panic!("{step:?}");
        };
        assert_eq!(n_codes, 9);
        let acts = here.desk.acts().await;
        let used = |(act, ..): &(String, Option<String>, String)| act == "session.sign-in-recovery";
        assert_eq!(acts.iter().filter(|act| used(act)).count(), 1);
    }
}

#[tokio::test]
async fn neither_seed_nor_codes_can_be_read_from_the_database() {
    let scratch = crate::store::testing::sqlite();
    let here = Stepped::open(&scratch).await;
    let file = std::env::temp_dir().join(format!("{} copy.db", scratch_name()));
    here.desk.store.write_file(&file).await.unwrap();
    let bytes = std::fs::read(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    let holds = |needle: &[u8]| bytes.windows(needle.len()).any(|part| part == needle);
    assert!(!holds(here.seed.bytes()) && !holds(here.seed.typed().as_bytes()));
    assert!(!holds(crate::hex::hex(here.seed.bytes()).as_bytes()));
    for code in &here.codes {
        assert!(!holds(code.as_bytes()) && !holds(code.replace('-', "").as_bytes()));
    }
    assert!(!format!("{:?}", here.seed).contains(&here.seed.typed()));
}

#[tokio::test]
async fn it_is_switched_off_by_the_owner_and_by_an_administrator() {
    for scratch in engines().await {
        let here = Stepped::open(&scratch).await;
        let accounts = &here.desk.accounts;
        let right = here.desk.machine.administering().unwrap();
        let listed = accounts.of_login(&right, "li").await.unwrap();
        assert!(listed.has_second_step);
        let known = proof(&here.desk, PASSWORD, 1).await;
        let on = accounts.begin_second_step(&here.visitor, &known);
        assert_eq!(fault(on.await), AccountFault::SecondStepOn);
        let guess = proof(&here.desk, "guess", 1).await;
        let off = accounts.end_second_step(&here.visitor, &guess, at(1));
        let wrong = AccountFault::Password(PasswordFault::WrongPresent);
        assert_eq!(fault(off.await), wrong);
        let known = proof(&here.desk, PASSWORD, 1).await;
        let off = accounts.end_second_step(&here.visitor, &known, at(1));
        off.await.unwrap();
        let token = here.desk.sign_in("li", PASSWORD, 2).await;
        let reset = accounts.reset_second_step(&right, at(3), &here.account.id);
        reset.await.unwrap();
        assert!(here.desk.visitor(&token, 3).await.is_none());
        let acts: Vec<_> = here
            .desk
            .acts()
            .await
            .into_iter()
            .map(|act| act.0)
            .collect();
        for act in ["on", "off", "reset"] {
            let act = format!("account.second-step-{act}");
            assert!(acts.contains(&act), "{act}: {acts:?}");
        }
    }
}

#[tokio::test]
async fn a_lost_key_is_told_before_anybody_needs_it() {
    for scratch in engines().await {
        let here = Stepped::open(&scratch).await;
        let accounts = &here.desk.accounts;
        let keyring = &accounts.keyring;
        let used = accounts.keys_in_use().await.unwrap();
        assert_eq!(used.len(), 1);
        keyring.check(&used).unwrap();
        std::fs::remove_file(here.folder.join("zhunru.key")).unwrap();
        assert!(matches!(keyring.check(&used), Err(KeyError::Lost { .. })));
        // No other key is made in its place, and recovery codes work without any.
        let other = here.desk.add("wang", Role::Hr).await;
        assert!(!other.has_second_step);
        let token = here.desk.sign_in("wang", PASSWORD, 1).await;
        let visitor = here.desk.visitor(&token, 1).await.unwrap();
        let started = accounts.start("wang", at(1)).await.unwrap().unwrap();
        let known = started.prove(PASSWORD);
        let begun = accounts.begin_second_step(&visitor, &known);
        assert_eq!(fault(begun.await), AccountFault::NoKey);
        let come = here.show(&here.halfway(1).await, &here.codes[0], 1).await;
        assert!(matches!(come, Some(Come::In(_))), "{come:?}");
    }
}

#[tokio::test]
async fn a_changed_key_opens_the_seeds_without_the_old_one() {
    for scratch in engines().await {
        let here = Stepped::open(&scratch).await;
        let (store, keyring) = (&here.desk.accounts.store, &here.desk.accounts.keyring);
        let machine = Actor::command_line();
        let right = machine.administering().unwrap();
        let of = (store, keyring);
        rotation::add_key(&right, of, at(0)).await.unwrap();
        let rotated = rotation::reseal(&right, of, at(0), &|_| {}).await.unwrap();
        assert_eq!((rotated.n_numbers, rotated.n_seeds), (0, 1));
        let file = here.folder.join("zhunru.key");
        let text = std::fs::read_to_string(&file).unwrap();
        std::fs::write(&file, text.lines().last().unwrap()).unwrap();
        let typed = code(&here.seed, 1);
        let come = here.show(&here.halfway(1).await, &typed, 1).await;
        assert!(matches!(come, Some(Come::In(_))), "{come:?}");
    }
}
