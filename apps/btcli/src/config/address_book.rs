//! Names for accounts, and calls that were announced and wait: an SQLite file.
//!
//! `~/.bittensor/bittensor.db` (or `BTCLI_PROXIES_PATH`) is that of btcli 9. A file that is not
//! there is not made by looking into it.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, OptionalExtension as _, Row, params};

use super::path_of;
use crate::failure::Failure;

/// The tables and columns of btcli 9.
const TABLES: &str = "
    CREATE TABLE IF NOT EXISTS address_book (
        name TEXT UNIQUE, ss58_address TEXT, note TEXT);
    CREATE TABLE IF NOT EXISTS proxy_address_book (
        name TEXT UNIQUE, ss58_address TEXT, delay INTEGER, spawner TEXT, proxy_type TEXT,
        note TEXT);
    CREATE TABLE IF NOT EXISTS proxy_announcements (
        id INTEGER PRIMARY KEY, address TEXT, epoch_time INTEGER, block INTEGER, call_hash TEXT,
        call TEXT, call_serialized TEXT, executed INTEGER);
";

/// An account under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AddressEntry {
    pub(crate) name: String,
    pub(crate) ss58_address: String,
    pub(crate) note: String,
}

/// An account for which others act, under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ProxyEntry {
    pub(crate) name: String,
    /// The account acted for.
    pub(crate) ss58_address: String,
    /// Blocks between announcement and execution.
    pub(crate) delay: u32,
    /// The account that acts: it made the pure proxy, or is the delegate.
    pub(crate) spawner: String,
    pub(crate) proxy_type: String,
    pub(crate) note: String,
}

/// A call that was announced for a delayed proxy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Announcement {
    /// Given by the file.
    pub(crate) id: i64,
    /// The account acted for.
    pub(crate) address: String,
    /// Seconds since 1970.
    pub(crate) epoch_time: i64,
    /// Block of the announcement.
    pub(crate) block: i64,
    /// `0x` and 64 hex digits.
    pub(crate) call_hash: String,
    /// The call for people.
    pub(crate) call: String,
    /// The call's bytes in hex.
    pub(crate) call_serialized: String,
    pub(crate) executed: bool,
}

/// The open file.
#[derive(Debug)]
pub(crate) struct AddressBook {
    path: PathBuf,
    connection: Connection,
}

impl AddressBook {
    /// Opens the file, and makes it if there is none.
    pub(crate) fn open() -> Result<Self, Failure> {
        Self::open_at(&Self::path()?)
    }

    /// Opens the file if there is one.
    pub(crate) fn open_existing() -> Result<Option<Self>, Failure> {
        let path = Self::path()?;
        if path.exists() {
            Self::open_at(&path).map(Some)
        } else {
            Ok(None)
        }
    }

    fn path() -> Result<PathBuf, Failure> {
        path_of("BTCLI_PROXIES_PATH", "bittensor.db")
    }

