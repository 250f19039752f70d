//! Imports under way: each in a task of its own, with what it has come to for the page to ask.
//!
//! Kept in memory: with several servers another one knows that an import runs, but not how far it
//! is. What keeps an import from being begun twice lies in the store.

use std::collections::VecDeque;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};

use app::view::import::Refusal;
use registry::access::Actor;
use registry::import::{self, ImportError, Imported, Mode, Stage, Upload};
use registry::store::StoreError;
use registry::uploads;
use tokio::runtime::Handle;
use tokio::sync::Semaphore;

use crate::http::broken::Broken;
use crate::http::web::Web;

/// How many imports are remembered.
const MOST: usize = 100;
/// How many files are read at a time: reading one takes a core and up to some dozens of megabytes.
const READERS: usize = 2;

/// What an import has come to.
#[derive(Clone, Debug)]
pub(super) enum Job {
    /// It runs, and is so far.
    Running(Option<Stage>),
    /// It is done; its batch, if it wrote anything.
    Done(Option<String>),
    /// It wrote nothing.
    Refused(Arc<Refusal>),
}

/// Whose file it is: the account and the file.
type Whose = (String, String);

/// The imports of this server.
#[derive(Debug)]
pub(crate) struct Jobs {
    jobs: Mutex<VecDeque<(Whose, Job)>>,
    readers: Semaphore,
}

impl Default for Jobs {
    fn default() -> Self {
        Self {
            jobs: Mutex::default(),
            readers: Semaphore::new(READERS),
        }
    }
}

impl Jobs {
    /// What the import of a file has come to, if this server has done one.
    pub(super) fn of(&self, account: &str, file: &str) -> Option<Job> {
        let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        let mut jobs = jobs.iter();
        let found = jobs.find(|((of, known), _)| of == account && known == file);
        found.map(|(_, job)| job.clone())
    }

    /// Forgets what an import has come to: something else is tried with the file.
    pub(super) fn forget(&self, account: &str, file: &str) {
        let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        jobs.retain(|((of, known), _)| of != account || known != file);
    }

    fn note(&self, whose: &Whose, job: Job) {
        let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        jobs.retain(|(known, _)| known != whose);
        jobs.push_front((whose.clone(), job));
        jobs.truncate(MOST);
    }

    /// Does what takes a core for a while, away from the threads that answer requests.
    ///
    /// # Errors
    /// The server is ending, or the work panicked.
    pub(in crate::http) async fn aside<T: Send + 'static>(
        &self,
        work: impl Future<Output = T> + Send + 'static,
    ) -> Result<T, Broken> {
        let _permit = self.readers.acquire().await.map_err(Broken::of)?;
        let runtime = Handle::current();
        let done = tokio::task::spawn_blocking(move || runtime.block_on(work));
        done.await.map_err(Broken::of)
    }
}

/// What is to be done with a file.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    /// Who wants it.
    pub(super) actor: Actor,
    /// The file.
    pub(super) file: String,
    /// What to do about bad rows.
    pub(super) mode: Mode,
    /// What was looked at.
    pub(super) seen: String,
}

/// Imports a file, unless that has begun already.
///
/// # Errors
/// The database failed before it began.
pub(super) async fn begin(web: &Arc<Web>, wanted: Wanted) -> Result<(), Broken> {
    let right = wanted.actor.editing().map_err(Broken::of)?;
    let store = web.snapshots.store();
    let began = uploads::start(&right, store, &wanted.file, web.now()).await;
    if !began.map_err(Broken::of)? {
        return Ok(());
    }
    let whose = (wanted.actor.by.id.clone(), wanted.file.clone());
    web.imports.note(&whose, Job::Running(None));
    let task = tokio::spawn(run(Arc::clone(web), wanted, whose));
    // A small file is done before anybody could look how far it is.
    let _still_running = tokio::time::timeout(super::AT_ONCE, task).await;
    Ok(())
}

async fn run(web: Arc<Web>, wanted: Wanted, whose: Whose) {
    let (for_work, for_end) = (Arc::clone(&web), wanted.clone());
    let work = {
        let whose = whose.clone();
        async move { carry_out(&for_work, &wanted, &whose).await }
    };
    let job = match web.imports.aside(work).await {
        Ok(job) => job,
        Err(_logged) => Job::Refused(Arc::new(Refusal::Failed)),
    };
    // Who asks meanwhile must not find the file gone before there is a result, nor free before it
    // is known why.
    let is_done = matches!(job, Job::Done(_));
    if is_done {
        web.imports.note(&whose, job.clone());
    }
    if let Err(error) = put_away(&web, &for_end, is_done).await {
        Broken::of(error);
    }
    web.imports.note(&whose, job);
}

/// Lets a file go that was imported, and another be looked at again.
async fn put_away(web: &Web, wanted: &Wanted, is_done: bool) -> Result<(), StoreError> {
    let Ok(right) = wanted.actor.editing() else {
        return Ok(());
    };
    let store = web.snapshots.store();
    if is_done {
        uploads::clear(&right, store, &wanted.file).await
    } else {
        uploads::stop(&right, store, &wanted.file).await
    }
}

async fn carry_out(web: &Web, wanted: &Wanted, whose: &Whose) -> Job {
    let refused = |refusal| Job::Refused(Arc::new(refusal));
    match imported(web, wanted, whose).await {
        Ok(Some(done)) => Job::Done(done.batch),
        Ok(None) => refused(Refusal::Failed),
        Err(ImportError::BadRows(checked)) => refused(Refusal::BadRows(checked.preview.counts.bad)),
        Err(ImportError::Overtaken(_)) => refused(Refusal::Overtaken),
        Err(ImportError::Apply(error)) => refused(Refusal::NotApplied(error)),
        Err(other) => {
            Broken::of(other);
            refused(Refusal::Failed)
        }
    }
}

/// Imports the file; `None` if it is gone.
async fn imported(
    web: &Web,
    wanted: &Wanted,
    whose: &Whose,
) -> Result<Option<Imported>, ImportError> {
    let Ok(right) = wanted.actor.editing() else {
        return Ok(None);
    };
    let (store, now) = (web.snapshots.store(), web.now());
    let Some(file) = uploads::read(&right, store, &wanted.file, now).await? else {
        return Ok(None);
    };
    let upload = Upload {
        name: &file.kept.name,
        bytes: &file.bytes,
        mapping: &file.mapping,
    };
    let progress = |stage| web.imports.note(whose, Job::Running(Some(stage)));
    let how = (wanted.mode, Some(&*wanted.seen));
    let done = import::apply_as_seen(&right, &web.snapshots, upload, how, now, &progress).await?;
    Ok(Some(done))
}
