//! `zhunru key`: the keys by which what must not be read from a copy of the database is sealed.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::sync::Arc;

use app::locale::Lang;
use app::wording::upkeep;
use clap::{Args, Subcommand};
use eligibility::catalogue::Catalogue;
use registry::access::Actor;
use registry::keys::Keyring;
use registry::rotation::{self, Rotated};
use registry::store::Store;

use super::error::CliError;
use super::print;
use super::serve::DEFAULT_DATABASE;
use crate::clock;

/// Change the key by which identity numbers and second steps are sealed, or list the keys.
#[derive(Debug, Args)]
#[command(
    after_help = "Servers go on working while the key is changed; several must read the same key file.\nThe older keys stay in the file, since older backups need them: keep a copy of the new file where no backup is.\n\nExample: zhunru key rotate\nExample: zhunru key list"
)]
pub(super) struct Keys {
    #[command(subcommand)]
    what: What,
    /// The database, a file or a URL.
    #[arg(long, env = "DATABASE_URL", default_value = DEFAULT_DATABASE, global = true)]
    database: String,
    /// The key file; beside the database file, `zhunru.key`, if not named.
    #[arg(long, env = "ZHUNRU_KEY_FILE", global = true)]
    key_file: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Add a key to the key file, and seal everything anew by it, while people work.
    Rotate {
        /// Add none, and go on with a change that was broken off.
        #[arg(long = "continue")]
        goes_on: bool,
    },
    /// List the keys, and how much each has sealed; exits with 1 where one in use is lost.
    List,
}

impl Keys {
    pub(super) async fn run(self, lang: Lang) -> Result<(), CliError> {
        let catalogue = Arc::new(Catalogue::built_in()?);
        let store = Store::open_existing(&self.database, catalogue).await?;
        let keyring = Keyring::of(&self.database, self.key_file.as_deref())?;
        let done = self.what.run(lang, &store, &keyring).await;
        store.close().await;
        done
    }
}

impl What {
    async fn run(self, lang: Lang, store: &Store, keyring: &Keyring) -> Result<(), CliError> {
        let machine = Actor::command_line();
        let right = machine.administering()?;
        match self {
            Self::Rotate { goes_on } => {
                if !goes_on {
                    rotation::add_key(&right, (store, keyring), clock::now()).await?;
                }
                let of = (store, keyring);
                let rotated = rotation::reseal(&right, of, clock::now(), &progress).await?;
                print(&upkeep::rotated(lang, &rotated))?;
                whole(rotated)
            }
            Self::List => {
                let keys = rotation::in_use(&right, store, keyring).await?;
                print(&upkeep::keys(lang, &keys))?;
                Ok(keyring
                    .check(&store_keys(&keys))
                    .map_err(rotation::RotationError::from)?)
            }
        }
    }
}

fn store_keys(keys: &[rotation::InUse]) -> Vec<String> {
    let used = keys.iter().filter(|key| key.n_sealed > 0);
    used.map(|key| key.key.clone()).collect()
}

/// What could not be opened makes the command fail, though all else is done.
fn whole(rotated: Rotated) -> Result<(), CliError> {
    match rotated.unreadable.as_slice() {
        [] => Ok(()),
        _ => Err(CliError::Unreadable(rotated.unreadable)),
    }
}

fn progress(n_done: u64) {
    let mut terminal = io::stderr();
    if terminal.is_terminal() {
        let _unread = write!(terminal, "\r{n_done}\r");
    }
}
