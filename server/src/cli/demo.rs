//! `zhunru demo`: a made-up hospital to look at, or any number of made-up people.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use app::locale::Lang;
use clap::Args;
use eligibility::catalogue::Catalogue;
use eligibility::day::Day;
use registry::demo;
use registry::store::Store;

use super::error::CliError;
use super::serve::DEFAULT_DATABASE;
use super::{day, demo_accounts, print};
use crate::clock;

/// Put a made-up hospital into an empty database, or into a roster file.
#[derive(Debug, Args)]
#[command(
    after_help = "Example: zhunru demo\nExample: zhunru demo --staff 3000 --seed 7 --database load.db\nExample: zhunru demo --roster petct.json --programme petct-sx\nExample: zhunru demo --self-assessed --database self.db"
)]
pub(super) struct Demo {
    /// So many made-up people instead of the demo hospital.
    #[arg(long)]
    staff: Option<usize>,
    /// Instead of the demo hospital, one as it described itself in a published self-assessment of two
    /// restricted techniques; look at it with `serve --today 2023-05-31`.
    #[arg(long, conflicts_with_all = ["staff", "on"])]
    self_assessed: bool,
    /// Another seed makes other names and careers.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The day all dates are relative to; today without it.
    #[arg(long, value_parser = day)]
    on: Option<Day>,
    /// The database, a file or a URL; it must be empty.
    #[arg(long, env = "DATABASE_URL", default_value = DEFAULT_DATABASE)]
    database: String,
    /// Write one programme into this roster file instead of a database.
    #[arg(long)]
    roster: Option<PathBuf>,
    /// Which programme to write; the first without it.
    #[arg(long, requires = "roster")]
    programme: Option<String>,
}

impl Demo {
    /// The day the hospital is made for.
    fn day(&self) -> Day {
        if self.self_assessed {
            demo::self_assessed::last_day()
        } else {
            self.on.unwrap_or_else(clock::today)
        }
    }

    pub(super) async fn run(self, lang: Lang) -> Result<(), CliError> {
        let on = self.day();
        let hospital = match self.staff {
            _ if self.self_assessed => demo::self_assessed::hospital()?,
            Some(staff) => demo::synthetic(staff, on, self.seed)?,
            None => demo::hospital(on, self.seed)?,
        };
        let mut logins = String::new();
        let (people, programmes) = (hospital.people.len(), hospital.programmes.len());
        let place = if let Some(path) = &self.roster {
            let named = self.programme.as_deref();
            let first = hospital
                .programmes
                .first()
                .map(|programme| programme.id.as_str());
            let id = named.or(first).unwrap_or_default();
            let known = || {
                hospital
                    .programmes
                    .iter()
                    .map(|programme| programme.id.clone())
                    .collect()
            };
            let roster =
                registry::roster::of(&hospital, id).ok_or_else(|| CliError::NoProgramme {
                    asked: id.to_owned(),
                    known: known(),
                })?;
            let text = registry::roster::write(&roster)?;
            fs::write(path, text).map_err(|source| CliError::File {
                path: path.clone(),
                source,
            })?;
            path.display().to_string()
        } else {
            let store = Store::open(&self.database, Arc::new(Catalogue::built_in()?)).await?;
            store.found(&hospital).await?;
            logins = demo_accounts::add(lang, &store, &hospital).await?;
            store.close().await;
            self.database.clone()
        };
        let told = match lang {
            Lang::Zh => format!(
                "示例医院：{people} 人、{programmes} 个项目，以 {on} 为准，已写入 {place}\n"
            ),
            Lang::En => format!(
                "demo hospital: {people} people, {programmes} programmes, as of {on}, in {place}\n"
            ),
        };
        print(&format!("{told}{logins}"))
    }
}
