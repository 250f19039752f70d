//! Calendars as files: the link beside an address gives what the address gives.

use super::*;

/// What a calendar tells, without what names its events.
fn told(calendar: &str) -> (String, Vec<String>) {
    let head = calendar.split("BEGIN:VEVENT").next().unwrap();
    let lines = |event: &String| {
        let lines = event.lines().filter(|line| !line.starts_with("UID:"));
        lines.collect::<Vec<_>>().join("\n")
    };
    let mut told: Vec<_> = events(calendar).values().map(lines).collect();
    told.sort();
    (head.to_owned(), told)
}

/// What names the events of people who are told by their initials.
fn masks(calendar: &str) -> BTreeSet<String> {
    let uids = events(calendar).into_keys();
    uids.filter(|uid| uid.starts_with("person-")).collect()
}

#[tokio::test]
async fn the_file_beside_an_address_is_as_the_address() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let staff = person_of("nm").staff;
    let file = format!("/staff/{staff}/calendar.ics");
    for (options, query) in [
        ("&lang=zh", ""),
        ("&lang=en&early=1", "?lang=en&early=1"),
        ("&lang=zh&initials=1", "?initials=1"),
        ("&lang=en&early=1&initials=1", "?lang=en&early=1&initials=1"),
    ] {
        let form = format!("form=add&scope=person&staff={staff}{options}");
        let feed = site.subscribe(&hr, &form).await;
        let page = site.get("/feeds", &hr).await.body;
        let link = format!("href=\"{file}{}\"", query.replace('&', "&amp;"));
        assert!(page.contains(&link), "{link}: {page}");
        let feed = site.fetch(&feed).await.body;
        let file = site.get(&format!("{file}{query}"), &hr).await.body;
        assert!(!events(&file).is_empty());
        assert_eq!(told(&file), told(&feed), "{query}");
    }
}

#[tokio::test]
async fn a_file_with_initials_holds_no_name_no_staff_number_and_no_link_to_a_file() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let get = async |path: &str, cookie: &str| {
        let answer = site.get(path, cookie).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        answer.body.replace("\r\n ", "")
    };
    let (all, of_one) = ("/calendar.ics?initials=1", "/departments/nm/calendar.ics");
    let with_names = get("/calendar.ics", &hr).await;
    let initials = get(all, &hr).await;
    assert_eq!(events(&with_names).len(), events(&initials).len());
    let snapshot = site.web.snapshots.current();
    let people = &snapshot.hospital.people;
    let names = people.iter().filter_map(|person| person.name.as_deref());
    let numbers = people.iter().map(|person| person.staff.as_str());
    let hidden: Vec<&str> = names.chain(numbers).chain(["/staff/"]).collect();
    let held = |text: &str| hidden.iter().filter(|one| text.contains(**one)).count();
    assert!(held(&with_names) > 2);
    assert_eq!(held(&initials), 0);
    // Taken once more it takes the place of the first; of no two others can be told who is the same.
    let masks_of = masks(&initials);
    assert!(!masks_of.is_empty());
    assert_eq!(masks(&get(all, &hr).await), masks_of);
    let auditor = site.sign_in("auditor").await;
    for other in [
        get(all, &auditor).await,
        get(&format!("{of_one}?initials=1"), &hr).await,
    ] {
        assert!(!masks(&other).is_empty());
        assert!(masks(&other).is_disjoint(&masks_of));
    }
    let early = get("/calendar.ics?initials=1&early=1", &hr).await;
    assert!(events(&early).len() > events(&initials).len());
    assert_eq!(held(&early), 0);
}
