//! The macros that declare a table of a file, or a closed set of words, once for reading, typing
//! and schema.

use super::fault::FaultKind;
use super::reader::Cx;
use crate::day::Day;

/// Declares a struct that is read from a table with exactly its fields as keys.
///
/// `Option` and `Vec` fields may be left out; every other must stand. `in order (from, to)` notes a
/// last day before its first, whatever else is wrong with the record. With `check with path` the
/// function gets the finished record, if nothing is wrong with it, and may note further faults.
macro_rules! record {
    (
        $(#[doc = $doc:literal])*
        $vis:vis struct $name:ident {
            $( $(#[doc = $field_doc:literal])* $field:ident : $type:ty ),* $(,)?
        }
        $(in order $(($first:ident, $last:ident)),+)?
        $(check with $check:path)?
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        $vis struct $name {
            $( $(#[doc = $field_doc])* pub $field: $type, )*
        }

        impl $crate::file::Shape for $name {
            fn read(node: &$crate::file::Node, cx: &mut $crate::file::Cx<'_>) -> Option<Self> {
                let faults = cx.n_faults();
                let table = $crate::file::TableReader::open(node, &[$(stringify!($field)),*], cx)?;
                $( let $field = table.key::<$type>(stringify!($field), cx); )*
                $($( $crate::file::in_order(
                    cx,
                    (stringify!($first), $crate::file::Dated::day(&$first)),
                    (stringify!($last), $crate::file::Dated::day(&$last)),
                ); )+)?
                let read = Self { $( $field: $field?, )* };
                // What is already at fault would only be reported a second time.
                if cx.n_faults() == faults {
                    $( $check(&read, cx); )?
                }
                Some(read)
            }

            fn write(&self) -> $crate::file::Node {
                let mut entries = Vec::new();
                $( if !$crate::file::Shape::is_absent(&self.$field) {
                    entries.push((stringify!($field), $crate::file::Shape::write(&self.$field)));
                } )*
                $crate::file::Node::table(entries)
            }

            fn schema(definitions: &mut $crate::file::Definitions) -> $crate::file::Node {
                definitions.define(stringify!($name), |definitions| {
                    let keys = vec![$((
                        stringify!($field),
                        concat!($($field_doc),*),
                        <$type as $crate::file::Shape>::REQUIRED,
                        <$type as $crate::file::Shape>::schema(definitions),
                    )),*];
                    $crate::file::schema_object(concat!($($doc),*), keys)
                })
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serde::Serialize::serialize(&$crate::file::Shape::write(self), serializer)
            }
        }
    };
}
pub(crate) use record;

/// Declares an enum that is read from one of a closed set of words.
macro_rules! word_enum {
    (
        $(#[$meta:meta])*
        pub enum $name:ident ($what:ident) {
            $( $(#[$variant_meta:meta])* $variant:ident = $word:literal ),* $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $( $(#[$variant_meta])* $variant, )*
        }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word that stands for the value in files.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $( Self::$variant => $word, )* }
            }

            /// The value a word stands for.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $( $word => Some(Self::$variant), )* _ => None }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }

        impl $crate::file::Shape for $name {
            fn read(node: &$crate::file::Node, cx: &mut $crate::file::Cx<'_>) -> Option<Self> {
                $crate::file::read_word(node, cx, $crate::file::Thing::$what, &[$($word),*], Self::from_word)
            }

            fn write(&self) -> $crate::file::Node {
                $crate::file::Node::text(self.word())
            }

            fn schema(_: &mut $crate::file::Definitions) -> $crate::file::Node {
                $crate::file::schema_words(&Self::ALL.iter().map(|value| value.word()).collect::<Vec<_>>())
            }
        }
    };
}
pub(crate) use word_enum;

/// What may hold a day, as far as it was read.
pub(crate) trait Dated {
    /// The day, if there is one.
    fn day(&self) -> Option<Day>;
}

impl Dated for Day {
    fn day(&self) -> Option<Day> {
        Some(*self)
    }
}

impl<T: Dated> Dated for Option<T> {
    fn day(&self) -> Option<Day> {
        self.as_ref().and_then(T::day)
    }
}

/// Notes a fault where a last day is before its first.
pub(crate) fn in_order(cx: &mut Cx<'_>, first: (&str, Option<Day>), last: (&str, Option<Day>)) {
    if let ((first_key, Some(first)), (last_key, Some(last))) = (first, last)
        && last < first
    {
        let (first_key, last_key) = (first_key.to_owned(), last_key.to_owned());
        cx.fault(FaultKind::OutOfOrder {
            first_key,
            first,
            last_key,
            last,
        });
    }
}
