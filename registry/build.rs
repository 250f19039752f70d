//! Rebuilds when a migration is added: `sqlx::migrate!` sees only the files it has read before.

fn main() {
    println!("cargo:rerun-if-changed=../migrations");
}
