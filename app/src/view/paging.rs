//! Long lists in pages.

/// How many items a page shows.
pub const PER_PAGE: usize = 50;

/// Which page of a list is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paging {
    /// The page, from 1.
    pub page: usize,
    /// How many there are; one at least.
    pub n_pages: usize,
    /// How many items the list has.
    pub n_items: usize,
}

impl Paging {
    /// The page that was typed, or the nearest there is.
    #[must_use]
    pub fn of(typed: Option<&str>, n_items: usize) -> Self {
        let n_pages = n_items.div_ceil(PER_PAGE).max(1);
        let page = typed.and_then(|typed| typed.parse().ok()).unwrap_or(1);
        Self {
            page: page.clamp(1, n_pages),
            n_pages,
            n_items,
        }
    }

    /// How many items stand on the pages before.
    #[must_use]
    pub const fn skip(self) -> usize {
        (self.page - 1) * PER_PAGE
    }
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paged<T> {
    /// The items on it.
    pub items: Vec<T>,
    /// Which page it is.
    pub paging: Paging,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_is_not_there_is_the_nearest() {
        let page = |typed| Paging::of(Some(typed), 101).page;
        assert_eq!(
            ["0", "1", "3", "4", "x", "-1"].map(page),
            [1, 1, 3, 3, 1, 1]
        );
        assert_eq!(Paging::of(Some("3"), 101).skip(), 100);
        assert_eq!(Paging::of(None, 0).n_pages, 1);
    }
}