    fn open_at(path: &Path) -> Result<Self, Failure> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| failed(path, &error))?;
        }
        // Without OPEN_URI: a path is a path, whatever it begins with.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let connection =
            Connection::open_with_flags(path, flags).map_err(|error| failed(path, &error))?;
        connection
            .execute_batch(TABLES)
            .map_err(|error| failed(path, &error))?;
        Ok(Self {
            path: path.to_owned(),
            connection,
        })
    }

    fn failed(&self) -> impl Fn(rusqlite::Error) -> Failure {
        |error| failed(&self.path, &error)
    }

    /// The address under a name: of a proxy, else of an account.
    pub(crate) fn address_of(&self, name: &str) -> Result<Option<String>, Failure> {
        if let Some(proxy) = self.proxy(name)? {
            return Ok(Some(proxy.ss58_address));
        }
        let sql = "SELECT ss58_address FROM address_book WHERE name = ?1";
        self.connection
            .query_row(sql, [name], |row| row.get(0))
            .optional()
            .map_err(self.failed())
    }

    /// All named accounts, by name.
    pub(crate) fn addresses(&self) -> Result<Vec<AddressEntry>, Failure> {
        let sql = "SELECT name, ss58_address, note FROM address_book ORDER BY name";
        self.rows(sql, |row| {
            Ok(AddressEntry {
                name: row.get(0)?,
                ss58_address: row.get(1)?,
                note: text(row, 2)?,
            })
        })
    }

    /// Names an account; `false` where the name is taken.
    pub(crate) fn add_address(&self, entry: &AddressEntry) -> Result<bool, Failure> {
        let sql =
            "INSERT OR IGNORE INTO address_book (name, ss58_address, note) VALUES (?1, ?2, ?3)";
        let values = params![entry.name, entry.ss58_address, entry.note];
        self.execute(sql, values).map(|rows| rows > 0)
    }

    /// Forgets a name; `false` where there was none.
    pub(crate) fn remove_address(&self, name: &str) -> Result<bool, Failure> {
        let sql = "DELETE FROM address_book WHERE name = ?1";
        self.execute(sql, params![name]).map(|rows| rows > 0)
    }

    /// All proxies, by name.
    pub(crate) fn proxies(&self) -> Result<Vec<ProxyEntry>, Failure> {
        self.rows(
            "SELECT name, ss58_address, delay, spawner, proxy_type, note FROM proxy_address_book \
             ORDER BY name",
            proxy_of_row,
        )
    }

    /// The proxy of this name.
    pub(crate) fn proxy(&self, name: &str) -> Result<Option<ProxyEntry>, Failure> {
        self.connection
            .query_row(
                "SELECT name, ss58_address, delay, spawner, proxy_type, note \
                 FROM proxy_address_book WHERE name = ?1",
                [name],
                proxy_of_row,
            )
            .optional()
            .map_err(self.failed())
    }

    /// Adds a proxy; `false` where the name is taken.
    pub(crate) fn add_proxy(&self, entry: &ProxyEntry) -> Result<bool, Failure> {
        self.execute(
            "INSERT OR IGNORE INTO proxy_address_book \
             (name, ss58_address, delay, spawner, proxy_type, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                entry.name,
                entry.ss58_address,
                entry.delay,
                entry.spawner,
                entry.proxy_type,
                entry.note
            ],
        )
        .map(|rows| rows > 0)
    }

    /// Puts a proxy in place of that of the same name; `false` where there was none.
    pub(crate) fn update_proxy(&self, entry: &ProxyEntry) -> Result<bool, Failure> {
        self.execute(
            "UPDATE proxy_address_book SET ss58_address = ?2, delay = ?3, spawner = ?4, \
             proxy_type = ?5, note = ?6 WHERE name = ?1",
            params![
                entry.name,
                entry.ss58_address,
                entry.delay,
                entry.spawner,
                entry.proxy_type,
                entry.note
            ],
        )
        .map(|rows| rows > 0)
    }

    /// Forgets a proxy; `false` where there was none.
    pub(crate) fn remove_proxy(&self, name: &str) -> Result<bool, Failure> {
        let sql = "DELETE FROM proxy_address_book WHERE name = ?1";
        self.execute(sql, params![name]).map(|rows| rows > 0)
    }

    /// Forgets all proxies; how many there were.
    pub(crate) fn clear_proxies(&self) -> Result<usize, Failure> {
        self.execute("DELETE FROM proxy_address_book", [])
    }

    /// Keeps an announced call; its id. The id in `announcement` does not count.
    pub(crate) fn add_announcement(&self, announcement: &Announcement) -> Result<i64, Failure> {
        self.execute(
            "INSERT INTO proxy_announcements \
             (address, epoch_time, block, call_hash, call, call_serialized, executed) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                announcement.address,
                announcement.epoch_time,
                announcement.block,
                announcement.call_hash,
                announcement.call,
                announcement.call_serialized,
                announcement.executed
            ],
        )?;
        Ok(self.connection.last_insert_rowid())
    }

    /// All announced calls, oldest first.
    pub(crate) fn announcements(&self) -> Result<Vec<Announcement>, Failure> {
        self.rows(
            "SELECT id, address, epoch_time, block, call_hash, call, call_serialized, executed \
             FROM proxy_announcements ORDER BY id",
            |row| {
                Ok(Announcement {
                    id: row.get(0)?,
                    address: text(row, 1)?,
                    epoch_time: row.get::<_, Option<i64>>(2)?.unwrap_or_default(),
                    block: row.get::<_, Option<i64>>(3)?.unwrap_or_default(),
                    call_hash: text(row, 4)?,
                    call: text(row, 5)?,
                    call_serialized: text(row, 6)?,
                    executed: row.get::<_, Option<bool>>(7)?.unwrap_or_default(),
                })
            },
        )
    }

    /// Notes that an announced call was executed.
    pub(crate) fn mark_executed(&self, id: i64) -> Result<bool, Failure> {
        let sql = "UPDATE proxy_announcements SET executed = 1 WHERE id = ?1";
        self.execute(sql, params![id]).map(|rows| rows > 0)
    }

    fn execute(&self, sql: &str, values: impl rusqlite::Params) -> Result<usize, Failure> {
        self.connection.execute(sql, values).map_err(self.failed())
    }

    fn rows<T>(
        &self,
        sql: &str,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Failure> {
        let mut statement = self.connection.prepare(sql).map_err(self.failed())?;
        let rows = statement.query_map([], read).map_err(self.failed())?;
        rows.collect::<rusqlite::Result<Vec<T>>>()
            .map_err(self.failed())
    }
}

