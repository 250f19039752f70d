//! Duties, equipment, rooms and figures.

use eligibility::assess::{Item, OwnInterval, Reason, RoomName};
use eligibility::catalogue::{Catalogue, DutyId, EquipmentKindId, FigureId, RoomKindId};
use eligibility::facts::StaffNumber;
use eligibility::file::Decimal;
use eligibility::standard::{ItemCondition, RoomFeature};

use crate::wording::tests::day;

fn ct(catalogue: &Catalogue, name: Option<&str>) -> Item {
    Item {
        kind: EquipmentKindId::of(catalogue, "ct").unwrap(),
        name: name.map(Into::into),
    }
}

pub(super) fn duties(catalogue: &Catalogue) -> Vec<(&'static str, Reason)> {
    let duty = || DutyId::of(catalogue, "own-check").unwrap();
    let item = || ct(catalogue, Some("CT-1"));
    let by = || Some(StaffNumber::new("1001"));
    let (on, due) = (day("2025-03-01"), day("2026-03-01"));
    let own = |is_set| Some(OwnInterval { months: 6, is_set });
    let done = |item, by, own_interval| Reason::DutyDone {
        duty: duty(),
        item,
        on,
        by,
        due,
        own_interval,
    };
    let overdue = |item, own_interval| Reason::DutyOverdue {
        duty: duty(),
        item,
        last: on,
        due,
        own_interval,
    };
    let unsure = |item| Reason::DutyUnsure {
        duty: duty(),
        item,
        on,
    };
    let by_other = |item, by| Reason::DutyByOther {
        duty: duty(),
        item,
        on,
        by,
    };
    let never = |item| Reason::DutyNever { duty: duty(), item };
    vec![
        ("duty-done", done(None, by(), None)),
        ("duty-done item", done(Some(item()), None, own(true))),
        ("duty-overdue", overdue(None, own(false))),
        ("duty-overdue item", overdue(Some(item()), None)),
        ("duty-unsure", unsure(None)),
        ("duty-unsure item", unsure(Some(item()))),
        (
            "duty-name-shared",
            Reason::DutyNameShared {
                duty: duty(),
                item: item(),
                on,
            },
        ),
        ("duty-by-other", by_other(None, by())),
        ("duty-by-other item", by_other(Some(item()), None)),
        ("duty-never", never(None)),
        ("duty-never item", never(Some(ct(catalogue, None)))),
        (
            "duty-not-due",
            Reason::DutyNotDue {
                duty: duty(),
                item: item(),
                due,
            },
        ),
    ]
}

pub(super) fn equipment(catalogue: &Catalogue) -> Vec<(&'static str, Reason)> {
    let contacts = ItemCondition::ExternalContacts(2);
    let meet = |condition| Reason::ItemsMeet {
        condition,
        items: 3,
    };
    let lacks = |condition, held| Reason::ItemLacks {
        item: ct(catalogue, Some("CT-1")),
        condition,
        held,
    };
    let unknown = |field| Reason::ItemUnknown {
        item: ct(catalogue, None),
        field,
    };
    vec![
        ("nothing-in-use", Reason::NothingInUse),
        ("nothing-recorded", Reason::NothingRecorded),
        ("items-meet contacts", meet(contacts)),
        ("items-meet images", meet(ItemCondition::ImageSystem)),
        ("item-lacks contacts", lacks(contacts, Some(1))),
        ("item-lacks some", lacks(contacts, None)),
        ("item-lacks images", lacks(ItemCondition::ImageSystem, None)),
        ("item-unknown contacts", unknown("external_contacts")),
        ("item-unknown images", unknown("image_system")),
        ("item-unknown first day", unknown("from")),
    ]
}

/// The fields of a room that the rules core can name.
const ROOM_FIELDS: [&str; 8] = [
    "area",
    "control_room",
    "defibrillator",
    "from",
    "protective_gear",
    "rescue_equipment",
    "shortest_side",
    "units",
];

pub(super) fn rooms(catalogue: &Catalogue) -> Vec<(&'static str, Reason)> {
    let room = || RoomName {
        kind: RoomKindId::of(catalogue, "ct").unwrap(),
        name: Some("X-1".into()),
    };
    let decimal = |text| Decimal::parse(text).unwrap();
    let too_small = |area, units, asked| Reason::RoomTooSmall {
        room: room(),
        area: decimal(area),
        units,
        asked: decimal(asked),
    };
    let area = |hundredths, strict| Reason::FloorArea {
        hundredths,
        bound: decimal("150"),
        strict,
    };
    let features = [
        RoomFeature::ControlRoom,
        RoomFeature::ProtectiveGear,
        RoomFeature::RescueEquipment,
        RoomFeature::Defibrillator,
    ];
    let mut reasons = vec![
        ("rooms-meet", Reason::RoomsMeet { rooms: 3 }),
        ("room-too-small", too_small("29.9", 1, "30")),
        ("room-too-small units", too_small("11", 2, "6.25")),
        (
            "units-outside-rooms",
            Reason::UnitsOutsideRooms {
                equipment: vec![EquipmentKindId::of(catalogue, "ultrasound-unit").unwrap()],
                placed: 2,
                in_use: 3,
            },
        ),
        (
            "room-too-narrow",
            Reason::RoomTooNarrow {
                room: room(),
                side: decimal("4"),
                asked: decimal("4.5"),
            },
        ),
        ("floor-area", area(15_000, true)),
        ("floor-area inclusive", area(14_950, false)),
        ("floor-area precise", area(9_905, false)),
    ];
    let lacks = features.map(|feature| {
        let room = room();
        ("room-lacks", Reason::RoomLacks { room, feature })
    });
    let unknown = ROOM_FIELDS.map(|field| {
        let room = room();
        ("room-unknown", Reason::RoomUnknown { room, field })
    });
    reasons.extend(lacks);
    reasons.extend(unknown);
    reasons
}

pub(super) fn figures(catalogue: &Catalogue) -> Vec<(&'static str, Reason)> {
    let figure = || FigureId::of(catalogue, "pet-ct-examinations").unwrap();
    let (from, to) = (day("2025-01-01"), day("2025-12-31"));
    let current = |from, denominator, (bound, of), strict| Reason::Current {
        figure: figure(),
        from,
        to,
        numerator: 81,
        denominator,
        bound,
        of,
        strict,
    };
    let total = |from, surely, possibly| Reason::Total {
        figure: figure(),
        from,
        to,
        surely,
        possibly,
        needed: 500,
    };
    let in_year = |surely, possibly| Reason::InYear {
        figure: figure(),
        from,
        to,
        surely,
        possibly,
        needed: 100,
    };
    vec![
        ("current", current(from, None, (30, 1), false)),
        ("current day", current(to, None, (30, 1), false)),
        ("current whole", current(from, Some(100), (1, 1), false)),
        ("current percent", current(from, Some(100), (80, 100), true)),
        ("current fraction", current(from, Some(100), (1, 3), false)),
        ("current half", current(from, None, (1, 3), false)),
        (
            "current-missing",
            Reason::CurrentMissing { figure: figure() },
        ),
        ("total", total(Some(from), 500, 500)),
        ("total short", total(Some(from), 480, 480)),
        ("total open", total(None, 480, 510)),
        ("in-year", in_year(100, 120)),
        ("in-year short", in_year(99, 99)),
        ("in-year open", in_year(90, 120)),
    ]
}
