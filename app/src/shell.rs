//! What all pages share: the document around them, and which address shows which page.

use leptos::config::LeptosOptions;
use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::SsrMode;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

use crate::components::hydration::WakeIslands;
use crate::pages::account::AccountPage;
use crate::pages::api_tokens::ApiTokensPage;
use crate::pages::attachments::AttachmentsPage;
use crate::pages::audit::AuditPage;
use crate::pages::board::BoardPage;
use crate::pages::expiring::ExpiringPage;
use crate::pages::export::ExportPage;
use crate::pages::feeds::FeedsPage;
use crate::pages::identity::IdentityPage;
use crate::pages::import::ImportPage;
use crate::pages::import_batch::ImportBatchPage;
use crate::pages::import_file::ImportFilePage;
use crate::pages::institution::InstitutionPage;
use crate::pages::new_programme::NewProgrammePage;
use crate::pages::not_found::NotFoundPage;
use crate::pages::notices::NoticesPage;
use crate::pages::programme_records::ProgrammeRecordsPage;
use crate::pages::proposals::ProposalsPage;
use crate::pages::propose::ProposePage;
use crate::pages::renew::RenewPage;
use crate::pages::set_up::SetUpPage;
use crate::pages::sheet::SheetPage;
use crate::pages::sign_in::SignInPage;
use crate::pages::staff::StaffPage;
use crate::pages::staff_file::StaffFilePage;
use crate::pages::staff_new::StaffNewPage;
use crate::pages::users::UsersPage;
use crate::pages::what_if::WhatIfPage;
use crate::request::asked;

/// Where the browser finds the files that a page needs beside its HTML.
#[derive(Clone, Debug)]
pub struct Site {
    /// Address of the stylesheet.
    pub stylesheet: &'static str,
    /// Where the browser half lies; `None` when the server was built without it. Pages are
    /// complete all the same.
    pub browser_half: Option<LeptosOptions>,
}

/// The HTML document around a page. Pages read from the [`crate::source::Source`] that the server
/// provides as a context value.
pub fn shell(site: Site) -> impl IntoView {
    let lang = asked().address.lang.tag();
    view! {
        <!DOCTYPE html>
        <html lang=lang>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <link rel="icon" href="data:," />
                <link rel="stylesheet" href=site.stylesheet />
                {site
                    .browser_half
                    .map(|options| {
                        view! {
                            <AutoReload options=options.clone() />
                            <WakeIslands options />
                        }
                    })}
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// Address by address, the page it shows.
///
/// Every route renders in [`SsrMode::Async`]: the other modes send late parts in scripts, and a
/// page must be complete without any.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <Routes fallback=NotFoundPage>
                <Route path=path!("/") view=BoardPage ssr=SsrMode::Async />
                <Route path=path!("/new/programme") view=NewProgrammePage ssr=SsrMode::Async />
                <Route path=path!("/programmes/:id") view=SheetPage ssr=SsrMode::Async />
                <Route path=path!("/programmes/:id/what-if") view=WhatIfPage ssr=SsrMode::Async />
                <Route path=path!("/staff") view=StaffPage ssr=SsrMode::Async />
                <Route path=path!("/export") view=ExportPage ssr=SsrMode::Async />
                <Route path=path!("/feeds") view=FeedsPage ssr=SsrMode::Async />
                <Route path=path!("/api-tokens") view=ApiTokensPage ssr=SsrMode::Async />
                <Route path=path!("/new/person") view=StaffNewPage ssr=SsrMode::Async />
                <Route path=path!("/staff/:number") view=StaffFilePage ssr=SsrMode::Async />
                <Route
                    path=path!("/staff/:number/attachments")
                    view=AttachmentsPage
                    ssr=SsrMode::Async
                />
                <Route path=path!("/staff/:number/identity") view=IdentityPage ssr=SsrMode::Async />
                <Route
                    path=path!("/programmes/:id/records")
                    view=ProgrammeRecordsPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/programmes/:id/attachments")
                    view=AttachmentsPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("/institution/attachments")
                    view=AttachmentsPage
                    ssr=SsrMode::Async
                />
                <Route path=path!("/institution") view=InstitutionPage ssr=SsrMode::Async />
                <Route path=path!("/propose/:record") view=ProposePage ssr=SsrMode::Async />
                <Route path=path!("/proposals") view=ProposalsPage ssr=SsrMode::Async />
                <Route path=path!("/sign-in") view=SignInPage ssr=SsrMode::Async />
                <Route path=path!("/set-up") view=SetUpPage ssr=SsrMode::Async />
                <Route path=path!("/account") view=AccountPage ssr=SsrMode::Async />
                <Route path=path!("/users") view=UsersPage ssr=SsrMode::Async />
                <Route path=path!("/import") view=ImportPage ssr=SsrMode::Async />
                <Route path=path!("/import/:upload") view=ImportFilePage ssr=SsrMode::Async />
                <Route
                    path=path!("/import/batches/:batch")
                    view=ImportBatchPage
                    ssr=SsrMode::Async
                />
                <Route path=path!("/expiring") view=ExpiringPage ssr=SsrMode::Async />
                <Route path=path!("/expiring/renew") view=RenewPage ssr=SsrMode::Async />
                <Route path=path!("/audit") view=AuditPage ssr=SsrMode::Async />
                <Route path=path!("/notices") view=NoticesPage ssr=SsrMode::Async />
            </Routes>
        </Router>
    }
}
