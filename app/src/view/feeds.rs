//! What a calendar can be of, as forms and addresses write it.

use registry::feeds::{Scope, Wanted};
use registry::seen::Seen;

use super::address::Address;
use super::sheet::programme_name;
use crate::locale::Lang;

/// The choice of one person, whose staff number stands in a field of its own.
pub const PERSON: &str = "person";
const HOSPITAL: &str = "hospital";
const DEPARTMENT: &str = "department";
const PROGRAMME: &str = "programme";
/// The keys of what a calendar can be, and the value that says that it is.
const EARLY: &str = "early";
const INITIALS: &str = "initials";
const YES: &str = "1";

/// What one reader can choose: code and name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    /// Everything, for those who may read everything.
    pub hospital: Option<(String, String)>,
    /// Departments and programmes, each with the name of the group.
    pub groups: [(&'static str, Vec<(String, String)>); 2],
}

/// What a reader can choose besides people.
#[must_use]
pub fn choices(lang: Lang, seen: &Seen<'_>) -> Choices {
    let words = lang.words().feeds;
    let whole = seen.whole();
    let hospital = whole.map(|_| (HOSPITAL.to_owned(), words.hospital.to_owned()));
    let departments = seen.departments().map(|department| {
        let name = department.name.as_ref().unwrap_or(&department.id);
        (code(DEPARTMENT, &department.id), name.clone())
    });
    let programmes = seen.programmes().map(|seen| {
        let programme = seen.programme();
        (
            code(PROGRAMME, &programme.id),
            programme_name(programme).to_owned(),
        )
    });
    Choices {
        hospital,
        groups: [
            (words.departments, departments.collect()),
            (words.programmes, programmes.collect()),
        ],
    }
}

/// What is chosen by a code, and by a staff number where the code asks for one; `None` for no code of
/// ours.
#[must_use]
pub fn scope_of(code: &str, staff: &str) -> Option<Scope> {
    match code.split_once(':') {
        None if code == HOSPITAL => Some(Scope::Hospital),
        None if code == PERSON => Some(Scope::Person(staff.trim().to_owned())),
        Some((DEPARTMENT, id)) => Some(Scope::Department(id.to_owned())),
        Some((PROGRAMME, id)) => Some(Scope::Programme(id.to_owned())),
        Some((PERSON, staff)) => Some(Scope::Person(staff.to_owned())),
        _ => None,
    }
}

/// The code a form chooses something by.
#[must_use]
pub fn code_of(scope: &Scope) -> String {
    match scope {
        Scope::Hospital => HOSPITAL.to_owned(),
        Scope::Department(id) => code(DEPARTMENT, id),
        Scope::Programme(id) => code(PROGRAMME, id),
        Scope::Person(_) => PERSON.to_owned(),
    }
}

/// The page on which somebody's or a programme's calendar can be subscribed to.
#[must_use]
pub fn page_of(address: &Address, scope: &Scope) -> String {
    let of = match scope {
        Scope::Person(staff) => code(PERSON, staff),
        other => code_of(other),
    };
    let page = address.board().at_path("/feeds");
    Address {
        on: None,
        ..page.with_own(vec![("of", of)])
    }
    .to_string()
}

/// The file with a calendar, as usual: without events before the day, and with names.
#[must_use]
pub fn file_of(address: &Address, scope: &Scope) -> String {
    file(address, scope).to_string()
}

/// The file with a calendar as it is wished, in its own language.
#[must_use]
pub fn file_as(address: &Address, wanted: &Wanted) -> String {
    let options = [(EARLY, wanted.early), (INITIALS, wanted.initials)].into_iter();
    let options = options.filter(|(_, is_wanted)| *is_wanted);
    let own = options.map(|(key, _)| (key, YES.to_owned())).collect();
    let file = file(address, &wanted.scope).with_own(own);
    let lang = Lang::from_code(&wanted.lang).unwrap_or(file.lang);
    Address { lang, ..file }.to_string()
}

/// The calendar that a form or the query of a file's address asks for.
#[must_use]
pub fn wanted_of(scope: Scope, lang: Lang, value: impl Fn(&str) -> Option<String>) -> Wanted {
    let is = |key| value(key).as_deref() == Some(YES);
    Wanted {
        scope,
        lang: lang.code().to_owned(),
        early: is(EARLY),
        initials: is(INITIALS),
    }
}

fn file(address: &Address, scope: &Scope) -> Address {
    let page = match scope {
        Scope::Person(staff) => address.staff(staff),
        Scope::Programme(id) => address.sheet(id),
        Scope::Department(id) => address.department(id),
        Scope::Hospital => address.board().at_path(""),
    };
    let path = format!("{}/calendar.ics", page.path);
    Address {
        path,
        on: None,
        ..page
    }
}

fn code(kind: &str, id: &str) -> String {
    format!("{kind}:{id}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_chosen_is_read_back() {
        for (scope, staff) in [
            (Scope::Hospital, ""),
            (Scope::Department("a:b".to_owned()), ""),
            (Scope::Programme("petct".to_owned()), ""),
            (Scope::Person("N0103".to_owned()), " N0103 "),
        ] {
            assert_eq!(scope_of(&code_of(&scope), staff), Some(scope));
        }
        assert_eq!(
            scope_of("person:N0103", ""),
            Some(Scope::Person("N0103".to_owned()))
        );
        assert_eq!(scope_of("ward:1", ""), None);
        assert_eq!(scope_of("", ""), None);
    }

    #[test]
    fn a_file_lies_below_its_page_and_keeps_the_language() {
        let address = Address {
            lang: Lang::En,
            ..Address::default()
        };
        let person = Scope::Person("N 1".to_owned());
        let file = file_of(&address, &person);
        assert_eq!(file, "/staff/N%201/calendar.ics?lang=en");
        assert_eq!(
            page_of(&address, &person),
            "/feeds?lang=en&of=person%3AN%201"
        );
        let department = Scope::Department("核医学".to_owned());
        let file = file_of(&address, &department);
        assert_eq!(
            file,
            "/departments/%E6%A0%B8%E5%8C%BB%E5%AD%A6/calendar.ics?lang=en"
        );
        let file = file_of(&address, &Scope::Hospital);
        assert_eq!(file, "/calendar.ics?lang=en");
    }

    #[test]
    fn a_file_is_asked_for_as_it_is_wished_and_read_so() {
        let lang = |code: &str| Lang::from_code(code).unwrap();
        for (code, early, initials, expected) in [
            ("zh", false, false, "/staff/N1/calendar.ics"),
            (
                "en",
                false,
                true,
                "/staff/N1/calendar.ics?lang=en&initials=1",
            ),
            (
                "zh",
                true,
                true,
                "/staff/N1/calendar.ics?early=1&initials=1",
            ),
        ] {
            let wish = Wanted {
                scope: Scope::Person("N1".to_owned()),
                lang: code.to_owned(),
                early,
                initials,
            };
            // Whatever the language of the page.
            let page = Address {
                lang: Lang::En,
                ..Address::default()
            };
            let file = file_as(&page, &wish);
            assert_eq!(file, expected);
            let value = |key: &str| {
                let pairs = file
                    .split(['?', '&'])
                    .filter_map(|pair| pair.split_once('='));
                let mut values = pairs.filter(|(name, _)| *name == key);
                values.next().map(|(_, value)| value.to_owned())
            };
            assert_eq!(wanted_of(wish.scope.clone(), lang(code), value), wish);
        }
    }
}
