//! Tables must be whole: bands from midnight on, incomes from nought to no end, family sizes one by one.

use std::collections::BTreeSet;

use jiff::civil::Time;

use super::{
    super::{BandName, Bands, Edge, FamilyLimit, IncomeBand},
    Found, Rule, below,
};

/// Bands of the day: each day's first one begins at midnight, the others later, one after the other.
pub(super) fn bands(bands: &Bands, found: &mut Found) {
    for (day, edges) in
        [("weekday", &bands.weekday), ("saturday", &bands.saturday), ("sunday", &bands.sunday)]
    {
        edges_of(edges, &below("bands", day), found);
    }
    if !bands.eve.is_empty() {
        edges_of(&bands.eve, "bands.eve", found);
    }
    let (eves, edges) = (!bands.eves.is_empty(), !bands.eve.is_empty());
    found.when(eves && !edges, Rule::EvesWithoutEdges, "bands.eves", &[]);
    found.when(edges && !eves, Rule::EdgesWithoutEves, "bands.eve", &[]);
    names(bands, found);
}

/// Each band has a name, and nothing else has.
fn names(bands: &Bands, found: &mut Found) {
    let used: BTreeSet<&BandName> = bands.all().collect();
    for band in used.iter().filter(|band| !bands.names.contains_key(**band)) {
        found.when(true, Rule::BandWithoutName, "bands", &[&band.0]);
    }
    for (band, names) in &bands.names {
        let path = format!("bands.names.{}", band.0);
        found.when(!used.contains(band), Rule::ValueWithoutBand, &path, &[&band.0]);
        found.texts(names, &path);
    }
}

fn edges_of(edges: &[Edge], path: &str, found: &mut Found) {
    let at_midnight = edges.first().is_some_and(|edge| edge.from == Time::midnight());
    found.when(!at_midnight, Rule::FirstBand, path, &[]);
    for (at, pair) in edges.windows(2).enumerate() {
        if let [earlier, later] = pair {
            found.when(later.from <= earlier.from, Rule::BandOrder, &format!("{path}.{}", at + 1), &[]);
        }
    }
}

/// Rows by income: from 0 on, each where the one before ends, the last without an end.
pub(super) fn incomes(rows: &[IncomeBand], path: &str, found: &mut Found) {
    found.when(rows.is_empty(), Rule::EmptyTable, path, &[]);
    for (at, row) in rows.iter().enumerate() {
        let path = format!("{path}.{at}");
        let is_last = at + 1 == rows.len();
        found.when(is_last != row.to.is_none(), Rule::IncomeEnd, &path, &[]);
        let before = at.checked_sub(1).and_then(|before| rows.get(before));
        let Some(before) = before else {
            found.when(row.from.0.0 != 0, Rule::IncomeStart, &below(&path, "from"), &[]);
            continue;
        };
        let Some(to) = before.to else { continue };
        let (low, high) = (to.min(row.from).to_string(), to.max(row.from).to_string());
        found.when(row.from > to, Rule::IncomeGap, &below(&path, "from"), &[&low, &high]);
        found.when(row.from < to, Rule::IncomeOverlap, &below(&path, "from"), &[&low, &high]);
    }
}

/// Family sizes: 1, 2, 3 and so on.
pub(super) fn families(rows: &[FamilyLimit], path: &str, found: &mut Found) {
    found.when(rows.is_empty(), Rule::EmptyTable, path, &[]);
    for (row, size) in rows.iter().zip(1_u32..) {
        let path = format!("{path}.{}", size - 1);
        found.when(row.size != size, Rule::FamilyGap, &below(&path, "size"), &[&size.to_string()]);
        found.percent(row.percent, &below(&path, "percent"));
    }
}
