//! `zhunru user`: accounts, on the machine that holds the database.

use std::collections::BTreeSet;
use std::io::{self, BufRead as _};
use std::sync::Arc;

use app::locale::Lang;
use app::wording;
use clap::{Args, Subcommand};
use eligibility::catalogue::Catalogue;
use registry::access::{Actor, Role};
use registry::accounts::{AccountError, AccountFault, Accounts, Link, Password, Wanted};
use registry::store::Store;

use super::error::CliError;
use super::print;
use super::serve::DEFAULT_DATABASE;
use crate::clock;

/// Keep the accounts.
#[derive(Debug, Args)]
#[command(
    after_help = "Example: zhunru user add --role administrator wang.fang --name 王芳\nExample: zhunru user add --role head --department nm li.lei\nExample: zhunru user reset wang.fang"
)]
pub(super) struct User {
    #[command(subcommand)]
    what: What,
    /// The database, a file or a URL.
    #[arg(long, env = "DATABASE_URL", default_value = DEFAULT_DATABASE, global = true)]
    database: String,
    /// The address under which browsers reach the server, for the links.
    #[arg(
        long,
        env = "ZHUNRU_BASE_URL",
        default_value = "http://127.0.0.1:3000",
        global = true
    )]
    base_url: String,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Add an account, and print the link by which its owner chooses a password.
    Add(Add),
    /// Take a password away, and print the link by which another is chosen.
    Reset {
        /// What is typed to sign in.
        login: String,
    },
    /// Switch the second step of signing in off, for somebody who lost the device and the codes.
    ResetSecondStep {
        /// What is typed to sign in.
        login: String,
    },
    /// List the accounts.
    List,
}

#[derive(Debug, Args)]
struct Add {
    /// What is typed to sign in.
    login: String,
    /// What the account is for.
    #[arg(long, value_parser = role)]
    role: Role,
    /// The name others know the person by; the login without it.
    #[arg(long)]
    name: Option<String>,
    /// The id of a department that a head answers for; may be repeated.
    #[arg(long)]
    department: Vec<String>,
    /// Read the password from a line of standard input instead of printing a link.
    #[arg(long)]
    password_stdin: bool,
}

fn role(word: &str) -> Result<Role, String> {
    let words: Vec<_> = Role::ALL.iter().map(|role| role.word()).collect();
    Role::from_word(word).ok_or_else(|| format!("one of: {}", words.join(", ")))
}

impl User {
    pub(super) async fn run(self, lang: Lang) -> Result<(), CliError> {
        let catalogue = Arc::new(Catalogue::built_in()?);
        let store = Store::open(&self.database, catalogue).await?;
        let accounts = Accounts::new(store.clone());
        let text = self.what.run(lang, &accounts, &self.base_url).await;
        store.close().await;
        print(&text?)
    }
}

impl What {
    async fn run(
        self,
        lang: Lang,
        accounts: &Accounts,
        base_url: &str,
    ) -> Result<String, CliError> {
        let machine = Actor::command_line();
        let right = machine.administering()?;
        let now = clock::now();
        match self {
            Self::Add(add) if add.password_stdin => {
                let wanted = add.wanted();
                let password = read_password(&wanted)?.hash().map_err(AccountError::from)?;
                let added = accounts.add_with_password(&right, now, wanted, &password);
                Ok(told(lang, &added.await?.login))
            }
            Self::Add(add) => {
                let link = accounts.add(&right, now, add.wanted()).await?;
                Ok(link_text(lang, base_url, &link))
            }
            Self::Reset { login } => {
                let account = accounts.of_login(&right, &login).await?;
                let link = accounts.reset(&right, now, &account.id).await?;
                Ok(link_text(lang, base_url, &link))
            }
            Self::ResetSecondStep { login } => {
                let account = accounts.of_login(&right, &login).await?;
                let reset = accounts.reset_second_step(&right, now, &account.id);
                reset.await?;
                Ok(match lang {
                    Lang::Zh => format!("{} 登录时不再要第二步\n", account.login),
                    Lang::En => format!("{} signs in without a second step now\n", account.login),
                })
            }
            Self::List => {
                let mut text = String::new();
                for account in accounts.list(&right).await? {
                    let role = wording::role(lang, account.role);
                    let departments: Vec<_> = account.departments.into_iter().collect();
                    let words = lang.words();
                    let status = match (account.disabled.is_some(), account.has_password) {
                        (true, _) => words.accounts.disabled,
                        (false, true) => words.accounts.active,
                        (false, false) => words.accounts.waiting,
                    };
                    let of = departments.join(words.separator);
                    let line = [&account.login, &account.name, role, &of, status].join("\t");
                    text = format!("{text}{line}\n");
                }
                Ok(text)
            }
        }
    }
}

impl Add {
    fn wanted(self) -> Wanted {
        Wanted {
            name: self.name.unwrap_or_else(|| self.login.clone()),
            login: self.login,
            role: self.role,
            departments: BTreeSet::from_iter(self.department),
        }
    }
}

fn read_password(wanted: &Wanted) -> Result<Password, CliError> {
    let mut line = String::new();
    let read = io::stdin().lock().read_line(&mut line);
    read.map_err(CliError::Input)?;
    let typed = line.trim_end_matches(['\r', '\n']);
    let chosen = Password::choose(typed, typed, &wanted.login, &wanted.name);
    Ok(chosen.map_err(|fault| AccountError::from(AccountFault::Password(fault)))?)
}

fn told(lang: Lang, login: &str) -> String {
    match lang {
        Lang::Zh => format!("已新建账号 {login}\n"),
        Lang::En => format!("added the account {login}\n"),
    }
}

fn link_text(lang: Lang, base_url: &str, link: &Link) -> String {
    let address = set_up_address(base_url, link);
    format!("{}\n{address}\n", lang.words().accounts.link_given)
}

/// The address of a link.
pub(super) fn set_up_address(base_url: &str, link: &Link) -> String {
    let base_url = base_url.trim_end_matches('/');
    format!("{base_url}/set-up?token={}", link.token.reveal())
}
