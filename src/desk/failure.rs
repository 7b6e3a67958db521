//! Messages of the command line: failures and progress.
//!
//! A [`Failure`] is one Chinese sentence, for hospital staff, that says what failed and what to do; [`say`] prints one line of progress. There are no error
//! chains and no backtraces, and no caller matches on a failure: a person reads it and runs the command again.

use std::error::Error;
use std::fmt;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// One sentence that says what failed and what to do about it.
#[derive(Clone, PartialEq, Eq)]
pub struct Failure(String);

impl Failure {
    /// A failure with this sentence.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// The sentence for a file or folder that could not be read.
    pub fn reading(path: &Path, error: &io::Error) -> Self {
        let reason = reason(error);
        Self(format!(
            "读不了 {}：{reason}。请检查它是否存在、能否打开。",
            path.display()
        ))
    }

    /// The sentence for a file or folder that could not be written.
    pub fn writing(path: &Path, error: &io::Error) -> Self {
        let reason = reason(error);
        Self(format!(
            "写不了 {}：{reason}。请检查文件夹权限或磁盘空间。",
            path.display()
        ))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Prints the sentence as well: a `main` that returns a failure prints its `Debug` text.
impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error for Failure {}

/// Prints a line of progress. Nothing else in this crate writes to standard output.
pub fn say(line: &str) {
    // Not `println!`, which panics when the reader has closed the pipe (`… | head`); that is no reason to stop.
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{line}");
    let _ = out.flush();
}

/// Why the system refused, in Chinese. A cause without a translation is given by its number, which can be looked up.
pub fn reason(error: &io::Error) -> String {
    let named = match error.kind() {
        ErrorKind::NotFound => "没有这个文件或文件夹",
        ErrorKind::PermissionDenied => "没有权限，或者它正被别的程序占用",
        ErrorKind::StorageFull => "磁盘已满",
        ErrorKind::QuotaExceeded => "用完了允许使用的磁盘空间",
        ErrorKind::ReadOnlyFilesystem => "磁盘是只读的",
        ErrorKind::InvalidData => "内容不是 UTF-8 文本",
        ErrorKind::IsADirectory => "它是文件夹，不是文件",
        ErrorKind::NotADirectory => "它不是文件夹，或者路径里有一段不是",
        ErrorKind::DirectoryNotEmpty => "文件夹不是空的",
        ErrorKind::AlreadyExists => "同名的文件已经有了",
        ErrorKind::InvalidFilename => "文件名太长，或有系统不许用的字符",
        ErrorKind::InvalidInput => "系统不接受这个路径",
        ErrorKind::FileTooLarge => "文件太大",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy | ErrorKind::WouldBlock => {
            "它正被别的程序占用"
        }
        ErrorKind::CrossesDevices => "两处不在同一个磁盘上",
        ErrorKind::TooManyLinks => "指向它的链接太多",
        ErrorKind::StaleNetworkFileHandle => "网络文件夹断开过",
        ErrorKind::HostUnreachable
        | ErrorKind::NetworkUnreachable
        | ErrorKind::NetworkDown
        | ErrorKind::NotConnected
        | ErrorKind::ConnectionAborted
        | ErrorKind::ConnectionReset => "网络断了",
        ErrorKind::AddrInUse => "端口已被占用",
        ErrorKind::AddrNotAvailable => "这台电脑没有这个网络地址",
        ErrorKind::TimedOut => "等了太久没有回应",
        ErrorKind::Interrupted => "被系统打断了",
        ErrorKind::UnexpectedEof => "内容还没读完就断了",
        ErrorKind::WriteZero => "写不进去",
        ErrorKind::OutOfMemory => "内存不够",
        ErrorKind::Unsupported => "这个系统或磁盘不支持这样做",
        _ => match error.raw_os_error() {
            Some(32 | 33) if cfg!(windows) => "它正被别的程序占用",
            Some(number) => return format!("系统报了 {number} 号错误"),
            None => "系统没有说明原因",
        },
    };
    named.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_reads_as_its_sentence_and_nothing_more() {
        let failure = Failure::new("没有数据。请先写一个品牌。");
        assert_eq!(failure.to_string(), "没有数据。请先写一个品牌。");
        assert_eq!(format!("{failure:?}"), failure.to_string());
    }

    #[test]
    fn a_file_failure_names_the_file_the_cause_and_what_to_do() {
        let path = Path::new("dist/index.html");
        assert_eq!(
            Failure::writing(path, &ErrorKind::StorageFull.into()).to_string(),
            "写不了 dist/index.html：磁盘已满。请检查文件夹权限或磁盘空间。"
        );
        assert_eq!(
            Failure::reading(path, &ErrorKind::NotFound.into()).to_string(),
            "读不了 dist/index.html：没有这个文件或文件夹。请检查它是否存在、能否打开。"
        );
    }

    #[cfg(unix)]
    #[test]
    fn no_system_error_is_said_in_english() {
        for number in 1..134 {
            let error = io::Error::from_raw_os_error(number);
            let reason = reason(&error);
            assert!(!reason.contains(char::is_alphabetic) || !reason.is_ascii());
            assert!(
                !reason
                    .replace("UTF-8", "")
                    .contains(|c: char| c.is_ascii_alphabetic()),
                "{number}: {reason}"
            );
        }
    }
}
