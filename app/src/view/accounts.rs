//! Accounts as administrators are shown them.

use std::collections::BTreeSet;

use eligibility::facts::Department;
use registry::access::Role;
use registry::accounts::Account;

use crate::locale::Lang;
use crate::wording;

/// An account as shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountView {
    /// What names it.
    pub id: String,
    /// What is typed to sign in.
    pub login: String,
    /// The name.
    pub name: String,
    /// The role.
    pub role: Role,
    /// The role in a word.
    pub role_label: &'static str,
    /// The ids of its departments.
    pub department_ids: BTreeSet<String>,
    /// The names of its departments.
    pub departments: String,
    /// Whether anybody may sign in with it.
    pub status: &'static str,
    /// Whether nobody may.
    pub is_disabled: bool,
    /// Whether a code is asked for after the password.
    pub has_second_step: bool,
}

/// A department to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DepartmentChoice {
    /// Its id.
    pub id: String,
    /// Its name, or the id.
    pub name: String,
}

impl DepartmentChoice {
    /// All departments.
    #[must_use]
    pub fn all(departments: &[Department]) -> Vec<Self> {
        let one = |department: &Department| Self {
            id: department.id.clone(),
            name: department.name.clone().unwrap_or(department.id.clone()),
        };
        departments.iter().map(one).collect()
    }
}

impl AccountView {
    /// An account in words.
    #[must_use]
    pub fn of(lang: Lang, account: &Account, departments: &[DepartmentChoice]) -> Self {
        let words = lang.words();
        let own = departments
            .iter()
            .filter(|department| account.departments.contains(&department.id));
        let names: Vec<_> = own.map(|department| department.name.as_str()).collect();
        let is_disabled = account.disabled.is_some();
        Self {
            id: account.id.clone(),
            login: account.login.clone(),
            name: account.name.clone(),
            role: account.role,
            role_label: wording::role(lang, account.role),
            department_ids: account.departments.clone(),
            departments: names.join(words.separator),
            status: match (is_disabled, account.has_password) {
                (true, _) => words.accounts.disabled,
                (false, true) => words.accounts.active,
                (false, false) => words.accounts.waiting,
            },
            is_disabled,
            has_second_step: account.has_second_step,
        }
    }
}