fn proxy_of_row(row: &Row<'_>) -> rusqlite::Result<ProxyEntry> {
    Ok(ProxyEntry {
        name: row.get(0)?,
        ss58_address: text(row, 1)?,
        delay: row.get::<_, Option<u32>>(2)?.unwrap_or_default(),
        spawner: text(row, 3)?,
        proxy_type: text(row, 4)?,
        note: text(row, 5)?,
    })
}

/// A text that may be null.
fn text(row: &Row<'_>, column: usize) -> rusqlite::Result<String> {
    Ok(row.get::<_, Option<String>>(column)?.unwrap_or_default())
}

fn failed(path: &Path, cause: &dyn std::fmt::Display) -> Failure {
    Failure::failed(format!(
        "the address book {} cannot be used: {cause}; check the file, or choose another with \
         BTCLI_PROXIES_PATH",
        path.display()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: &str) -> ProxyEntry {
        ProxyEntry {
            name: name.into(),
            ss58_address: "5Real".into(),
            delay: 7,
            spawner: "5Spawner".into(),
            proxy_type: "Staking".into(),
            note: String::new(),
        }
    }

    #[test]
    fn proxies_are_kept_changed_and_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/bittensor.db");
        let book = AddressBook::open_at(&path).unwrap();
        assert!(book.add_proxy(&entry("b")).unwrap());
        assert!(book.add_proxy(&entry("a")).unwrap());
        assert!(!book.add_proxy(&entry("a")).unwrap(), "the name is taken");
        let mut changed = entry("a");
        changed.note = "x'; DROP TABLE proxy_address_book; --".into();
        assert!(book.update_proxy(&changed).unwrap());
        drop(book);
        let book = AddressBook::open_at(&path).unwrap();
        assert_eq!(book.proxies().unwrap(), [changed, entry("b")]);
        assert_eq!(book.address_of("b").unwrap().as_deref(), Some("5Real"));
        assert!(book.remove_proxy("b").unwrap() && !book.remove_proxy("b").unwrap());
        assert_eq!(book.clear_proxies().unwrap(), 1);
        assert!(!book.update_proxy(&entry("a")).unwrap());
    }

    #[test]
    fn addresses_and_announcements_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let book = AddressBook::open_at(&folder.path().join("b.db")).unwrap();
        let friend = AddressEntry {
            name: "friend".into(),
            ss58_address: "5Friend".into(),
            note: "met once".into(),
        };
        assert!(book.add_address(&friend).unwrap());
        assert_eq!(book.addresses().unwrap(), [friend]);
        assert_eq!(
            book.address_of("friend").unwrap().as_deref(),
            Some("5Friend")
        );
        assert!(book.remove_address("friend").unwrap());
        assert_eq!(book.address_of("friend").unwrap(), None);
        let mut announced = Announcement {
            id: 0,
            address: "5Real".into(),
            epoch_time: 1,
            block: 2,
            call_hash: "0x00".into(),
            call: "{}".into(),
            call_serialized: "0x0000".into(),
            executed: false,
        };
        announced.id = book.add_announcement(&announced).unwrap();
        assert!(book.mark_executed(announced.id).unwrap());
        announced.executed = true;
        assert_eq!(book.announcements().unwrap(), [announced]);
    }

    #[test]
    fn a_file_that_is_no_database_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("b.db");
        std::fs::write(
            &path,
            "this is no database, and long enough to be looked at",
        )
        .unwrap();
        let error = AddressBook::open_at(&path).unwrap_err().to_string();
        assert!(error.contains("b.db"), "{error}");
    }
}
