//! The command `import`: reads tables, shows the plan, asks, writes the data.
//!
//! Nothing is written if a cell is invalid, if the answer is not yes, or if there is no keyboard to ask at and `--yes` is missing. The plan lists by record and
//! field what is removed, changed and added. Without differences no file is written.

use super::data::{self, Data};
use super::failure::{Failure, say};
use super::law;
use super::sheet::csv::Encoding;
use super::sheet::plan::Plan;
use super::sheet::{self, book};
use std::io::{BufRead, IsTerminal, stdin};
use std::path::Path;

/// The options of the command.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// Write without asking.
    pub yes: bool,
    /// The encoding of CSV files that are not UTF-8.
    pub encoding: Option<Encoding>,
}

/// Imports the tables of `from`, completely or not at all.
///
/// # Errors
///
/// If a table is invalid, the person does not agree, or the data cannot be written.
pub fn import(data: &Data, from: &Path, options: Options) -> Result<(), Failure> {
    let files = data::files(data)?;
    let shown = from.display();
    let import = match book::read(from, &files, options.encoding)? {
        Ok(import) => import,
        Err(problems) => return Err(refused(from, &problems)),
    };
    let change = match sheet::files(&files, &import.rows) {
        Ok(change) => change,
        Err(problems) => return Err(refused(from, &problems)),
    };
    for note in import.notes.lines() {
        say(&format!("注意：{note}"));
    }
    let plan = Plan::of(&files, &change);
    if plan.files == 0 {
        say(&format!("{shown} 和数据一样，没有要改的：写了 0 个文件。"));
        return Ok(());
    }
    for line in plan.lines() {
        say(&line);
    }
    for finding in law::new_findings(&files, &change.upon(&files)) {
        say(&format!("提醒：{}", data.said(&finding)));
    }
    if !options.yes {
        agreed(from)?;
    }
    change.carry_out(data, &files)?;
    say(&format!(
        "{shown} 已读入，写了 {} 个文件：删去 {} 处，改动 {} 处，增加 {} 处。",
        plan.files,
        plan.removed.count(),
        plan.changed.count(),
        plan.added.count()
    ));
    Ok(())
}

/// Asks at the keyboard whether to write; fails unless the answer is yes.
fn agreed(from: &Path) -> Result<(), Failure> {
    if !stdin().is_terminal() {
        return Err(Failure::new(format!(
            "什么也没有写：这里没有键盘可以问。确认上面无误后，加上 --yes 再运行：cargo run -- import {} --yes",
            from.display()
        )));
    }
    say("要这样写进数据吗？键入“是”再按回车就写；键入别的就不写。");
    let mut answer = String::new();
    stdin().lock().read_line(&mut answer).map_err(|error| {
        Failure::new(format!(
            "读不了键盘（{error}），什么也没有写。请再运行一次。"
        ))
    })?;
    match is_yes(&answer) {
        true => Ok(()),
        false => Err(Failure::new("什么也没有写。改好表后可以再运行一次。")),
    }
}

/// Whether an answer means yes.
fn is_yes(answer: &str) -> bool {
    ["是", "是的", "好", "y", "yes"].contains(&answer.trim().to_lowercase().as_str())
}

/// Prints the kept problems and returns the failure.
fn refused(from: &Path, problems: &sheet::messages::Messages) -> Failure {
    for problem in problems.lines() {
        say(&format!("{}：{problem}", from.display()));
    }
    Failure::new(format!(
        "表里有 {} 处问题，见上。什么也没有写，请改好后再试。",
        problems.count()
    ))
}

#[cfg(test)]
mod tests {
    use super::is_yes;

    #[test]
    fn only_a_clear_answer_agrees() {
        for answer in ["是", " 是 \r\n", "Y", "yes"] {
            assert!(is_yes(answer), "{answer}");
        }
        for answer in ["", "否", "不是", "no", "是吗"] {
            assert!(!is_yes(answer), "{answer}");
        }
    }
}
