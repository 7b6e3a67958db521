//! The answers to the requests of the editor's page.
//!
//! Each request names a data file by its path below the data folder, and the window that asks; the answer is a status and a JSON value. A failure is a
//! sentence in Chinese, and the window keeps what it sent. [`auth`](super::auth) reads the requests.

use super::draft::{Draft, Drafts};
use super::store::{self, Saved};
use super::{Editor, PATH, Page, form, hold, preview};
use crate::catalogue::check::{PRIVATE, REGISTERS};
use crate::catalogue::file::Kind;
use crate::catalogue::{Checked, Order, day_number};
use crate::desk::data::Found;
use crate::desk::failure::Failure;
use crate::desk::records::position;
use crate::desk::{due, format, retire};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::time::Instant;

/// The parameters of a request; each request uses some of them.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    path: String,
    session: String,
    value: Value,
    revision: String,
    chosen: String,
    at: u64,
    unsaved: bool,
    hidden: bool,
    anyway: bool,
    aside: bool,
    whose: String,
    to: String,
    by: String,
}

/// The status and the JSON value of an answer.
pub(super) type Told = (StatusCode, Value);

pub(super) fn sentence(status: StatusCode, sentence: impl Into<String>) -> Told {
    (status, json!({ "sentence": sentence.into() }))
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Stop {
        Stop(sentence(
            StatusCode::INTERNAL_SERVER_ERROR,
            failure.to_string(),
        ))
    }
}

/// The answer of a request that fails.
pub(super) struct Stop(pub(super) Told);

impl Editor {
    /// The kind and the location of a data file.
    ///
    /// # Errors
    ///
    /// The answer that says so, if `path` is no data file.
    fn place(&self, path: &str) -> Result<(Kind, PathBuf), Stop> {
        match Kind::of(path) {
            Some(kind) => Ok((kind, self.data.path(path))),
            None => Err(Stop(sentence(
                StatusCode::NOT_FOUND,
                format!("没有“{path}”这个数据文件。品牌的代号只能用小写拼音、数字和单个连字符。"),
            ))),
        }
    }

    pub(super) fn answer(&self, question: &str, asked: &Asked) -> Result<Told, Stop> {
        if !Drafts::is_session(&asked.session) {
            return Ok(sentence(
                StatusCode::BAD_REQUEST,
                "这个窗口没有说自己是谁。",
            ));
        }
        match question {
            "files" => self.list(asked),
            "open" => self.open(asked),
            "look" => self.look(asked),
            "save" => self.save(asked),
            "retire" => self.retire(asked),
            "here" => self.here(asked),
            "due" => self.due(),
            "checked" => self.checked(asked),
            "keep" => {
                self.place(&asked.path)?;
                self.keep(asked)?;
                Ok((StatusCode::OK, json!({})))
            }
            "forget" => {
                self.place(&asked.path)?;
                if Drafts::is_session(&asked.whose) {
                    self.drafts.forget(&asked.path, &asked.whose);
                }
                Ok((StatusCode::OK, json!({})))
            }
            "leave" => {
                hold(&self.presence).leave(&asked.session);
                Ok((StatusCode::OK, json!({})))
            }
            _ => Ok(sentence(StatusCode::NOT_FOUND, "编辑器没有这一项。")),
        }
    }

    /// All files, each with its number of problems and drafts.
    fn list(&self, asked: &Asked) -> Result<Told, Stop> {
        let (Found { files, skipped }, reading) = self.found()?;
        let drafts = self.drafts.all(None);
        let of = |path: &str, kind: Kind, name: String| {
            let problems = reading.problems.iter().filter(|it| it.file == path);
            let drafts = drafts.iter().filter(|it| it.path == path);
            json!({ "path": path, "called": form::called(kind), "brand": kind == Kind::Brand, "name": name,
                "problems": problems.count(), "drafts": drafts.filter(|it| it.session != asked.session).count() })
        };
        let mut brands = Vec::new();
        let is_brand = |path: &str| Kind::of(path) == Some(Kind::Brand);
        for file in files.iter().filter(|file| is_brand(&file.path)) {
            let value: Value = serde_json::from_slice(&file.bytes).unwrap_or_default();
            let name = value["name"].as_str().unwrap_or(&file.path);
            let (order, id) = position(&value);
            brands.push((
                (order.is_none(), order, id),
                of(&file.path, Kind::Brand, name.to_owned()),
            ));
        }
        // Those without a file too: what is written into them makes it.
        let registers = REGISTERS.into_iter().chain([PRIVATE]).filter_map(|path| {
            let kind = Kind::of(path)?;
            Some(of(path, kind, form::called(kind).to_owned()))
        });
        let registers: Vec<Value> = registers.collect();
        // A brand that was begun and never saved has no file yet.
        let has_file = |path: &str| files.iter().any(|file| file.path == path);
        for draft in (drafts.iter()).filter(|it| is_brand(&it.path) && !has_file(&it.path)) {
            let name = draft.value["name"].as_str().filter(|name| !name.is_empty());
            let name = name.unwrap_or(&draft.path).to_owned();
            brands.push((
                (true, None, String::new()),
                of(&draft.path, Kind::Brand, name),
            ));
        }
        // Those without a position come last.
        brands.sort_by(|(one, _), (other, _)| one.cmp(other));
        brands.dedup_by(|one, other| one.1["path"] == other.1["path"]);
        let brands: Vec<Value> = brands.into_iter().map(|(_, brand)| brand).collect();
        Ok((
            StatusCode::OK,
            json!({ "brands": brands, "registers": registers, "problems": reading.problems.len(),
                "skipped": skipped.iter().map(|it| it.to_string()).collect::<Vec<_>>(),
                "unreadable": self.drafts.unreadable().iter().map(|it| it.display().to_string()).collect::<Vec<_>>() }),
        ))
    }

