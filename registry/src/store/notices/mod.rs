//! Notices: hours, robots and recipients here, the outbox below.
//!
//! # Invariants
//! - No write here raises the hospital's version: nothing of it is a fact about the hospital.
//! - What a person sets has its audit entry in the same transaction, without any secret.

mod outbox;

use std::collections::{BTreeMap, BTreeSet};

use eligibility::file::{Node, Value};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row as _};

pub(crate) use self::outbox::{NewNotice, Planned};
use super::Store;
use super::audit::{self, Told};
use super::db::Tx;
use super::error::StoreError;
use crate::act::{Act, instant};
use crate::notices::{Channel, Recipient, Robot, RobotKind, Scope, Settings};

const SETTINGS: &str = "SELECT hour, quiet_from, quiet_to FROM notice_setting WHERE id = 1";
const SET: &str = "INSERT INTO notice_setting (id, hour, quiet_from, quiet_to) \
    VALUES (1, $1, $2, $3) ON CONFLICT (id) DO UPDATE \
    SET hour = excluded.hour, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to";
const ROBOTS: &str = "SELECT id, kind, name, shown, sealed FROM notice_robot ORDER BY name";
const ADD_ROBOT: &str = "INSERT INTO notice_robot (id, kind, name, sealed, shown, at) \
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (name) DO NOTHING";
const REMOVE_ROBOT: &str = "DELETE FROM notice_robot WHERE id = $1 RETURNING name";
const RECIPIENTS: &str = "SELECT id, name, account, CAST(whole AS BIGINT), robot, address \
    FROM notice_recipient ORDER BY name, id";
const DEPARTMENTS: &str = "SELECT recipient, department FROM notice_recipient_department";
const ADD_RECIPIENT: &str = "INSERT INTO notice_recipient \
    (id, name, account, whole, robot, address, at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
const ADD_DEPARTMENT: &str =
    "INSERT INTO notice_recipient_department (recipient, department) VALUES ($1, $2)";
const REMOVE_RECIPIENT: &str = "DELETE FROM notice_recipient WHERE id = $1 RETURNING name";
const DROP_OF_CHANNEL: &str =
    "UPDATE notice_message SET state = 'dropped' WHERE channel = $1 AND state = 'queued'";
const DROP_OF_RECIPIENT: &str =
    "UPDATE notice_message SET state = 'dropped' WHERE recipient = $1 AND state = 'queued'";

/// A robot with what is sealed of it.
#[derive(Clone, Debug)]
pub(crate) struct RobotRow {
    /// What may be shown.
    pub(crate) robot: Robot,
    /// Its address and secret.
    pub(crate) sealed: String,
}

