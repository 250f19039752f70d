//! Duties done again and again.

use eligibility::assess::Item;
use eligibility::catalogue::DutyId;
use eligibility::facts::StaffNumber;

use super::things;
use crate::wording::Voice;

/// A duty and the item it is about.
pub(super) fn about(v: Voice<'_>, duty: &DutyId, item: Option<&Item>) -> String {
    let item = item.map_or_else(String::new, |item| format!("{}：", things::item(v, item)));
    format!("{item}“{}”", v.duty(duty))
}

/// By whom it was done.
pub(super) fn by(staff: Option<&StaffNumber>) -> String {
    staff.map_or_else(String::new, |staff| format!("（工号 {staff}）"))
}