    /// A file with its form and its drafts.
    fn open(&self, asked: &Asked) -> Result<Told, Stop> {
        let (kind, place) = self.place(&asked.path)?;
        let (_, reading) = self.found()?;
        let bytes = store::bytes(&place)?;
        let text = bytes.as_deref().map(String::from_utf8_lossy);
        let value = text.as_ref().and_then(|text| value_of(kind, text));
        let problems: Vec<String> = (reading.problems.iter())
            .filter(|problem| problem.file == asked.path && value.is_none())
            .map(ToString::to_string)
            .collect();
        let presence = hold(&self.presence);
        let drafts: Vec<Value> = (self.drafts.all(Some(&asked.path)).into_iter())
            .map(|draft| {
                let here = draft.session != asked.session && presence.is_here(&draft.session, Instant::now());
                json!({ "session": draft.session, "at": draft.at, "revision": draft.revision, "value": draft.value,
                    "aside": draft.aside, "here": here })
            })
            .collect();
        drop(presence);
        Ok((
            StatusCode::OK,
            json!({
                "path": asked.path, "exists": bytes.is_some(), "revision": bytes.as_deref().map_or(store::NONE.to_owned(), store::revision),
                "value": value, "problems": problems, "form": form::form(kind), "choices": form::choices(&reading), "drafts": drafts,
                "next": Order::behind(reading.brands.iter().map(|brand| brand.order)), "gallery": self.drafts.identity(),
            }),
        ))
    }

    fn keep(&self, asked: &Asked) -> Result<(), Stop> {
        let draft = Draft {
            path: asked.path.clone(),
            session: asked.session.clone(),
            revision: asked.revision.clone(),
            at: asked.at,
            value: asked.value.clone(),
            aside: asked.aside,
        };
        Ok(self.drafts.keep(&draft)?)
    }

    /// Keeps a value as a draft, checks it and renders its preview.
    fn look(&self, asked: &Asked) -> Result<Told, Stop> {
        let (kind, _) = self.place(&asked.path)?;
        if asked.unsaved {
            self.keep(asked)?;
        }
        let validation = self.judged(kind, &asked.path, &asked.value)?;
        let mut told = validation.told();
        told["pages"] = preview::pages(kind, &asked.value);
        told["lacks"] = preview::lacks(kind, &asked.chosen).into();
        if validation.text.is_some() {
            let reading = validation.reading;
            let gallery = reading.catalogue.gallery.clone();
            let number = hold(&self.drawn).next();
            let style = format!("{PATH}gallery.css?n={number}&{{token}}");
            let page = hold(&self.preview).draw(kind, &asked.path, reading, &asked.chosen, &style);
            if let Some(html) = page {
                hold(&self.drawn).put(Page {
                    number,
                    html,
                    gallery,
                });
                told["drawn"] = number.into();
            }
        }
        Ok((StatusCode::OK, told))
    }

