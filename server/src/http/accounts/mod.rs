//! Signing in and out, and what is done with accounts: one file per page.

pub(super) mod account;
pub(super) mod set_up;
pub(super) mod sign_in;
pub(super) mod users;

use registry::accounts::{AccountError, AccountFault, Hash, NoRandomness, Password};

use super::broken::Broken;
use super::form::Posted;
use super::web::Web;

/// What went wrong: the visitor's fault to mend, or ours.
fn sorted<T>(result: Result<T, AccountError>) -> Result<Result<T, AccountFault>, Broken> {
    match result {
        Ok(done) => Ok(Ok(done)),
        Err(AccountError::Fault(fault)) => Ok(Err(fault)),
        Err(other) => Err(other.into()),
    }
}

/// The new password of a form, if it may be chosen.
fn chosen(posted: &Posted, login: &str, name: &str) -> Result<Password, AccountFault> {
    let (typed, repeated) = (
        posted.value("new_password"),
        posted.value("repeated_password"),
    );
    Password::choose(typed, repeated, login, name).map_err(AccountFault::Password)
}

/// Hashes a password when it is its turn.
async fn hashed(web: &Web, password: Password) -> Result<Hash, Broken> {
    let hash: Result<Hash, NoRandomness> = web.hasher.run(move || password.hash()).await?;
    hash.map_err(Broken::of)
}
