//! A metagraph as an Arrow file: one row for each neuron.
//!
//! What belongs to the subnet is JSON in the schema's metadata, under `metagraph`. A list that the
//! chain keeps shorter than the subnet ends in nulls.

use std::collections::HashMap;
use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

use arrow_array::builder::{ListBuilder, UInt16Builder};
use arrow_array::types::{ArrowPrimitiveType, UInt8Type, UInt16Type, UInt32Type, UInt64Type};
use arrow_array::{
    Array, ArrayRef, BooleanArray, ListArray, PrimitiveArray, RecordBatch, StringArray,
};
use arrow_ipc::reader::FileReader;
use arrow_ipc::writer::FileWriter;
use arrow_schema::Schema;
use taonet_wallet::PublicKey;

use super::files::{FileError, read_whole, write_whole};
use super::{Metagraph, SparseRows};
use crate::{AccountId, AxonInfo};

/// Member of the schema's metadata that holds the subnet.
const SUBNET: &str = "metagraph";

type Columns = Vec<(&'static str, ArrayRef)>;

impl Metagraph {
    /// Writes the metagraph as an Arrow file, for programs that work on tables.
    ///
    /// # Errors
    /// When the file cannot be written. It is then as it was before.
    pub fn save_arrow(&self, path: impl AsRef<Path>) -> Result<(), FileError> {
        let path = path.as_ref();
        let bytes = self
            .to_arrow()
            .map_err(|cause| FileError::content(path, cause))?;
        write_whole(path, &bytes)
    }

    /// Reads what [`Self::save_arrow`] wrote.
    ///
    /// # Errors
    /// When the file cannot be read or is no metagraph.
    pub fn load_arrow(path: impl AsRef<Path>) -> Result<Self, FileError> {
        let path = path.as_ref();
        let bytes = read_whole(path)?;
        Self::from_arrow(bytes).map_err(|cause| FileError::content(path, cause))
    }

    fn to_arrow(&self) -> Result<Vec<u8>, String> {
        let text = |error: &dyn std::fmt::Display| error.to_string();
        let subnet = serde_json::to_string(&self.without_columns()).map_err(|e| text(&e))?;
        let batch = RecordBatch::try_from_iter_with_nullable(
            self.columns()
                .into_iter()
                .map(|(name, column)| (name, column, true)),
        )
        .map_err(|error| text(&error))?;
        let metadata = HashMap::from([(SUBNET.to_owned(), subnet)]);
        let schema: Schema = batch.schema().as_ref().clone().with_metadata(metadata);
        let batch = batch
            .with_schema(Arc::new(schema))
            .map_err(|error| text(&error))?;
        let mut bytes = Vec::new();
        let mut writer =
            FileWriter::try_new(&mut bytes, &batch.schema()).map_err(|error| text(&error))?;
        writer.write(&batch).map_err(|error| text(&error))?;
        writer.finish().map_err(|error| text(&error))?;
        drop(writer);
        Ok(bytes)
    }

    fn from_arrow(bytes: Vec<u8>) -> Result<Self, String> {
        let text = |error: &dyn std::fmt::Display| error.to_string();
        let mut reader =
            FileReader::try_new(Cursor::new(bytes), None).map_err(|error| text(&error))?;
        let schema = reader.schema();
        let subnet = schema
            .metadata()
            .get(SUBNET)
            .ok_or("its schema does not name the subnet")?;
        let mut metagraph: Self = serde_json::from_str(subnet).map_err(|error| text(&error))?;
        let batch = reader
            .next()
            .ok_or("it has no rows")?
            .map_err(|error| text(&error))?;
        if reader.next().is_some() {
            return Err("it has more than one table".to_owned());
        }
        metagraph.take_columns(&Table(&batch))?;
        metagraph.check()?;
        Ok(metagraph)
    }

    fn without_columns(&self) -> Self {
        Self {
            hotkeys: Vec::new(),
            coldkeys: Vec::new(),
            identities: Vec::new(),
            axons: Vec::new(),
            active: Vec::new(),
            validator_permit: Vec::new(),
            last_update: Vec::new(),
            block_at_registration: Vec::new(),
            emission_rao: Vec::new(),
            dividends_u16: Vec::new(),
            incentive_u16: Vec::new(),
            consensus_u16: Vec::new(),
            validator_trust_u16: Vec::new(),
            pruning_score: Vec::new(),
            alpha_stake_rao: Vec::new(),
            root_stake_rao: Vec::new(),
            total_stake_rao: Vec::new(),
            weight_rows: None,
            bond_rows: None,
            ..self.clone()
        }
    }

    fn columns(&self) -> Columns {
        let n = self.n();
        let accounts = |accounts: &[AccountId]| {
            let texts = (0..n).map(|uid| {
                let account = accounts.get(uid)?;
                Some(PublicKey::from_bytes(*account).to_ss58())
            });
            Arc::new(texts.collect::<StringArray>()) as ArrayRef
        };
        let identities = (0..n).map(|uid| {
            let identity = self.identities.get(uid)?.as_ref()?;
            serde_json::to_string(identity).ok()
        });
        let ips = (0..n).map(|uid| Some(self.axons.get(uid)?.ip.to_string()));
        let mut columns: Columns = vec![
            ("uid", numbers::<UInt16Type>(n, &self.uids())),
            ("hotkey", accounts(&self.hotkeys)),
            ("coldkey", accounts(&self.coldkeys)),
            ("identity", Arc::new(identities.collect::<StringArray>())),
            ("active", flags(n, &self.active)),
            ("validator_permit", flags(n, &self.validator_permit)),
            ("last_update", numbers::<UInt64Type>(n, &self.last_update)),
            (
                "block_at_registration",
                numbers::<UInt64Type>(n, &self.block_at_registration),
            ),
            ("emission_rao", numbers::<UInt64Type>(n, &self.emission_rao)),
            ("dividends", numbers::<UInt16Type>(n, &self.dividends_u16)),
            ("incentive", numbers::<UInt16Type>(n, &self.incentive_u16)),
            ("consensus", numbers::<UInt16Type>(n, &self.consensus_u16)),
            (
                "validator_trust",
                numbers::<UInt16Type>(n, &self.validator_trust_u16),
            ),
            (
                "pruning_score",
                numbers::<UInt16Type>(n, &self.pruning_score),
            ),
            (
                "alpha_stake_rao",
                numbers::<UInt64Type>(n, &self.alpha_stake_rao),
            ),
            (
                "root_stake_rao",
                numbers::<UInt64Type>(n, &self.root_stake_rao),
            ),
            (
                "total_stake_rao",
                numbers::<UInt64Type>(n, &self.total_stake_rao),
            ),
            ("axon_ip", Arc::new(ips.collect::<StringArray>())),
            (
                "axon_block",
                self.axon_numbers::<UInt64Type>(|axon| axon.block),
            ),
            (
                "axon_version",
                self.axon_numbers::<UInt32Type>(|axon| axon.version),
            ),
            (
                "axon_port",
                self.axon_numbers::<UInt16Type>(|axon| axon.port),
            ),
            (
                "axon_ip_type",
                self.axon_numbers::<UInt8Type>(|axon| axon.ip_type),
            ),
            (
                "axon_protocol",
                self.axon_numbers::<UInt8Type>(|axon| axon.protocol),
            ),
            (
                "axon_placeholder1",
                self.axon_numbers::<UInt8Type>(|axon| axon.placeholder1),
            ),
            (
                "axon_placeholder2",
                self.axon_numbers::<UInt8Type>(|axon| axon.placeholder2),
            ),
        ];
        for (names, rows) in [
            (["weight_uids", "weight_values"], &self.weight_rows),
            (["bond_uids", "bond_values"], &self.bond_rows),
        ] {
            if let Some(rows) = rows {
                let [uids, values] = names;
                columns.push((uids, lists(n, rows, |(uid, _)| uid)));
                columns.push((values, lists(n, rows, |(_, value)| value)));
            }
        }
        columns
    }

    fn axon_numbers<T: ArrowPrimitiveType>(
        &self,
        number: impl Fn(&AxonInfo) -> T::Native,
    ) -> ArrayRef {
        let numbers: Vec<T::Native> = self.axons.iter().map(number).collect();
        self::numbers::<T>(self.n(), &numbers)
    }

    fn take_columns(&mut self, table: &Table<'_>) -> Result<(), String> {
        self.hotkeys = table.accounts("hotkey")?;
        self.coldkeys = table.accounts("coldkey")?;
        let identities = table.texts("identity")?;
        self.identities = identities
            .iter()
            .map(|text| text.map(serde_json::from_str).transpose())
            .collect::<Result<_, _>>()
            .map_err(|error| error.to_string())?;
        self.active = table.flags("active")?;
        self.validator_permit = table.flags("validator_permit")?;
        self.last_update = table.numbers::<UInt64Type>("last_update")?;
        self.block_at_registration = table.numbers::<UInt64Type>("block_at_registration")?;
        self.emission_rao = table.numbers::<UInt64Type>("emission_rao")?;
        self.dividends_u16 = table.numbers::<UInt16Type>("dividends")?;
        self.incentive_u16 = table.numbers::<UInt16Type>("incentive")?;
        self.consensus_u16 = table.numbers::<UInt16Type>("consensus")?;
        self.validator_trust_u16 = table.numbers::<UInt16Type>("validator_trust")?;
        self.pruning_score = table.numbers::<UInt16Type>("pruning_score")?;
        self.alpha_stake_rao = table.numbers::<UInt64Type>("alpha_stake_rao")?;
        self.root_stake_rao = table.numbers::<UInt64Type>("root_stake_rao")?;
        self.total_stake_rao = table.numbers::<UInt64Type>("total_stake_rao")?;
        self.axons = table.axons()?;
        self.weight_rows = table.rows("weight_uids", "weight_values")?;
        self.bond_rows = table.rows("bond_uids", "bond_values")?;
        Ok(())
    }
}

fn numbers<T: ArrowPrimitiveType>(n: usize, values: &[T::Native]) -> ArrayRef {
    let padded = (0..n).map(|uid| values.get(uid).copied());
    Arc::new(padded.collect::<PrimitiveArray<T>>())
}

fn flags(n: usize, values: &[bool]) -> ArrayRef {
    let padded = (0..n).map(|uid| values.get(uid).copied());
    Arc::new(padded.collect::<BooleanArray>())
}

/// One half of a matrix's entries as a list for each row. A row that is not there is null.
fn lists(n: usize, rows: &SparseRows, half: impl Fn((u16, u16)) -> u16) -> ArrayRef {
    let by_uid: HashMap<usize, &Vec<(u16, u16)>> = rows
        .iter()
        .map(|(uid, entries)| (usize::from(*uid), entries))
        .collect();
    let mut builder = ListBuilder::new(UInt16Builder::new());
    for uid in 0..n {
        match by_uid.get(&uid) {
            Some(entries) => {
                for entry in *entries {
                    builder.values().append_value(half(*entry));
                }
                builder.append(true);
            }
            None => builder.append(false),
        }
    }
    Arc::new(builder.finish())
}

/// The columns of a file by name and type.
struct Table<'batch>(&'batch RecordBatch);

