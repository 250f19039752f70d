//! Equipment and rooms.

use eligibility::assess::{Item, RoomName};
use eligibility::file::Decimal;
use eligibility::standard::ItemCondition;

use crate::wording::Voice;
pub(super) use crate::wording::labels::amount;

/// An item of equipment by kind and name.
pub(super) fn item(v: Voice<'_>, item: &Item) -> String {
    named(v.equipment(&item.kind), item.name.as_deref())
}

/// A room by kind and name.
pub(super) fn room(v: Voice<'_>, room: &RoomName) -> String {
    named(v.room(&room.kind), room.name.as_deref())
}

fn named(kind: &str, name: Option<&str>) -> String {
    name.map_or_else(|| kind.to_owned(), |name| format!("{kind} ({name})"))
}

/// What each item must meet.
pub(super) fn item_condition(condition: ItemCondition) -> String {
    match condition {
        ItemCondition::ExternalContacts(asked) => {
            format!("{asked} or more engineers outside the hospital to call")
        }
        ItemCondition::ImageSystem => "their images in the image management system".into(),
    }
}

/// What an item lacks, and what to do.
pub(super) fn item_lacks(item: &str, condition: ItemCondition, held: Option<u32>) -> String {
    match (condition, held) {
        (ItemCondition::ExternalContacts(asked), Some(held)) => format!(
            "{item}: engineers outside the hospital to call: {held}, and {asked} are required; record the others once agreed"
        ),
        (ItemCondition::ExternalContacts(asked), None) => format!(
            "{item}: fewer than {asked} engineers outside the hospital to call; record them once agreed"
        ),
        (ItemCondition::ImageSystem, _) => format!(
            "{item}: images are not in the image management system; record it once connected"
        ),
    }
}

/// The floor area asked of a room with so many machines.
pub(super) fn area_asked(asked: Decimal, units: u32) -> String {
    if units == 1 {
        return format!("{asked} m²");
    }
    let all = amount(u64::from(asked.hundredths()) * u64::from(units));
    format!("{asked} m² for each of {units} machines, {all} m² in all,")
}

/// A field of equipment or of a room.
pub(super) fn field(key: &'static str) -> &'static str {
    match key {
        "external_contacts" => "how many engineers outside the hospital can be called",
        "image_system" => "whether its images are in the image management system",
        "area" => "usable floor area",
        "shortest_side" => "shortest side",
        "control_room" => "whether there are a control room and auxiliary rooms",
        "protective_gear" => "whether there is protective gear",
        "rescue_equipment" => "whether there is rescue equipment",
        "defibrillator" => "whether there is a defibrillator",
        "from" => "first day in use",
        "units" => "number of machines in it",
        other => other,
    }
}