impl Store {
    /// The hours, or the defaults.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn notice_settings(&self) -> Result<Settings, StoreError> {
        let mut tx = self.db.begin_read().await?;
        let settings = settings(&mut tx).await?;
        tx.commit().await?;
        Ok(settings)
    }

    /// Sets the hours.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn set_notices(&self, act: &Act, after: Settings) -> Result<(), StoreError> {
        let mut tx = self.db.begin_note().await?;
        let before = settings(tx.connection()).await?;
        let set = sqlx::query(SET)
            .bind(i64::from(after.hour))
            .bind(i64::from(after.quiet_from))
            .bind(i64::from(after.quiet_to));
        set.execute(tx.connection()).await?;
        let told = Told {
            act: "notice.settings",
            before: Some(settings_told(before)),
            after: Some(settings_told(after)),
            ..Told::default()
        };
        audit::tell(&mut tx, act, vec![told]).await?;
        tx.commit().await?;
        Ok(())
    }

    /// The robots, by name.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn notice_robots(&self) -> Result<Vec<RobotRow>, StoreError> {
        let mut tx = self.db.begin_read().await?;
        let rows = sqlx::query(ROBOTS).fetch_all(&mut *tx).await?;
        tx.commit().await?;
        rows.iter().map(robot).collect()
    }

    /// Adds a robot; `false` if another has its name.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn add_notice_robot(
        &self,
        act: &Act,
        row: &RobotRow,
    ) -> Result<bool, StoreError> {
        let RobotRow { robot, sealed } = row;
        let mut tx = self.db.begin_note().await?;
        let add = sqlx::query(ADD_ROBOT)
            .bind(robot.id.clone())
            .bind(robot.kind.word())
            .bind(robot.name.clone())
            .bind(sealed.clone())
            .bind(robot.shown.clone())
            .bind(instant(act.at));
        if add.execute(tx.connection()).await?.rows_affected() == 0 {
            return Ok(false);
        }
        let told = Told {
            act: "notice.robot-add",
            subject: Some(robot.name.clone()),
            after: Some(Node::table([
                ("kind", Node::text(robot.kind.word())),
                ("address", Node::text(&robot.shown)),
            ])),
            ..Told::default()
        };
        audit::tell(&mut tx, act, vec![told]).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Removes a robot with its recipients; `false` if there is none.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn remove_notice_robot(
        &self,
        act: &Act,
        id: &str,
    ) -> Result<bool, StoreError> {
        let how = ("notice.robot-remove", REMOVE_ROBOT, DROP_OF_CHANNEL);
        self.remove_notice(act, how, id).await
    }

    /// The recipients, by name.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn notice_recipients(&self) -> Result<Vec<Recipient>, StoreError> {
        let mut tx = self.db.begin_read().await?;
        let rows = sqlx::query(RECIPIENTS).fetch_all(&mut *tx).await?;
        let pairs: Vec<(String, String)> = sqlx::query_as(DEPARTMENTS).fetch_all(&mut *tx).await?;
        tx.commit().await?;
        let mut departments: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (recipient, department) in pairs {
            departments.entry(recipient).or_default().insert(department);
        }
        let read = |row| recipient(row, &mut departments);
        rows.iter().map(read).collect()
    }

    /// Adds a recipient; `false` if its account, robot or one of its departments is not there.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn add_notice_recipient(
        &self,
        act: &Act,
        recipient: &Recipient,
    ) -> Result<bool, StoreError> {
        let mut tx = self.db.begin_note().await?;
        match insert(act, recipient, &mut tx).await {
            Err(sqlx::Error::Database(error)) if error.is_foreign_key_violation() => {
                return Ok(false);
            }
            inserted => inserted?,
        }
        let told = Told {
            act: "notice.recipient-add",
            subject: Some(recipient.name.clone()),
            after: Some(recipient_told(recipient)),
            ..Told::default()
        };
        audit::tell(&mut tx, act, vec![told]).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Removes a recipient; `false` if there is none.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn remove_notice_recipient(
        &self,
        act: &Act,
        id: &str,
    ) -> Result<bool, StoreError> {
        let how = (
            "notice.recipient-remove",
            REMOVE_RECIPIENT,
            DROP_OF_RECIPIENT,
        );
        self.remove_notice(act, how, id).await
    }

    async fn remove_notice(
        &self,
        act: &Act,
        (name, remove, drop): (&'static str, &'static str, &'static str),
        id: &str,
    ) -> Result<bool, StoreError> {
        let mut tx = self.db.begin_note().await?;
        let removed = sqlx::query_scalar(remove).bind(id.to_owned());
        let removed: Option<String> = removed.fetch_optional(tx.connection()).await?;
        let Some(subject) = removed else {
            return Ok(false);
        };
        let drop = sqlx::query(drop).bind(id.to_owned());
        drop.execute(tx.connection()).await?;
        let told = Told {
            act: name,
            subject: Some(subject),
            ..Told::default()
        };
        audit::tell(&mut tx, act, vec![told]).await?;
        tx.commit().await?;
        Ok(true)
    }
}

async fn settings(connection: &mut AnyConnection) -> Result<Settings, StoreError> {
    let row = sqlx::query_as(SETTINGS).fetch_optional(connection).await?;
    let Some((hour, from, to)): Option<(i64, i64, i64)> = row else {
        return Ok(Settings::default());
    };
    let hour_of = |stored: i64| u32::try_from(stored).map_err(|error| decode(error.to_string()));
    Ok(Settings {
        hour: hour_of(hour)?,
        quiet_from: hour_of(from)?,
        quiet_to: hour_of(to)?,
    })
}

async fn insert(act: &Act, recipient: &Recipient, tx: &mut Tx) -> Result<(), sqlx::Error> {
    let (account, whole, departments) = match &recipient.scope {
        Scope::Account(id) => (Some(id.clone()), 0, None),
        Scope::Whole => (None, 1, None),
        Scope::Departments(departments) => (None, 0, Some(departments)),
    };
    let (robot, address) = match &recipient.channel {
        Channel::Mail { address } => (None, Some(address.clone())),
        Channel::Robot { id } => (Some(id.clone()), None),
    };
    let add = sqlx::query(ADD_RECIPIENT)
        .bind(recipient.id.clone())
        .bind(recipient.name.clone())
        .bind(account)
        .bind(whole)
        .bind(robot)
        .bind(address)
        .bind(instant(act.at));
    add.execute(tx.connection()).await?;
    for department in departments.into_iter().flatten() {
        let add = sqlx::query(ADD_DEPARTMENT)
            .bind(recipient.id.clone())
            .bind(department.clone());
        add.execute(tx.connection()).await?;
    }
    Ok(())
}

fn robot(row: &AnyRow) -> Result<RobotRow, StoreError> {
    let word: String = row.try_get(1)?;
    let kind = RobotKind::from_word(&word);
    Ok(RobotRow {
        robot: Robot {
            id: row.try_get(0)?,
            kind: kind.ok_or_else(|| decode(format!("no robot `{word}`")))?,
            name: row.try_get(2)?,
            shown: row.try_get(3)?,
        },
        sealed: row.try_get(4)?,
    })
}

fn recipient(
    row: &AnyRow,
    departments: &mut BTreeMap<String, BTreeSet<String>>,
) -> Result<Recipient, StoreError> {
    let id: String = row.try_get(0)?;
    let (account, whole): (Option<String>, i64) = (row.try_get(2)?, row.try_get(3)?);
    let (robot, address): (Option<String>, Option<String>) = (row.try_get(4)?, row.try_get(5)?);
    let scope = match account {
        Some(account) => Scope::Account(account),
        None if whole != 0 => Scope::Whole,
        None => Scope::Departments(departments.remove(&id).unwrap_or_default()),
    };
    let channel = match (robot, address) {
        (Some(id), _) => Channel::Robot { id },
        (None, Some(address)) => Channel::Mail { address },
        (None, None) => return Err(decode(format!("no channel of `{id}`")).into()),
    };
    Ok(Recipient {
        name: row.try_get(1)?,
        id,
        scope,
        channel,
    })
}

/// What the tables' own checks let no one write.
fn decode(what: String) -> sqlx::Error {
    sqlx::Error::Decode(what.into())
}

fn settings_told(settings: Settings) -> Node {
    let hour = |hour: u32| Node::bare(Value::Int(i64::from(hour)));
    Node::table([
        ("hour", hour(settings.hour)),
        ("quiet_from", hour(settings.quiet_from)),
        ("quiet_to", hour(settings.quiet_to)),
    ])
}

fn recipient_told(recipient: &Recipient) -> Node {
    let about = match &recipient.scope {
        Scope::Account(id) => Node::table([("account", Node::text(id))]),
        Scope::Whole => Node::table([("whole", Node::bare(Value::Bool(true)))]),
        Scope::Departments(departments) => Node::table([(
            "departments",
            Node::list(departments.iter().map(Node::text)),
        )]),
    };
    let through = match &recipient.channel {
        Channel::Mail { address } => Node::text(address),
        Channel::Robot { id } => Node::text(id),
    };
    Node::table([("about", about), ("through", through)])
}