impl Table<'_> {
    fn column<A: Array + 'static>(&self, name: &str) -> Result<&A, String> {
        self.0
            .column_by_name(name)
            .ok_or_else(|| format!("it has no column '{name}'"))?
            .as_any()
            .downcast_ref()
            .ok_or_else(|| format!("column '{name}' has another type"))
    }

    fn numbers<T: ArrowPrimitiveType>(&self, name: &str) -> Result<Vec<T::Native>, String> {
        let column = self.column::<PrimitiveArray<T>>(name)?;
        Ok(column.iter().map_while(|value| value).collect())
    }

    fn flags(&self, name: &str) -> Result<Vec<bool>, String> {
        let column = self.column::<BooleanArray>(name)?;
        Ok(column.iter().map_while(|value| value).collect())
    }

    fn texts(&self, name: &str) -> Result<&StringArray, String> {
        self.column(name)
    }

    fn accounts(&self, name: &str) -> Result<Vec<AccountId>, String> {
        self.texts(name)?
            .iter()
            .map_while(|text| text)
            .map(|text| {
                PublicKey::from_ss58(text)
                    .map(|key| key.bytes())
                    .map_err(|error| error.to_string())
            })
            .collect()
    }

    fn axons(&self) -> Result<Vec<AxonInfo>, String> {
        let ips = self.texts("axon_ip")?.iter().map_while(|text| text);
        let blocks = self.numbers::<UInt64Type>("axon_block")?;
        let versions = self.numbers::<UInt32Type>("axon_version")?;
        let ports = self.numbers::<UInt16Type>("axon_port")?;
        let ip_types = self.numbers::<UInt8Type>("axon_ip_type")?;
        let protocols = self.numbers::<UInt8Type>("axon_protocol")?;
        let first = self.numbers::<UInt8Type>("axon_placeholder1")?;
        let second = self.numbers::<UInt8Type>("axon_placeholder2")?;
        ips.enumerate()
            .map(|(uid, ip)| {
                let axon = || {
                    Some(AxonInfo {
                        block: *blocks.get(uid)?,
                        version: *versions.get(uid)?,
                        ip: ip.parse().ok()?,
                        port: *ports.get(uid)?,
                        ip_type: *ip_types.get(uid)?,
                        protocol: *protocols.get(uid)?,
                        placeholder1: *first.get(uid)?,
                        placeholder2: *second.get(uid)?,
                    })
                };
                axon().ok_or_else(|| format!("the axon of UID {uid} is not whole"))
            })
            .collect()
    }

    fn rows(&self, uids: &str, values: &str) -> Result<Option<SparseRows>, String> {
        if self.0.column_by_name(uids).is_none() {
            return Ok(None);
        }
        let (uids, values) = (
            self.column::<ListArray>(uids)?,
            self.column::<ListArray>(values)?,
        );
        let list = |column: Option<ArrayRef>| -> Option<Vec<u16>> {
            let column = column?;
            let numbers = column
                .as_any()
                .downcast_ref::<PrimitiveArray<UInt16Type>>()?;
            Some(numbers.iter().flatten().collect())
        };
        let mut rows = Vec::new();
        for (uid, (columns, entries)) in uids.iter().zip(values.iter()).enumerate() {
            let uid = u16::try_from(uid).map_err(|_| "it has too many rows")?;
            match (list(columns), list(entries)) {
                (Some(columns), Some(entries)) if columns.len() == entries.len() => {
                    rows.push((uid, columns.into_iter().zip(entries).collect()));
                }
                (None, None) => {}
                _ => return Err(format!("the matrix row of UID {uid} is not whole")),
            }
        }
        Ok(Some(rows))
    }
}
