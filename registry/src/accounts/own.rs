//! What everybody does with their own account.

use chrono::{DateTime, Utc};

use super::{
    Account, AccountError, AccountFault, Accounts, Client, Hash, PasswordFault, Proof, Session,
    Visitor, act, idle_since,
};
use crate::act::instant;
use crate::store::{AccountChange, PasswordChange};

impl Accounts {
    /// The own sessions, the last used first.
    ///
    /// # Errors
    /// A database that failed.
    pub async fn own_sessions(
        &self,
        visitor: &Visitor,
        at: DateTime<Utc>,
    ) -> Result<Vec<Session>, AccountError> {
        let (now, idle) = (instant(at), idle_since(at));
        let id = &visitor.actor.by.id;
        Ok(self.store.sessions(id, &now, &idle).await?)
    }

    /// Ends one of the own sessions: the present one to sign out.
    ///
    /// # Errors
    /// A database that failed.
    pub async fn end_session(
        &self,
        visitor: &Visitor,
        session: &str,
        at: DateTime<Utc>,
    ) -> Result<(), AccountError> {
        let act = act(&visitor.actor.by, at);
        let own = (visitor.actor.by.id.as_str(), visitor.login.as_str());
        Ok(self.store.end_session(&act, own, session).await?)
    }

    /// Ends all own sessions, the present one too.
    ///
    /// # Errors
    /// A database that failed.
    pub async fn end_sessions(
        &self,
        visitor: &Visitor,
        at: DateTime<Utc>,
    ) -> Result<(), AccountError> {
        let act = act(&visitor.actor.by, at);
        let own = (visitor.actor.by.id.as_str(), visitor.login.as_str());
        Ok(self.store.end_sessions(&act, own).await?)
    }

    /// Takes a proof that it is still the account's owner who sits there, and forgives the attempts;
    /// a wrong password is noted.
    ///
    /// # Errors
    /// [`PasswordFault::WrongPresent`] if it was not proved, or a database that failed.
    pub async fn confirm(
        &self,
        visitor: &Visitor,
        proof: &Proof,
        client: &Client,
        at: DateTime<Utc>,
    ) -> Result<(), AccountError> {
        if proof.proved(&visitor.actor.by.id).is_some() {
            return Ok(self.store.forgive(&proof.login_hash).await?);
        }
        let act = act(&visitor.actor.by, at);
        let noted = self
            .store
            .note_refused(&act, Some(&visitor.login), &client.address);
        noted.await?;
        Err(AccountFault::Password(PasswordFault::WrongPresent).into())
    }

    /// Changes the own password, once it was proved that the present one is known; all other own
    /// sessions end.
    ///
    /// # Errors
    /// [`PasswordFault::WrongPresent`] if it was not proved, or a database that failed.
    pub async fn change_password(
        &self,
        visitor: &Visitor,
        proof: &Proof,
        password: &Hash,
        at: DateTime<Utc>,
    ) -> Result<(), AccountError> {
        let Some(account) = proof.proved(&visitor.actor.by.id) else {
            return Err(AccountFault::Password(PasswordFault::WrongPresent).into());
        };
        let change = AccountChange {
            act: "account.password",
            before: account,
            after: account,
            password: PasswordChange::Set(password.clone()),
            spares: Some(&visitor.session),
            link: None,
        };
        let act = act(&visitor.actor.by, at);
        self.store.change_account(&act, change).await?;
        Ok(self.store.forgive(&proof.login_hash).await?)
    }
}

impl Proof {
    /// The account, if it is the one of an id and the password was right.
    pub(super) fn proved(&self, id: &str) -> Option<&Account> {
        let account = self.account.as_ref().filter(|_| self.fits);
        account.filter(|account| account.id == id)
    }
}
