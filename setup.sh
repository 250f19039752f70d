#!/usr/bin/env bash
# Makes this machine able to build and test Zhunru, and does nothing where it already is.
#
#   ./setup.sh build    what `make build` needs: a way to WebAssembly, wasm-bindgen, wasm-opt
#   ./setup.sh test     what `make test` needs beside it: nextest, PostgreSQL, readers of calendars,
#                       a mail server, Playwright, a browser
#
# Everything goes into target/ and end2end/node_modules, except what can only come from rustup or
# the system's packages. The answers the Makefile needs are left in target/tools/env.
set -euo pipefail
cd "$(dirname "$0")"

tools=$PWD/target/tools
wasm=wasm32-unknown-unknown

say() { printf '• %s\n' "$*" >&2; }

fail() {
    printf '✗ %s\n' "$1" >&2
    shift
    if [ $# -gt 0 ]; then printf '  %s\n' "$@" >&2; fi
    exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# Runs a step and shows its output only when it fails.
quietly() {
    local log=$tools/setup.log
    "$@" >"$log" 2>&1 || { tail -n 30 "$log" >&2; return 1; }
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# Installs Debian or Ubuntu packages; the package lists are fetched at most once.
apt_install() {
    have apt-get || return 1
    [ "$(id -u)" = 0 ] || have sudo || return 1
    if [ -z "${lists_fetched:-}" ]; then
        quietly as_root apt-get -q update || say 'the package lists could not be refreshed; trying with those at hand'
        lists_fetched=yes
    fi
    quietly as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -q -y --no-install-recommends "$@"
}

# Debian's cargo and rustc, whatever else PATH holds.
debian() { env PATH="/usr/bin:$PATH" RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 "$@"; }

need_rust() {
    have cargo || fail 'Rust is missing.' 'Install it from https://rustup.rs, then try again.'
}

need_node() {
    have node && have npm || fail 'Node.js is missing (it runs the optimiser and the browser tests).' \
        'Install Node.js 20 or later, then try again.'
}

# --- A way to WebAssembly -------------------------------------------------------------------------

# True when the toolchain with this rustc can compile for WebAssembly.
knows_wasm() {
    compgen -G "$("$@" --print target-libdir --target $wasm 2>/dev/null)/libstd-*.rlib" >/dev/null
}

need_wasm() {
    wasm_cargo=cargo
    if knows_wasm rustc; then return; fi
    if knows_debian; then wasm_cargo='cargo +debian'; return; fi
    if have rustup; then
        say 'adding the WebAssembly target with rustup'
        if timeout 60 rustup target add $wasm >"$tools/setup.log" 2>&1 && knows_wasm rustc; then return; fi
        say 'rustup cannot download it here; building it from the system packages instead'
        need_debian
        wasm_cargo='cargo +debian'
        return
    fi
    fail "This Rust cannot compile for WebAssembly." \
        "Add the standard library for $wasm to it, or install Rust from https://rustup.rs."
}

knows_debian() {
    [ -x /usr/bin/rustc ] && have rustup && knows_wasm /usr/bin/rustc &&
        rustup run debian rustc --version >/dev/null 2>&1
}

# Debian has a rustc with the library sources but without the library for WebAssembly: build that
# once, and lay it where this rustc looks for it.
need_debian() {
    if ! [ -x /usr/bin/cargo ] || ! [ -d "$(debian_sources)" ]; then
        say 'installing rustc-web, cargo-web and rust-web-src'
        apt_install rustc-web cargo-web rust-web-src ||
            fail 'The packages rustc-web, cargo-web and rust-web-src could not be installed.' \
                "Run \`rustup target add $wasm\` with a connection, or install them by hand."
    fi
    if ! knows_wasm /usr/bin/rustc; then
        say 'building the standard library for WebAssembly (once, under a minute)'
        build_std || fail 'The standard library for WebAssembly could not be built.' \
            "See $tools/setup.log, or run \`rustup target add $wasm\` with a connection."
    fi
    rustup run debian rustc --version >/dev/null 2>&1 || quietly rustup toolchain link debian /usr
    knows_debian || fail 'The toolchain `debian` does not find the standard library for WebAssembly.' \
        'Run `rustup toolchain uninstall debian`, remove target/tools and try again.'
}

debian_sources() { printf '%s/lib/rustlib/src/rust/library\n' "$(/usr/bin/rustc --print sysroot 2>/dev/null)"; }

build_std() {
    local empty=$tools/std libdir
    rm -rf "$empty"
    mkdir -p "$empty/src"
    printf '[package]\nname = "empty"\nedition = "2024"\n[workspace]\n' >"$empty/Cargo.toml"
    echo '#![no_std]' >"$empty/src/lib.rs"
    (cd "$empty" && quietly debian env -u CARGO_TARGET_DIR /usr/bin/cargo build --release \
        -Z build-std=std,panic_abort --target $wasm) || return 1
    libdir=$(/usr/bin/rustc --print target-libdir --target $wasm)
    rm -f "$empty/target/$wasm/release/deps/"libempty-*
    as_root mkdir -p "$libdir"
    as_root cp "$empty/target/$wasm/release/deps/"lib*.rlib "$libdir/"
    rm -rf "$empty"
}

# The linker: rustc's own where it has one, else the rust-lld of another toolchain, else lld.
find_linker() {
    local sysroot lld
    wasm_linker=
    if [ "$wasm_cargo" = cargo ]; then return; fi
    for sysroot in "$(rustc --print sysroot)" "$HOME"/.rustup/toolchains/*; do
        for lld in "$sysroot"/lib/rustlib/*/bin/rust-lld; do
            if [ -x "$lld" ]; then wasm_linker=$lld; return; fi
        done
    done
    wasm_linker=$(compgen -G '/usr/bin/wasm-ld*' | sort -V | tail -n 1 || true)
    [ -n "$wasm_linker" ] || fail 'There is no linker for WebAssembly.' \
        'Install the package lld (`apt-get install lld`), then try again.'
}

# --- Tools ----------------------------------------------------------------------------------------

# The release of wasm-bindgen in Cargo.lock: the tool must be of the same one.
locked_wasm_bindgen() {
    awk -F'"' '/^name = "wasm-bindgen"$/ { found = 1 } found && /^version/ { print $2; exit }' Cargo.lock
}

need_wasm_bindgen() {
    local version
    [ -f Cargo.lock ] || cargo generate-lockfile --quiet
    version=$(locked_wasm_bindgen)
    if [ "$("$tools/bin/wasm-bindgen" --version 2>/dev/null)" = "wasm-bindgen $version" ]; then return; fi
    if [ "$(wasm-bindgen --version 2>/dev/null)" = "wasm-bindgen $version" ]; then
        mkdir -p "$tools/bin"
        ln -sf "$(command -v wasm-bindgen)" "$tools/bin/wasm-bindgen"
        return
    fi
    say "installing wasm-bindgen-cli $version (once, about two minutes)"
    quietly install_tool wasm-bindgen-cli --version "=$version" --no-default-features ||
        fail "wasm-bindgen-cli $version could not be installed." "See $tools/setup.log."
}

# Debug information and optimisation would only make these small tools slower to build.
install_tool() {
    env -u CARGO_TARGET_DIR CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_LTO=off \
        cargo install --quiet --force --root "$tools" --target-dir "$tools/build" "$@" &&
        rm -rf "$tools/build"
}

need_npm_packages() {
    local done_for=end2end/node_modules/.package-lock.json
    if [ -f $done_for ] && ! [ end2end/package-lock.json -nt $done_for ]; then return; fi
    say 'installing the npm packages of end2end'
    quietly npm ci --prefix end2end --no-audit --no-fund --ignore-scripts ||
        fail 'The npm packages could not be installed.' "See $tools/setup.log."
    touch $done_for
}

need_nextest() {
    if cargo nextest --version >/dev/null 2>&1; then return; fi
    if [ -x "$tools/bin/cargo-nextest" ]; then return; fi
    say 'installing cargo-nextest (once, some minutes)'
    quietly install_tool --locked cargo-nextest ||
        fail 'cargo-nextest could not be installed.' \
            "See $tools/setup.log, or https://nexte.st for ready-made binaries."
}

# Debian keeps initdb out of PATH. Without it the tests go on, and say so; under CI they do not.
need_postgres() {
    if [ -n "${ZHUNRU_TEST_POSTGRES_URL:-}" ] || have initdb; then return; fi
    if compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; then return; fi
    say 'installing PostgreSQL, which the store is tested on beside SQLite'
    apt_install postgresql ||
        say 'PostgreSQL could not be installed: install it by hand, or the store is tested on SQLite only'
}

# Calendars are read by libraries of others, and subscribed to; mail is handed in to servers of others.
# Without them those tests go on, and say so; under CI they do not.
need_programs_of_others() {
    need_python_packages calendars 'libraries that read calendars'
    need_python_packages mail 'a mail server'
}

# What a folder of tests names, in an environment of its own under target/tools.
need_python_packages() {
    local asked=server/tests/$1/requirements.txt own=$tools/$1
    if cmp -s "$asked" "$own/requirements.txt"; then return; fi
    say "installing $2"
    rm -rf "$own"
    if new_venv "$own" && quietly "$own/bin/python" -m pip install --quiet --requirement "$asked"; then
        cp "$asked" "$own/"
    else
        say "what $asked names could not be installed: nothing is tested with $2 of others"
    fi
}

# Debian has the module for it in a package of its own.
new_venv() {
    if quietly python3 -m venv "$1"; then return; fi
    apt_install python3 python3-venv && quietly python3 -m venv "$1"
}

# Left alone where CHROMIUM names a browser, or Playwright has brought its own.
need_browser() {
    if [ -n "${CHROMIUM:-}" ]; then
        [ -x "$CHROMIUM" ] || fail "CHROMIUM names $CHROMIUM, which cannot be run."
        return
    fi
    if [ -x /usr/bin/chromium ]; then need_font; return; fi
    if compgen -G "${PLAYWRIGHT_BROWSERS_PATH:-$HOME/.cache/ms-playwright}/chromium*" >/dev/null; then return; fi
    say 'installing chromium and a Chinese font'
    apt_install chromium fonts-noto-cjk && [ -x /usr/bin/chromium ] ||
        fail 'No browser for the browser tests.' \
            'Install Chromium and set CHROMIUM to it,' \
            'or run `npx playwright install chromium` in end2end/.'
}

need_font() {
    if ! have fc-list || [ -n "$(fc-list :lang=zh-cn)" ]; then return; fi
    say 'installing a Chinese font'
    apt_install fonts-noto-cjk || say 'without fonts-noto-cjk, Chinese text in screenshots is boxes'
}

# --------------------------------------------------------------------------------------------------

mkdir -p "$tools"
need_rust
need_node
case "${1:-build}" in
build)
    need_wasm
    find_linker
    need_wasm_bindgen
    need_npm_packages
    printf 'WASM_CARGO=%q\nWASM_LINKER=%q\n' "$wasm_cargo" "$wasm_linker" >"$tools/env.new"
    # Kept as it was when nothing changed, so that make does not build again.
    cmp -s "$tools/env.new" "$tools/env" || cp "$tools/env.new" "$tools/env"
    rm "$tools/env.new"
    ;;
test)
    need_npm_packages
    need_nextest
    need_postgres
    need_programs_of_others
    need_browser
    ;;
*)
    fail "usage: $0 [build|test]"
    ;;
esac
