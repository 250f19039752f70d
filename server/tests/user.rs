//! Accounts on the command line.

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml frees tests, but not the functions they share"
)]

mod terminal;

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Output, Stdio};

use terminal::{DAY, folder, stderr, stdout, zhunru};

fn database(test: &str) -> String {
    folder(test).join("zhunru.db").display().to_string()
}

fn user(database: &str, args: &[&str], typed: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhunru"));
    let mut child = command
        .args(["user", "--database", database])
        .args(args)
        .env_remove("ZHUNRU_LANG")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(typed.as_bytes()).unwrap();
    drop(stdin);
    child.wait_with_output().unwrap()
}

#[test]
fn an_account_is_added_by_a_link_or_with_a_typed_password() {
    let database = database("user-add");
    let add = [
        "add",
        "--role",
        "administrator",
        "wang.fang",
        "--name",
        "王芳",
    ];
    let base = ["--base-url", "https://zhunru.example.cn/"];
    let output = user(&database, &[&add[..], &base[..]].concat(), "");
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(stdout(&output).contains("https://zhunru.example.cn/set-up?token="));

    let typed = ["add", "--role", "hr", "li", "--password-stdin"];
    let output = user(&database, &typed, "password123\n");
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("太容易猜到"),
        "{}",
        stderr(&output)
    );
    let output = user(&database, &typed, "tK9vq-Lm2xw\n");
    assert!(output.status.success(), "{}", stderr(&output));

    let list = stdout(&user(&database, &["list"], ""));
    let lines: Vec<_> = list.lines().collect();
    assert_eq!(lines.len(), 2, "{list}");
    assert!(lines[0].starts_with("li\t") && lines[0].ends_with("可登录"));
    assert!(lines[1].contains("王芳\t管理员") && lines[1].ends_with("等待设置密码"));
}

#[test]
fn what_is_wrong_is_said_and_exits_with_2() {
    let database = database("user-wrong");
    for (args, says) in [
        (&["add", "--role", "head", "li"][..], "至少要负责一个科室"),
        (
            &["add", "--role", "head", "--department", "moon", "li"],
            "没有这个科室",
        ),
        (&["add", "--role", "hr", "a b"], "登录名只能"),
        (&["reset", "nobody"], "没有这个账号"),
        (
            &["add", "--role", "root", "li"],
            "administrator, hr, head, auditor",
        ),
    ] {
        let output = user(&database, args, "");
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(
            stderr(&output).contains(says),
            "{args:?}: {}",
            stderr(&output)
        );
    }
}

#[test]
fn a_reset_takes_the_password_away() {
    let database = database("user-reset");
    user(
        &database,
        &["add", "--role", "hr", "li", "--password-stdin"],
        "tK9vq-Lm2xw\n",
    );
    let output = user(&database, &["reset", "LI"], "");
    assert!(
        stdout(&output).contains("/set-up?token="),
        "{}",
        stderr(&output)
    );
    let list = stdout(&user(&database, &["list"], ""));
    assert!(list.contains("等待设置密码"), "{list}");
}

#[test]
fn only_the_demo_has_accounts_whose_password_is_printed() {
    let database = database("user-demo");
    let output = zhunru(&["demo", "--on", DAY, "--database", &database]);
    let told = stdout(&output);
    assert!(
        told.contains("admin") && told.contains("zhunru-示例-2026"),
        "{told}"
    );
    assert_eq!(stdout(&user(&database, &["list"], "")).lines().count(), 6);
}

#[test]
fn a_server_without_accounts_prints_the_way_to_the_first() {
    let database = database("user-first");
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhunru"));
    let mut server = command
        .args(["serve", "--port", "0", "--database", &database])
        .env("RUST_LOG", "warn")
        .env_remove("ZHUNRU_LANG")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(server.stdout.take().unwrap()).lines();
    let (link, address) = (
        lines.next().unwrap().unwrap(),
        lines.next().unwrap().unwrap(),
    );
    server.kill().unwrap();
    server.wait().unwrap();
    let address = address.strip_prefix("准入 ").unwrap();
    assert!(
        link.contains(&format!("{address}/set-up?token=")),
        "{link} {address}"
    );
}
