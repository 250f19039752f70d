//! Dates as people type them.

use eligibility::day::Day;

/// The day of `2026-03-01`, `2026/3/1`, `2026.3.1`, `20260301` or `2026年3月1日`; `None` if it is
/// no day.
#[must_use]
pub fn day_typed(text: &str) -> Option<Day> {
    let text = text.trim();
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let (year, rest) = text.split_at_checked(4)?;
        let (month, day) = rest.split_at_checked(2)?;
        return of_parts(year, month, day);
    }
    let text = text.strip_suffix('日').unwrap_or(text);
    let mut parts = text.split(['-', '/', '.', '年', '月']);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    of_parts(year, month, day)
}

fn of_parts(year: &str, month: &str, day: &str) -> Option<Day> {
    let number = |text: &str| {
        let plain = (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| text.parse::<u32>().ok())?
    };
    Day::new(
        i32::try_from(number(year)?).ok()?,
        number(month)?,
        number(day)?,
    )
}

#[cfg(test)]
mod tests {
    use super::day_typed;

    #[test]
    fn the_usual_ways_to_write_a_day_are_read() {
        for typed in [
            "2026-03-01",
            "2026/3/1",
            "2026.03.1",
            "20260301",
            "2026年3月1日",
            " 2026-03-01 ",
        ] {
            let day = day_typed(typed).map(|day| day.to_string());
            assert_eq!(day.as_deref(), Some("2026-03-01"), "{typed}");
        }
    }

    #[test]
    fn what_is_no_day_is_not_guessed() {
        for typed in [
            "2026-02-30",
            "26-3-1",
            "2026-03",
            "2026-03-01-02",
            "+026-3-1",
            "today",
            "日",
            "２０２６-3-1",
        ] {
            assert_eq!(day_typed(typed), None, "{typed}");
        }
    }
}
