//! A whole hospital as one tree of nodes: the form in which the store and the demo hand it to the
//! checks that a roster file goes through.

use eligibility::catalogue::Catalogue;
use eligibility::facts::{Hospital, Institution, Programme};
use eligibility::file::{Cx, FaultKind, Faults, Node, Shape, TableReader, Value};

/// Reads and checks a hospital.
///
/// # Errors
/// Every fault, with its path and the line its node carries.
pub fn read(node: &Node, catalogue: &Catalogue) -> Result<Hospital, Faults> {
    let mut cx = Cx::new(Some(catalogue));
    let hospital = read_hospital(node, &mut cx);
    let hospital = hospital.map(|mut hospital| {
        hospital.check(&mut cx);
        hospital
    });
    cx.finish(hospital)
}

/// Writes a hospital as the node it would be read from.
pub fn write(hospital: &Hospital) -> Node {
    Node::table([
        ("institution", hospital.institution.write()),
        ("equipment", hospital.equipment.write()),
        (
            "programmes",
            Node::list(hospital.programmes.iter().map(write_programme)),
        ),
        ("people", hospital.people.write()),
    ])
}

fn read_hospital(node: &Node, cx: &mut Cx<'_>) -> Option<Hospital> {
    let allowed = ["institution", "equipment", "programmes", "people"];
    let table = TableReader::open(node, &allowed, cx)?;
    let institution = table.key::<Institution>("institution", cx);
    let equipment = table.key("equipment", cx);
    let people = table.key("people", cx);
    let programmes = node
        .get("programmes")
        .map_or(Some(Vec::new()), |programmes| {
            cx.at_key("programmes", programmes.line, |cx| {
                read_programmes(programmes, cx)
            })
        });
    Some(Hospital {
        institution: institution?,
        equipment: equipment?,
        programmes: programmes?,
        people: people?,
    })
}

fn read_programmes(node: &Node, cx: &mut Cx<'_>) -> Option<Vec<Programme>> {
    let Value::List(items) = &node.value else {
        cx.wrong_kind("a list", node);
        return None;
    };
    let read = |(index, item): (usize, &Node)| {
        cx.at_index(index, item.line, |cx| read_programme(item, cx))
    };
    let read: Vec<Option<Programme>> = items.iter().enumerate().map(read).collect();
    let programmes = read.into_iter().collect::<Option<Vec<_>>>()?;
    for (index, programme) in programmes.iter().enumerate() {
        if programmes
            .iter()
            .take(index)
            .any(|earlier| earlier.id == programme.id)
        {
            let (what, found) = ("programme id".to_owned(), programme.id.clone());
            cx.at_index(index, None, |cx| {
                cx.fault(FaultKind::Duplicate { what, found });
            });
        }
    }
    Some(programmes)
}

fn read_programme(node: &Node, cx: &mut Cx<'_>) -> Option<Programme> {
    let allowed = [
        "id",
        "name",
        "standard",
        "departments",
        "postings",
        "elsewhere",
        "declared",
        "figures",
        "attestations",
    ];
    let table = TableReader::open(node, &allowed, cx)?;
    // Each key is read before any is asked for, so that all faults are noted.
    let id = table.key("id", cx);
    let name = table.key("name", cx);
    let standard = table.key("standard", cx);
    let departments = table.key("departments", cx);
    let postings = table.key("postings", cx);
    let elsewhere = table.key("elsewhere", cx);
    let declared = table.key("declared", cx);
    let figures = table.key("figures", cx);
    let attestations = table.key("attestations", cx);
    Some(Programme {
        id: id?,
        name: name?,
        standard: standard?,
        departments: departments?,
        postings: postings?,
        elsewhere: elsewhere?,
        declared: declared?,
        figures: figures?,
        attestations: attestations?,
    })
}

fn write_programme(programme: &Programme) -> Node {
    Node::table([
        ("id", programme.id.write()),
        ("name", programme.name.write()),
        ("standard", programme.standard.write()),
        ("departments", programme.departments.write()),
        ("postings", programme.postings.write()),
        ("elsewhere", programme.elsewhere.write()),
        ("declared", programme.declared.write()),
        ("figures", programme.figures.write()),
        ("attestations", programme.attestations.write()),
    ])
}
