//! Keys that are made, added, lost and used.

use super::*;
use crate::store::testing::scratch_name;

struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Self {
        let folder = std::env::temp_dir().join(scratch_name());
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn keyring(&self) -> Keyring {
        Keyring::of(&self.0.join("a.db").display().to_string(), None).unwrap()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _gone = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn what_is_sealed_opens_with_its_key_for_its_purpose_and_never_looks_alike() {
    let scratch = Scratch::new();
    let keys = scratch.keyring().load_or_make(&[]).unwrap();
    let sealed = keys.seal("a", b"11010519491231002X").unwrap();
    assert_ne!(sealed, keys.seal("a", b"11010519491231002X").unwrap());
    let again = scratch.keyring().load().unwrap();
    assert_eq!(again.open("a", &sealed).unwrap(), b"11010519491231002X");
    assert!(matches!(again.open("b", &sealed), Err(KeyError::Damaged)));
    for place in [10, sealed.len() - 1] {
        let mut changed = sealed.clone().into_bytes();
        changed[place] = if changed[place] == b'0' { b'1' } else { b'0' };
        let changed = String::from_utf8(changed).unwrap();
        assert!(matches!(again.open("a", &changed), Err(KeyError::Damaged)));
    }
    for nothing in ["", ":", "a:", &sealed.replace(':', "")] {
        assert!(again.open("a", nothing).is_err(), "{nothing}");
    }
}

#[test]
fn a_newer_key_seals_and_the_older_one_still_opens() {
    let scratch = Scratch::new();
    let keyring = scratch.keyring();
    let first = keyring.load_or_make(&[]).unwrap();
    let sealed = first.seal("a", b"x").unwrap();
    let second = keyring.add().unwrap();
    let keys = keyring.load().unwrap();
    assert_eq!(keys.ids(), [key_of(&sealed), second.clone()]);
    assert_eq!(keys.open("a", &sealed).unwrap(), b"x");
    assert_eq!(key_of(&keys.seal("a", b"x").unwrap()), second);
    // Equal texts are found whichever key was the newest when they were kept.
    let prints = keys.fingerprints("a", "x").unwrap();
    assert_eq!(prints[0], keys.fingerprint("a", "x").unwrap());
    assert_eq!(prints[1], first.fingerprint("a", "x").unwrap());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let file = keyring.file.as_ref().unwrap();
        let mode = fs::metadata(file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn of_two_who_add_a_key_neither_is_lost() {
    let scratch = Scratch::new();
    let keyring = scratch.keyring();
    keyring.load_or_make(&[]).unwrap();
    let add = || {
        let keyring = keyring.clone();
        std::thread::spawn(move || keyring.add())
    };
    let adding: Vec<_> = (0..8).map(|_| add()).collect();
    let added: Vec<_> = adding.into_iter().map(|one| one.join().unwrap()).collect();
    let ids = keyring.load().unwrap().ids();
    let mut n_added = 0;
    for added in added {
        match added {
            Ok(id) => {
                assert!(ids.contains(&id));
                n_added += 1;
            }
            Err(error) => assert!(matches!(error, KeyError::Busy { .. }), "{error:?}"),
        }
    }
    assert_eq!(ids.len(), 1 + n_added);
    // What broke off is told, and the keys there are stay.
    fs::write(scratch.0.join("zhunru.key.new"), "").unwrap();
    assert!(matches!(keyring.add(), Err(KeyError::Busy { .. })));
    assert_eq!(keyring.load().unwrap().ids(), ids);
}

#[test]
fn a_fingerprint_is_equal_for_equal_texts_of_one_purpose_and_key() {
    let (one, other) = (Scratch::new(), Scratch::new());
    let keys = one.keyring().load_or_make(&[]).unwrap();
    let print = |keys: &Keys, purpose, text| keys.fingerprint(purpose, text).unwrap();
    assert_eq!(print(&keys, "a", "x"), print(&keys, "a", "x"));
    assert_ne!(print(&keys, "a", "x"), print(&keys, "a", "y"));
    assert_ne!(print(&keys, "a", "x"), print(&keys, "b", "x"));
    let theirs = other.keyring().load_or_make(&[]).unwrap();
    assert_ne!(print(&keys, "a", "x"), print(&theirs, "a", "x"));
}

#[test]
fn a_lost_key_is_told_and_never_replaced() {
    let scratch = Scratch::new();
    let keyring = scratch.keyring();
    assert!(keyring.check(&[]).is_ok());
    let sealed = keyring.load_or_make(&[]).unwrap().seal("a", b"x").unwrap();
    let used = [key_of(&sealed)];
    assert!(keyring.check(&used).is_ok());
    fs::remove_file(keyring.file.as_ref().unwrap()).unwrap();
    assert!(matches!(keyring.check(&used), Err(KeyError::Lost { .. })));
    let made = keyring.load_or_make(&used);
    assert!(matches!(made, Err(KeyError::Lost { .. })));
    // Another key is none either.
    keyring.load_or_make(&[]).unwrap();
    assert!(matches!(keyring.check(&used), Err(KeyError::Lost { .. })));
    let opened = keyring.load().unwrap().open("a", &sealed);
    assert!(matches!(opened, Err(KeyError::Lost { .. })));
}

#[test]
fn the_file_is_its_owners_and_stays_as_it_is() {
    let scratch = Scratch::new();
    let keyring = scratch.keyring();
    keyring.load_or_make(&[]).unwrap();
    let file = scratch.0.join("zhunru.key");
    let before = fs::read(&file).unwrap();
    keyring.load_or_make(&[]).unwrap();
    write(&file, &Key::new().unwrap()).unwrap();
    assert_eq!(fs::read(&file).unwrap(), before);
    assert_eq!(fs::read_dir(&scratch.0).unwrap().count(), 1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    for bad in ["", "zhunru-2 a 00\n", "zhunru-1 a 00\n", "hello\n"] {
        fs::write(&file, bad).unwrap();
        assert!(matches!(keyring.load(), Err(KeyError::Malformed { .. })));
    }
    assert!(matches!(Keyring::default().load(), Err(KeyError::NoPlace)));
}
