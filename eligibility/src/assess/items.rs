//! Every item of equipment, every room, and floor area.

use super::need::units;
use super::periodic::{items, of_items};
use super::reason::{Item, Reason, RoomName};
use super::report::TestReport;
use super::roles::if_concerned;
use super::truth::{Truth, Verdict};
use super::world::{World, within};
use crate::day::{AsOf, Day};
use crate::facts::{Installation, Room};
use crate::file::Decimal;
use crate::standard::{EveryItem, EveryRoom, Floor, ItemCondition, RoomFeature, WhenEmpty};

/// Every item in use meets the condition.
pub(super) fn every_item(rule: &EveryItem, on: AsOf, world: &World<'_>) -> TestReport {
    let found = items(&rule.equipment, &rule.departments, on, world);
    let mut truths = Vec::new();
    let mut reasons = Vec::new();
    for (item, concerned) in &found {
        let (truth, reason) = one_item(rule.condition, item);
        truths.push(if_concerned(truth, *concerned));
        reasons.extend(reason);
    }
    if may_be_none(
        rule.when_empty,
        found.iter().map(|(_, concerned)| *concerned),
    ) {
        truths.push(Truth::Maybe);
        reasons.extend(found.iter().map(|(item, _)| {
            let placed = rule.departments.is_empty() || item.department.is_some();
            Reason::ItemUnknown {
                item: name_of(item),
                field: if placed { "from" } else { "department" },
            }
        }));
    }
    if reasons.is_empty() && !found.is_empty() {
        let (condition, items) = (rule.condition, found.len());
        reasons.push(Reason::ItemsMeet { condition, items });
    }
    of_items("every", rule.when_empty, &truths, reasons, world)
}

/// Whether there may be nothing that a test is about, and that matters: what only may be in use does
/// not meet it for sure. A test that is passed over where it is about nothing leaves it to the others
/// of its clause either way.
fn may_be_none(when_empty: WhenEmpty, concerned: impl IntoIterator<Item = Truth>) -> bool {
    let mut concerned = concerned.into_iter().peekable();
    when_empty != WhenEmpty::PassedOver
        && concerned.peek().is_some()
        && concerned.all(|concerned| concerned != Truth::Yes)
}

fn name_of(item: &Installation) -> Item {
    Item {
        kind: item.kind.clone(),
        name: item.name.clone(),
    }
}

fn one_item(condition: ItemCondition, item: &Installation) -> (Truth, Option<Reason>) {
    let name = || name_of(item);
    let unknown = |field| {
        let item = name();
        (Truth::Maybe, Some(Reason::ItemUnknown { item, field }))
    };
    let lacks = |held| {
        let item = name();
        let reason = Reason::ItemLacks {
            item,
            condition,
            held,
        };
        (Truth::No, Some(reason))
    };
    match condition {
        ItemCondition::ExternalContacts(asked) => match item.external_contacts {
            Some(held) if held >= asked => (Truth::Yes, None),
            Some(held) => lacks(Some(held)),
            None => unknown("external_contacts"),
        },
        ItemCondition::ImageSystem => match item.image_system {
            Some(true) => (Truth::Yes, None),
            Some(false) => lacks(None),
            None => unknown("image_system"),
        },
    }
}

/// Every room of the kinds meets the conditions.
pub(super) fn every_room(rule: &EveryRoom, on: AsOf, world: &World<'_>) -> TestReport {
    let rooms = world.hospital.rooms.iter();
    let of_kind = rooms.filter(|room| rule.rooms.is_empty() || rule.rooms.contains(&room.kind));
    let in_use = of_kind.map(|room| (room, within(room.from, room.to, on.day())));
    let found: Vec<(&Room, Truth)> = in_use.filter(|(_, truth)| *truth != Truth::No).collect();
    let outside = outside_rooms(rule, &found, on, world);
    if found.is_empty() {
        return no_room(rule.when_empty, outside, world);
    }
    let mut truths = Vec::new();
    let mut reasons = Vec::new();
    for (room, concerned) in &found {
        for (truth, reason) in checks(rule, room) {
            truths.push(if_concerned(truth, *concerned));
            reasons.extend(reason);
        }
    }
    let none = may_be_none(
        rule.when_empty,
        found.iter().map(|(_, concerned)| *concerned),
    );
    if none || outside.is_some() {
        truths.push(Truth::Maybe);
        let open = found.iter().filter(|(room, _)| room.from.is_none());
        reasons.extend(open.map(|(room, _)| Reason::RoomUnknown {
            room: room_name(room),
            field: "from",
        }));
        reasons.extend(outside);
    }
    if reasons.is_empty() {
        reasons.push(Reason::RoomsMeet { rooms: found.len() });
    }
    let verdict = Verdict::of(Truth::all(truths));
    TestReport::bare("every", verdict, reasons)
}

/// The machines used in a room. Without one it would be no such room: 0 is as good as blank.
fn units_in(room: &Room) -> Option<u32> {
    room.units.filter(|units| *units > 0)
}

/// Machines that may be in use must all stand in a room: one left out, or a room that was never
/// recorded, would go unmeasured. A room is for one machine unless its number is typed in; where the
/// area is for each machine, the number must be. With no equipment recorded at all, nobody knows.
fn outside_rooms(
    rule: &EveryRoom,
    found: &[(&Room, Truth)],
    on: AsOf,
    world: &World<'_>,
) -> Option<Reason> {
    let for_each = !rule.per_unit.is_empty();
    // A blank number of machines is missing as it is.
    if for_each && found.iter().any(|(room, _)| units_in(room).is_none()) {
        return None;
    }
    let equipment = if for_each {
        &rule.per_unit
    } else {
        &rule.machines
    };
    if !equipment.is_empty() && world.hospital.equipment.is_empty() {
        return Some(Reason::NothingRecorded);
    }
    let surely = found.iter().filter(|(_, truth)| *truth == Truth::Yes);
    let placed = surely
        .map(|(room, _)| units_in(room).unwrap_or(1))
        .fold(0, u32::saturating_add);
    let in_use = units(equipment, on, world).1;
    let equipment = equipment.clone();
    (placed < in_use).then_some(Reason::UnitsOutsideRooms {
        equipment,
        placed,
        in_use,
    })
}

