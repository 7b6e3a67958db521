//! The tables of institutions: their other names, their services, and the facts of both.
//!
//! All of them change `institutions.json`. The register is taken out of the build for each table, changed, and put back.

use super::{Above, Build, Cell, INSTITUTIONS, cell, items, put_list, shown, take_list};
use crate::desk::sheet::{FACTS, Row};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};

impl Build<'_> {
    /// All institutions, taken out of the registers, and their places by id. `cell`: of the table that needs them.
    fn institutions(&mut self, cell: Cell) -> Option<(Vec<Value>, HashMap<String, usize>)> {
        let all = match self.registers.remove("institutions") {
            Some(all) => all,
            None => {
                let old = self.old(INSTITUTIONS, cell).ok()?;
                let old = old.as_ref().map(|old| items(&old["institutions"]));
                old.into_iter().flatten().cloned().collect()
            }
        };
        let ids = (0..).zip(&all);
        let by_id = ids.filter_map(|(at, one)| Some((one["id"].as_str()?.to_owned(), at)));
        let by_id = by_id.collect();
        Some((all, by_id))
    }

    fn unknown_institution(&mut self, cell: Cell, id: &str) {
        self.wrong.add(cell, || {
            format!(
                "“机构”表里没有“{}”，数据里也没有。请改正，或先在那里加一行。",
                shown(id)
            )
        });
    }

    pub(super) fn services(&mut self) {
        let Some((at, rows)) = self.table("services") else {
            return;
        };
        let Some((mut all, by_id)) = self.institutions((at, 1, None)) else {
            return;
        };
        let mut groups: BTreeMap<usize, Vec<&Row>> = BTreeMap::new();
        for row in rows {
            match by_id.get(cell(row, 0)) {
                Some(place) => groups.entry(*place).or_default().push(row),
                None => self.unknown_institution((at, row.number, Some(0)), cell(row, 0)),
            }
        }
        let listed: Vec<usize> = self.listed_institutions(&by_id);
        for place in &listed {
            groups.entry(*place).or_default();
        }
        for (place, rows) in groups {
            let id = all[place]["id"].as_str().unwrap_or_default().to_owned();
            let old = take_list(all.get_mut(place), "services");
            let of = Above {
                file: INSTITUTIONS,
                word: "机构",
                id: &id,
                list: "services",
                is_whole: listed.contains(&place),
            };
            let list = self.within(at, &rows, &of, old);
            put_list(all.get_mut(place), "services", list);
        }
        self.registers.insert("institutions", all);
    }

    /// The places of the institutions that have a row in their own table.
    fn listed_institutions(&self, by_id: &HashMap<String, usize>) -> Vec<usize> {
        let rows = self.table("institutions").map(|(_, rows)| rows);
        let rows = rows.into_iter().flatten();
        rows.filter_map(|row| by_id.get(cell(row, 0)).copied())
            .collect()
    }

    /// The lists of institutions and services that have no ids.
    pub(super) fn facts(&mut self) {
        for name in FACTS {
            let Some((at, rows)) = self.table(name) else {
                continue;
            };
            let Some((mut all, by_id)) = self.institutions((at, 1, None)) else {
                continue;
            };
            let mut groups: BTreeMap<(usize, String), Vec<Value>> = BTreeMap::new();
            for row in rows {
                let (id, service) = (cell(row, 0), cell(row, 1));
                let Some(place) = by_id.get(id) else {
                    self.unknown_institution((at, row.number, Some(0)), id);
                    continue;
                };
                if facts_of(&mut all[*place], service).is_none() {
                    self.wrong.add((at, row.number, Some(1)), || {
                        format!(
                            "“机构的服务”表里，机构“{id}”没有“{}”。请改正，或先在那里加一行。",
                            shown(service)
                        )
                    });
                    continue;
                }
                let list = groups.entry((*place, service.to_owned())).or_default();
                let within = match service {
                    "" => "house".to_owned(),
                    service => format!("services[{service}]"),
                };
                let mut value = json!({});
                self.apply(&mut value, at, row, 2);
                let above = format!("{within}.{name}[{}].", list.len());
                self.origin(INSTITUTIONS, id, &above, at, row);
                list.push(value);
            }
            for place in self.listed_institutions(&by_id) {
                let ids = items(&all[place]["services"]).filter_map(|one| one["id"].as_str());
                for service in std::iter::once("").chain(ids) {
                    groups.entry((place, service.to_owned())).or_default();
                }
            }
            for ((place, service), records) in groups {
                let old = take_list(facts_of(&mut all[place], &service), name);
                self.missing_columns(at, 2, &old, &records);
                put_list(facts_of(&mut all[place], &service), name, records);
            }
            for one in &mut all {
                if let Some(fields) = one.as_object_mut()
                    && fields.get("house") == Some(&json!({}))
                {
                    fields.shift_remove("house");
                }
            }
            self.registers.insert("institutions", all);
        }
    }

    pub(super) fn institution_names(&mut self) {
        let Some((at, rows)) = self.table("institution_names") else {
            return;
        };
        let Some((mut all, by_id)) = self.institutions((at, 1, None)) else {
            return;
        };
        let mut groups: BTreeMap<usize, Vec<Value>> = BTreeMap::new();
        for row in rows {
            let id = cell(row, 0);
            let Some(place) = by_id.get(id) else {
                self.unknown_institution((at, row.number, Some(0)), id);
                continue;
            };
            let names = groups.entry(*place).or_default();
            let mut value = json!({});
            self.apply(&mut value, at, row, 1);
            let above = format!("other_names[{}].", names.len());
            self.origin(INSTITUTIONS, id, &above, at, row);
            names.push(value);
        }
        for place in self.listed_institutions(&by_id) {
            groups.entry(place).or_default();
        }
        for (place, names) in groups {
            let old = take_list(all.get_mut(place), "other_names");
            self.missing_columns(at, 1, &old, &names);
            put_list(all.get_mut(place), "other_names", names);
        }
        self.registers.insert("institutions", all);
    }
}

/// The house of an institution, created if there is none, or the service with this id.
fn facts_of<'b>(institution: &'b mut Value, service: &str) -> Option<&'b mut Value> {
    if service.is_empty() {
        let fields = institution.as_object_mut()?;
        return Some(fields.entry("house").or_insert_with(|| json!({})));
    }
    let all = institution.get_mut("services")?.as_array_mut()?;
    all.iter_mut().find(|one| one["id"] == service)
}
