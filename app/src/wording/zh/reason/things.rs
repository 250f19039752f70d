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
    name.map_or_else(|| kind.to_owned(), |name| format!("{kind}（{name}）"))
}

/// What each item must meet.
pub(super) fn item_condition(condition: ItemCondition) -> String {
    match condition {
        ItemCondition::ExternalContacts(asked) => {
            format!("可联系的院外工程师不少于 {asked} 名")
        }
        ItemCondition::ImageSystem => "图像存入图像管理系统".into(),
    }
}

/// What an item lacks, and what to do.
pub(super) fn item_lacks(item: &str, condition: ItemCondition, held: Option<u32>) -> String {
    match (condition, held) {
        (ItemCondition::ExternalContacts(asked), Some(held)) => {
            format!("{item}可联系的院外工程师 {held} 名，要求 {asked} 名；落实后登记")
        }
        (ItemCondition::ExternalContacts(asked), None) => {
            format!("{item}可联系的院外工程师不足 {asked} 名；落实后登记")
        }
        (ItemCondition::ImageSystem, _) => {
            format!("{item}的图像没有存入图像管理系统；接入后登记")
        }
    }
}

/// The floor area asked of a room with so many machines.
pub(super) fn area_asked(asked: Decimal, units: u32) -> String {
    if units == 1 {
        return format!("要求不小于 {asked} ㎡");
    }
    let all = amount(u64::from(asked.hundredths()) * u64::from(units));
    format!("要求每台不小于 {asked} ㎡，{units} 台共 {all} ㎡")
}

/// A field of equipment or of a room.
pub(super) fn field(key: &'static str) -> &'static str {
    match key {
        "external_contacts" => "可联系的院外工程师人数",
        "image_system" => "图像是否存入图像管理系统",
        "area" => "使用面积",
        "shortest_side" => "最短边长",
        "control_room" => "有无控制室和辅助用房",
        "protective_gear" => "有无防护用品",
        "rescue_equipment" => "有无抢救设备",
        "defibrillator" => "有无除颤仪",
        "from" => "启用日期",
        "units" => "室内台数",
        other => other,
    }
}