    /// Writes a value into its file.
    fn save(&self, asked: &Asked) -> Result<Told, Stop> {
        let (kind, _) = self.place(&asked.path)?;
        let validation = self.judged(kind, &asked.path, &asked.value)?;
        let mut told = validation.told();
        let count = validation.here.len() + validation.elsewhere.len();
        let Some(text) = &validation.text else {
            told["sentence"] =
                format!("还有 {count} 处要改，改好之前不能写进数据。已经写的都留着，是草稿。")
                    .into();
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, told));
        };
        if let Kind::Brand = kind
            && asked.value["id"]
                .as_str()
                .map(|id| format!("brands/{id}.json"))
                .as_deref()
                != Some(&asked.path)
        {
            told["sentence"] = "代号要和文件名相同。要改代号，请运行 cargo run -- rename。".into();
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, told));
        }
        if count > 0 && !asked.anyway {
            told["sentence"] =
                format!("还有 {count} 处问题。写进去以后，改好之前网站发布不了。").into();
            told["may"] = true.into();
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, told));
        }
        match store::save(&self.data, &asked.path, text, &asked.revision)? {
            Saved::Ok { revision, lines } => {
                self.drafts.forget(&asked.path, &asked.session);
                told["revision"] = revision.into();
                told["lines"] = lines.into();
                told["value"] = value_of(kind, text).into();
                Ok((StatusCode::OK, told))
            }
            Saved::Conflict(bytes) => {
                let theirs = bytes.as_deref().map(String::from_utf8_lossy);
                let value = theirs.as_ref().and_then(|text| value_of(kind, text));
                told["sentence"] = "这个文件在您写的时候被别人改过了，没有写进去。".into();
                told["theirs"] = value.into();
                told["revision"] = bytes
                    .as_deref()
                    .map_or(store::NONE.to_owned(), store::revision)
                    .into();
                Ok((StatusCode::CONFLICT, told))
            }
        }
    }

    /// Retires the record of a file, or the one that is chosen in it; its page links to the address `to`, where one is named.
    fn retire(&self, asked: &Asked) -> Result<Told, Stop> {
        let (kind, place) = self.place(&asked.path)?;
        let name = asked.path.rsplit('/').next().unwrap_or_default();
        let name = name.strip_suffix(".json").unwrap_or(name);
        let (what, id) = match (kind, asked.chosen.as_str()) {
            (Kind::Brand, "") => ("brand", name.to_owned()),
            (Kind::Brand, chosen) => ("initiative", format!("{name}/{chosen}")),
            (Kind::Institutions, chosen) => ("institution", chosen.to_owned()),
            (Kind::Places, chosen) => ("place", chosen.to_owned()),
            (Kind::Needs, chosen) => ("need", chosen.to_owned()),
            _ => {
                return Ok(sentence(
                    StatusCode::UNPROCESSABLE_ENTITY,
                    "这个文件里的记录没有网页，不用停用。",
                ));
            }
        };
        let bytes = store::bytes(&place)?;
        let revision = bytes.as_deref().map(store::revision);
        if revision.as_deref().unwrap_or(store::NONE) != asked.revision {
            return Ok(sentence(
                StatusCode::CONFLICT,
                "这个文件刚被别处改过，没有停用。请看过新的内容再停用。",
            ));
        }
        let files = self.files()?;
        let to = Some(asked.to.as_str()).filter(|to| !to.is_empty());
        let refused = |sentences: String| Ok(sentence(StatusCode::UNPROCESSABLE_ENTITY, sentences));
        let change = match retire::retire(&files, what, &id, to, &retire::today()) {
            Ok(change) => change,
            Err(failure) => return refused(failure.to_string()),
        };
        let problems = change.problems(&files);
        if !problems.is_empty() {
            let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
            return refused(format!(
                "停用以后数据会有 {} 处问题：\n{}\n请先改好，再停用。什么也没有写。",
                said.len(),
                said.join("\n")
            ));
        }
        change.carry_out(&self.data, &files)?;
        self.drafts.forget(&asked.path, &asked.session);
        Ok((
            StatusCode::OK,
            json!({ "gone": change.remove.contains(&asked.path) }),
        ))
    }

    /// What is to be checked again, today.
    fn due(&self) -> Result<Told, Stop> {
        let (_, reading) = self.found()?;
        let on = retire::today();
        let all = due::due(&reading, day_number(&on).unwrap_or_default());
        let all: Vec<Value> = (all.iter())
            .map(|it| json!({ "path": it.path, "id": it.id, "name": it.name, "said": it.said(), "is_consent": it.consent.is_some() }))
            .collect();
        Ok((
            StatusCode::OK,
            json!({ "on": on, "interval": due::interval(&reading), "due": all }),
        ))
    }

    /// Notes that a record of a file was checked today.
    fn checked(&self, asked: &Asked) -> Result<Told, Stop> {
        self.place(&asked.path)?;
        let refused = |sentences: String| Ok(sentence(StatusCode::UNPROCESSABLE_ENTITY, sentences));
        if asked.by.trim().is_empty() {
            return refused("还没有写核对者。请先写科室或职务。".to_owned());
        }
        let files = self.files()?;
        let checked = Checked {
            on: retire::today(),
            by: asked.by.trim().to_owned(),
        };
        let change = match due::mark(&files, &asked.path, &asked.chosen, &checked) {
            Ok(change) => change,
            Err(failure) => return refused(failure.to_string()),
        };
        let problems = change.problems(&files);
        if !problems.is_empty() {
            let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
            return refused(format!("没有记下：{}", said.join("")));
        }
        change.carry_out(&self.data, &files)?;
        Ok((StatusCode::OK, json!({ "on": checked.on })))
    }

    /// Registers a window; returns how many others have the file open, and its current revision.
    fn here(&self, asked: &Asked) -> Result<Told, Stop> {
        let (_, place) = self.place(&asked.path)?;
        let (others, unsaved) = hold(&self.presence).hear(
            &asked.session,
            &asked.path,
            (asked.unsaved, asked.hidden),
            Instant::now(),
        );
        let bytes = store::bytes(&place)?;
        let revision = bytes
            .as_deref()
            .map_or(store::NONE.to_owned(), store::revision);
        Ok((
            StatusCode::OK,
            json!({ "others": others, "unsaved": unsaved, "revision": revision }),
        ))
    }
}

/// The value of a file's text, where its shape can be read.
fn value_of(kind: Kind, text: &str) -> Option<Value> {
    serde_json::from_str(&format::formatted(kind, text)?).ok()
}