/// No room of the kinds may be in use; where machines may be `outside` of rooms, theirs were never
/// recorded, so that not asking is not sure either.
fn no_room(when_empty: WhenEmpty, outside: Option<Reason>, world: &World<'_>) -> TestReport {
    let recorded = !world.hospital.rooms.is_empty();
    let (verdict, reason) = match (recorded, when_empty, outside) {
        (false, ..) => (Verdict::Undetermined, Reason::NothingRecorded),
        (true, WhenEmpty::Short, _) => (Verdict::Short, Reason::NothingInUse),
        (true, _, Some(outside)) => (Verdict::Undetermined, outside),
        (true, _, None) => (Verdict::NotApplicable, Reason::NothingInUse),
    };
    TestReport::bare("every", verdict, vec![reason])
}

fn room_name(room: &Room) -> RoomName {
    RoomName {
        kind: room.kind.clone(),
        name: room.name.clone(),
    }
}

fn checks(rule: &EveryRoom, room: &Room) -> Vec<(Truth, Option<Reason>)> {
    let mut checks = Vec::new();
    let name = || room_name(room);
    let unknown = |field| {
        let room = name();
        (Truth::Maybe, Some(Reason::RoomUnknown { room, field }))
    };
    if let Some(asked) = rule.area {
        let units = if rule.per_unit.is_empty() {
            Some(1)
        } else {
            units_in(room)
        };
        checks.push(match (room.area, units) {
            (Some(area), Some(units)) if enough(area, asked, units) => (Truth::Yes, None),
            (Some(area), Some(units)) => {
                let room = name();
                let reason = Reason::RoomTooSmall {
                    room,
                    area,
                    units,
                    asked,
                };
                (Truth::No, Some(reason))
            }
            (Some(_), None) => unknown("units"),
            (None, _) => unknown("area"),
        });
    }
    if let Some(asked) = rule.side {
        checks.push(match room.shortest_side {
            Some(side) if side >= asked => (Truth::Yes, None),
            Some(side) => {
                let room = name();
                (Truth::No, Some(Reason::RoomTooNarrow { room, side, asked }))
            }
            None => unknown("shortest_side"),
        });
    }
    for feature in &rule.has {
        let (held, field) = held(*feature, room);
        checks.push(match held {
            Some(true) => (Truth::Yes, None),
            Some(false) => {
                let (room, feature) = (name(), *feature);
                (Truth::No, Some(Reason::RoomLacks { room, feature }))
            }
            None => unknown(field),
        });
    }
    checks
}

fn enough(area: Decimal, asked: Decimal, units: u32) -> bool {
    u64::from(area.hundredths()) >= u64::from(asked.hundredths()) * u64::from(units)
}

const fn held(feature: RoomFeature, room: &Room) -> (Option<bool>, &'static str) {
    match feature {
        RoomFeature::ControlRoom => (room.control_room, "control_room"),
        RoomFeature::ProtectiveGear => (room.protective_gear, "protective_gear"),
        RoomFeature::RescueEquipment => (room.rescue_equipment, "rescue_equipment"),
        RoomFeature::Defibrillator => (room.defibrillator, "defibrillator"),
    }
}

/// The floor area of all rooms of the kinds together.
pub(super) fn floor(rule: &Floor, on: AsOf, world: &World<'_>) -> TestReport {
    let rooms = world.hospital.rooms.iter();
    let in_use = rooms
        .filter(|room| rule.rooms.contains(&room.kind))
        .map(|room| (room, within(room.from, room.to, on.day())))
        .filter(|(_, truth)| *truth != Truth::No);
    let found: Vec<(&Room, Truth)> = in_use.collect();
    if found.is_empty() {
        return TestReport::bare(
            "measure",
            Verdict::Undetermined,
            vec![Reason::NothingRecorded],
        );
    }
    let surely = found.iter().filter(|(_, truth)| *truth == Truth::Yes);
    let area = surely
        .filter_map(|(room, _)| room.area)
        .map(Decimal::hundredths);
    let hundredths: u64 = area.map(u64::from).sum();
    let bound = u64::from(rule.bound.hundredths());
    let met = if rule.strict {
        hundredths > bound
    } else {
        hundredths >= bound
    };
    let open = found
        .iter()
        .find(|(room, truth)| room.area.is_none() || *truth == Truth::Maybe);
    let mut reasons = vec![Reason::FloorArea {
        hundredths,
        bound: rule.bound,
        strict: rule.strict,
    }];
    let truth = match open {
        _ if met => Truth::Yes,
        Some((room, _)) => {
            let field = if room.area.is_none() { "area" } else { "from" };
            let room = room_name(room);
            reasons.push(Reason::RoomUnknown { room, field });
            Truth::Maybe
        }
        None => Truth::No,
    };
    TestReport::bare("measure", Verdict::of(truth), reasons)
}

/// The days on which equipment or rooms come into use or go out of it.
pub(super) fn item_cuts(world: &World<'_>, add: &mut dyn FnMut(Day)) {
    for item in &world.hospital.equipment {
        super::condition::period_cuts(item.from, item.to, add);
    }
    for room in &world.hospital.rooms {
        super::condition::period_cuts(room.from, room.to, add);
    }
}
