//! Days as people and Excel write them.

use eligibility::day::Day;

use super::text::folded;

/// Why a text is no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoDay {
    /// It is not written as a day.
    NotADay,
    /// It is written as a day that no calendar has, or outside 1900 to 2199.
    NoSuchDay,
}

/// The day of one of `2026-03-01`, `2026/3/1`, `2026.3.1`, `2026年3月1日`, `20260301` or a serial
/// number of Excel's; digits may be full-width, and a time may follow.
///
/// # Errors
/// Why it is none.
pub fn parse(text: &str) -> Result<Day, NoDay> {
    if let Some(day) = Day::parse(text) {
        return Ok(day);
    }
    let text = folded(text);
    let text = text.trim();
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain {
        return of_digits(text);
    }
    let date = without_time(text);
    let date = date.strip_suffix(['日', '号']).unwrap_or(date).trim_end();
    let mut parts = date.split(['-', '/', '.', '年', '月']);
    let mut part = |most: usize| {
        let digits = parts.next()?.trim();
        let fits = (1..=most).contains(&digits.len());
        let plain = fits && digits.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| digits.parse::<u32>().ok())?
    };
    let (year, month, day) = (part(4), part(2), part(2));
    match (year, month, day, parts.next()) {
        (Some(year @ 1000..), Some(month), Some(day), None) => make(year, month, day),
        _ => Err(NoDay::NotADay),
    }
}

/// Days may carry a time of day, as databases export them.
fn without_time(text: &str) -> &str {
    let cut = text.split_once([' ', 'T']).filter(|(_, time)| {
        let time = time.trim_end_matches('Z');
        !time.is_empty()
            && time
                .bytes()
                .all(|b| b.is_ascii_digit() || b":.".contains(&b))
    });
    cut.map_or(text, |(date, _)| date)
}

fn of_digits(digits: &str) -> Result<Day, NoDay> {
    let number: u32 = digits.parse().map_err(|_| NoDay::NotADay)?;
    match digits.len() {
        8 => make(number / 10_000, number / 100 % 100, number % 100),
        5 => of_serial(f64::from(number)).ok_or(NoDay::NotADay),
        _ => Err(NoDay::NotADay),
    }
}

fn make(year: u32, month: u32, day: u32) -> Result<Day, NoDay> {
    let year = i32::try_from(year).map_err(|_| NoDay::NoSuchDay)?;
    Day::new(year, month, day).ok_or(NoDay::NoSuchDay)
}

/// The day of a plain number in a cell: a serial number, or eight digits. A bare year is none,
/// though it is a serial number too.
///
/// # Errors
/// Why it is none.
pub fn of_number(number: f64) -> Result<Day, NoDay> {
    if (19_000_101.0..=21_991_231.0).contains(&number) && number.fract() == 0.0 {
        return of_digits(&format!("{number}"));
    }
    if number < 10_000.0 {
        return Err(NoDay::NotADay);
    }
    of_serial(number).ok_or(NoDay::NotADay)
}

/// The day of a serial number of the 1900 system, which has a 29 February 1900 that never was.
#[must_use]
pub fn of_serial(serial: f64) -> Option<Day> {
    if !(1.0..=110_000.0).contains(&serial) {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "in range, and the time of day is left out"
    )]
    let days = serial as u32;
    let first = Day::new(1900, 1, 1)?;
    let day = match days {
        60 => return None,
        61.. => first.plus_days(days - 2),
        _ => first.plus_days(days - 1),
    };
    Day::parse(&day.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_they_are_written() {
        for text in [
            "2026-03-01",
            "2026/3/1",
            "2026.3.1",
            "2026年3月1日",
            "2026年03月01号",
            "20260301",
            "２０２６／３／１",
            " 2026-3-1 ",
            "46082",
            "2026-03-01 00:00:00",
            "2026-03-01T08:30:00Z",
        ] {
            assert_eq!(
                parse(text).map(|day| day.to_string()),
                Ok("2026-03-01".into()),
                "{text}"
            );
        }
        for text in [
            "",
            "2026",
            "2026-03",
            "26-3-1",
            "2026年",
            "长期",
            "1",
            "2026-03-01-02",
            "3/1/2026",
            "2026-３x-1",
        ] {
            assert_eq!(parse(text), Err(NoDay::NotADay), "{text}");
        }
        for text in [
            "2026-02-30",
            "20260230",
            "2026/13/1",
            "1899-12-31",
            "2200-01-01",
            "2025.2.29",
        ] {
            assert_eq!(parse(text), Err(NoDay::NoSuchDay), "{text}");
        }
    }

    #[test]
    fn serial_numbers_are_those_of_excel() {
        let of = |serial| of_serial(serial).map(|day| day.to_string());
        assert_eq!(of(1.0), Some("1900-01-01".into()));
        assert_eq!(of(59.0), Some("1900-02-28".into()));
        assert_eq!(of(60.0), None);
        assert_eq!(of(61.0), Some("1900-03-01".into()));
        assert_eq!(of(45_658.75), Some("2025-01-01".into()));
        assert_eq!(of(109_574.0), Some("2199-12-31".into()));
        for no in [0.0, -1.0, 109_575.0, f64::NAN, f64::INFINITY] {
            assert_eq!(of(no), None, "{no}");
        }
        assert_eq!(of_number(2015.0), Err(NoDay::NotADay));
        assert_eq!(of_number(20_260_301.0).unwrap().to_string(), "2026-03-01");
        assert_eq!(of_number(20_260_230.0), Err(NoDay::NoSuchDay));
    }
}
