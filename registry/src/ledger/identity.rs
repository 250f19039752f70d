//! Identity numbers (身份证号, GB 11643): their form, their date and their check digit.

use eligibility::day::Day;

use super::fault::IdFault;
use super::text::folded;

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS: &str = "10X98765432";

/// A number without a fault, in one form, and the birth date in it.
///
/// # Errors
/// The first thing that is wrong.
pub fn check(text: &str) -> Result<(String, Day), IdFault> {
    let text = folded(text).trim().to_ascii_uppercase();
    let body = text
        .get(..17)
        .filter(|body| body.bytes().all(|byte| byte.is_ascii_digit()));
    let last = text.chars().nth(17).filter(|_| text.chars().count() == 18);
    let (Some(body), Some(last)) = (body, last) else {
        return Err(IdFault::Form);
    };
    let part = |from: usize, to: usize| body.get(from..to).unwrap_or_default();
    let date = format!("{}-{}-{}", part(6, 10), part(10, 12), part(12, 14));
    let day = Day::parse(&date).ok_or(IdFault::BirthDate)?;
    let digits = body.chars().filter_map(|digit| digit.to_digit(10));
    let sum: u32 = digits
        .zip(WEIGHTS)
        .map(|(digit, weight)| digit * weight)
        .sum();
    let expected = CHECK_DIGITS.chars().nth((sum % 11) as usize);
    if expected == Some(last) {
        Ok((text, day))
    } else {
        Err(IdFault::CheckDigit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_checked_by_form_date_and_check_digit() {
        assert_eq!(
            check("11010519491231002X").unwrap().1.to_string(),
            "1949-12-31"
        );
        assert_eq!(
            check("１１０１０５１９４９１２３１００２ｘ").unwrap().0,
            "11010519491231002X"
        );
        assert_eq!(check("110105194912310021"), Err(IdFault::CheckDigit));
        assert_eq!(check("110105194913310021"), Err(IdFault::BirthDate));
        for text in [
            "",
            "1101051949123100",
            "11010519491231002Y2",
            "abc",
            "一一〇一〇五一九四九一二三一〇〇二",
        ] {
            assert_eq!(check(text), Err(IdFault::Form), "{text}");
        }
    }
}
