//! Tokens by which other programs read.

use registry::api_tokens::{ApiToken, ApiTokenError, Scope};

use crate::locale::Lang;

/// What a token lets read.
#[must_use]
pub const fn scope(lang: Lang, scope: Scope) -> &'static str {
    let words = lang.words().api_tokens;
    match scope {
        Scope::Assessments => words.assessments,
        Scope::Expiring => words.expiring,
        Scope::Staff => words.staff,
    }
}

/// Everything a token lets read.
#[must_use]
pub fn scopes(lang: Lang, token: &ApiToken) -> String {
    let given = Scope::ALL.into_iter().filter(|one| token.is_for(*one));
    let given: Vec<_> = given.map(|one| scope(lang, one)).collect();
    given.join(lang.words().separator)
}

/// Why there is no new token, and the field to mend if it is one; `None` where that is nobody's fault who asks.
#[must_use]
pub const fn fault(
    lang: Lang,
    error: &ApiTokenError,
) -> Option<(Option<&'static str>, &'static str)> {
    let words = lang.words().api_tokens;
    match error {
        ApiTokenError::Name => Some((Some("name"), words.bad_name)),
        ApiTokenError::NoScope => Some((None, words.no_scope)),
        ApiTokenError::Days => Some((None, words.bad_days)),
        ApiTokenError::TooMany => Some((None, words.too_many)),
        ApiTokenError::Store(_) | ApiTokenError::NoRandomness(_) => None,
    }
}
