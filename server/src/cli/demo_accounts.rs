//! Accounts to look at the demo with: the only ones whose passwords anybody else knows. `demo` puts
//! them into a database that was empty before, and nothing else ever does.

use std::collections::BTreeSet;

use app::locale::Lang;
use app::wording;
use eligibility::facts::Hospital;
use registry::access::{Actor, Role};
use registry::accounts::{AccountError, AccountFault, Accounts, Password, Wanted};
use registry::store::Store;

use super::error::CliError;
use crate::clock;

/// The one password of all demo accounts.
const PASSWORD: &str = "zhunru-示例-2026";

/// Login, name and role; heads get the department of the id.
const ACCOUNTS: &[(&str, &str, Role, &str)] = &[
    ("admin", "示例管理员", Role::Administrator, ""),
    ("hr", "示例人事", Role::Hr, ""),
    ("radiology", "放射科负责人", Role::Head, "rad"),
    ("nuclear", "核医学科负责人", Role::Head, "nm"),
    ("radiotherapy", "放疗科负责人", Role::Head, "rt"),
    ("auditor", "示例审计员", Role::Auditor, ""),
];

/// Adds them to a hospital that has none; the lines that say so.
pub(super) async fn add(
    lang: Lang,
    store: &Store,
    hospital: &Hospital,
) -> Result<String, CliError> {
    let accounts = Accounts::new(store.clone());
    let machine = Actor::command_line();
    let right = machine.administering()?;
    if !accounts.list(&right).await?.is_empty() {
        return Ok(String::new());
    }
    let fault = |fault| AccountError::from(AccountFault::Password(fault));
    let password = Password::choose(PASSWORD, PASSWORD, "", "").map_err(fault)?;
    let hash = password.hash().map_err(AccountError::from)?;
    let mut lines = String::new();
    for (login, name, role, department) in ACCOUNTS {
        if *role == Role::Head && hospital.department(department).is_none() {
            continue;
        }
        let departments: BTreeSet<_> = Some(*department).into_iter().collect();
        let wanted = Wanted {
            login: (*login).to_owned(),
            name: (*name).to_owned(),
            role: *role,
            departments: departments.into_iter().map(ToOwned::to_owned).collect(),
        };
        let added = accounts.add_with_password(&right, clock::now(), wanted, &hash);
        added.await?;
        let role = wording::role(lang, *role);
        lines = format!("{lines}  {login:<14}{role}\n");
    }
    let words = match lang {
        Lang::Zh => format!("登录名如下，密码都是 {PASSWORD}（仅供示例）"),
        Lang::En => format!("logins, all with the password {PASSWORD} (for the demo only)"),
    };
    Ok(format!("{words}\n{lines}"))
}
