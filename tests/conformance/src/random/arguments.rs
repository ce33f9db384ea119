//! Arguments of a call: encoded by their types, with values that their names suggest.

use codec::{Compact, Encode};
use scale_info::{Field, TypeDef, TypeDefPrimitive, Variant, form::PortableForm};
use taonet_runtime::AccountId;

use super::{
    Rng,
    world::{Who, World},
};
use crate::calls::CallBook;

/// Types in a type, at most; deeper ones become as small as they can.
const MOST_DEPTH: usize = 14;
/// One argument in so many is nonsense.
const NONSENSE_PERCENT: u64 = 6;

/// Makes the arguments of one call.
pub(super) struct Generator<'a> {
    book: &'a CallBook,
    world: &'a World,
    netuids: &'a [u16],
    /// The subnet that the call is mostly about.
    focus: u16,
    signer: Who,
    block: u32,
    rng: &'a mut Rng,
    /// Length of all lists of the call, so that lists that belong together fit.
    length: u64,
    /// The next UID of a list, so that lists of UIDs name each but once.
    next_uid: u64,
}

impl<'a> Generator<'a> {
    pub(super) fn new(
        book: &'a CallBook,
        world: &'a World,
        (netuids, focus): (&'a [u16], u16),
        signer: Who,
        block: u32,
        rng: &'a mut Rng,
    ) -> Self {
        let length = if rng.chance(90) {
            1 + rng.below(4)
        } else {
            rng.below(80)
        };
        let next_uid = rng.below(4);
        Self {
            book,
            world,
            netuids,
            focus,
            signer,
            block,
            rng,
            length,
            next_uid,
        }
    }

    /// The encoded call.
    pub(super) fn call(&mut self, pallet: u8, call: Option<&Variant<PortableForm>>) -> Vec<u8> {
        let mut out = vec![pallet];
        if let Some(call) = call {
            out.push(call.index);
            for field in &call.fields {
                self.field(field, "", MOST_DEPTH, &mut out);
            }
        }
        out
    }

    fn field(&mut self, field: &Field<PortableForm>, outer: &str, depth: usize, out: &mut Vec<u8>) {
        let name = field.name.as_deref().unwrap_or(outer).to_owned();
        self.value(field.ty.id, &name, depth, out);
    }

    fn value(&mut self, id: u32, name: &str, depth: usize, out: &mut Vec<u8>) {
        let book = self.book;
        let Some(kind) = book.types().resolve(id) else {
            return;
        };
        let depth = depth.saturating_sub(1);
        let path = kind.path.segments.last().map_or("", String::as_str);
        match (&kind.type_def, path) {
            (TypeDef::Composite(_), "AccountId32") => self.account(name).encode_to(out),
            (TypeDef::Composite(_), "NetUid") => self.netuid(name).encode_to(out),
            (TypeDef::Composite(composite), _) => {
                for field in &composite.fields {
                    self.field(field, name, depth, out);
                }
            }
            (TypeDef::Variant(variants), "Option") => {
                let some = depth > 0 && self.rng.chance(60);
                let wanted = if some { "Some" } else { "None" };
                if let Some(variant) = variants.variants.iter().find(|found| found.name == wanted) {
                    self.variant(variant, name, depth, out);
                }
            }
            (TypeDef::Variant(variants), "MultiAddress") if self.rng.chance(97) => {
                if let Some(id) = variants.variants.iter().find(|found| found.name == "Id") {
                    self.variant(id, name, depth, out);
                }
            }
            (TypeDef::Variant(variants), _) => {
                let of_calls = path == "RuntimeCall";
                let few = variants
                    .variants
                    .iter()
                    .min_by_key(|found| found.fields.len());
                let chosen = if depth <= 2 {
                    few
                } else {
                    self.rng.pick(&variants.variants)
                };
                // Calls inside calls: half of them calls of the main pallet.
                let main = variants
                    .variants
                    .iter()
                    .find(|found| found.name == "SubtensorModule");
                let chosen = match main {
                    Some(main) if of_calls && depth > 2 && self.rng.chance(50) => Some(main),
                    _ => chosen,
                };
                if let Some(variant) = chosen {
                    self.variant(variant, name, depth, out);
                }
            }
            (TypeDef::Sequence(sequence), _) => {
                let length = if depth <= 2 { 0 } else { self.length };
                Compact(u32::try_from(length).unwrap_or(0)).encode_to(out);
                for _ in 0..length {
                    self.value(sequence.type_param.id, name, depth, out);
                }
            }
            (TypeDef::Array(array), _) => {
                for _ in 0..array.len {
                    self.value(array.type_param.id, name, depth, out);
                }
            }
            (TypeDef::Tuple(tuple), _) => {
                for field in &tuple.fields {
                    self.value(field.id, name, depth, out);
                }
            }
            (TypeDef::Primitive(primitive), _) => self.primitive(primitive, name, out),
            (TypeDef::Compact(_), _) => {
                let value = self.number(name, u64::MAX);
                Compact(value).encode_to(out);
            }
            (TypeDef::BitSequence(_), _) => Compact(0u32).encode_to(out),
        }
    }

    fn variant(
        &mut self,
        variant: &Variant<PortableForm>,
        name: &str,
        depth: usize,
        out: &mut Vec<u8>,
    ) {
        out.push(variant.index);
        for field in &variant.fields {
            self.field(field, name, depth, out);
        }
    }

    fn account(&mut self, name: &str) -> AccountId {
        if self.rng.chance(NONSENSE_PERCENT) {
            let byte = u8::try_from(self.rng.below(256)).unwrap_or(0);
            return AccountId::new([byte; 32]);
        }
        if name.contains("hotkey") || name == "children" || name == "delegate" {
            return self.world.hotkey(self.signer, self.rng);
        }
        self.world.coldkey(self.rng)
    }

    fn netuid(&mut self, name: &str) -> u16 {
        if self.rng.chance(NONSENSE_PERCENT) {
            return u16::try_from(self.rng.below(65_536)).unwrap_or(0);
        }
        // Where something goes is mostly not where it comes from.
        if !name.starts_with("destination") && self.rng.chance(70) {
            return self.focus;
        }
        self.rng.pick(self.netuids).copied().unwrap_or_default()
    }

    fn primitive(&mut self, primitive: &TypeDefPrimitive, name: &str, out: &mut Vec<u8>) {
        match primitive {
            TypeDefPrimitive::Bool => self.rng.chance(50).encode_to(out),
            TypeDefPrimitive::U8 | TypeDefPrimitive::I8 => {
                out.push(u8::try_from(self.number(name, 255)).unwrap_or(0));
            }
            TypeDefPrimitive::U16 | TypeDefPrimitive::I16 => {
                u16::try_from(self.number(name, 65_535))
                    .unwrap_or(0)
                    .encode_to(out);
            }
            TypeDefPrimitive::U32 | TypeDefPrimitive::I32 => {
                let number = self.number(name, u32::MAX.into());
                u32::try_from(number).unwrap_or(0).encode_to(out);
            }
            TypeDefPrimitive::U64 | TypeDefPrimitive::I64 => {
                self.number(name, u64::MAX).encode_to(out);
            }
            TypeDefPrimitive::U128 | TypeDefPrimitive::I128 => {
                u128::from(self.number(name, u64::MAX)).encode_to(out);
            }
            TypeDefPrimitive::U256 | TypeDefPrimitive::I256 => out.extend([0u8; 32]),
            TypeDefPrimitive::Str => "text".encode_to(out),
            TypeDefPrimitive::Char => u32::from('c').encode_to(out),
        }
    }

    /// A number that suits the name, up to `most`.
    fn number(&mut self, name: &str, most: u64) -> u64 {
        if self.rng.chance(NONSENSE_PERCENT) {
            let edges = [0, 1, most / 2, most - 1, most, self.rng.below(most)];
            return self.rng.pick(&edges).copied().unwrap_or(0);
        }
        let block = u64::from(self.block);
        if matches!(name, "uids" | "dests") {
            self.next_uid += 1;
            return (self.next_uid - 1).min(most);
        }
        let rng = &mut *self.rng;
        let number = match name {
            "uid" => rng.below(10),
            "weights" | "values" | "salt" => rng.below(65_536),
            "version_key" | "version" | "weights_version_key" => rng.below(2),
            "mecid" | "sub_id" => rng.below(2),
            "take" => rng.below(12_000),
            "children" => u64::MAX / 4 / (1 + rng.below(6)),
            "limit_price" => *rng
                .pick(&[u64::MAX, 1_000_000_000_000, 1_000_000, 0])
                .unwrap_or(&0),
            "limit" => *rng.pick(&[u64::MAX, 1_000_000_000_000]).unwrap_or(&0),
            "ip" => 0x0102_0304 + rng.below(1 << 20),
            "ip_type" => 4,
            "port" => 1 + rng.below(65_535),
            "protocol" => 4,
            "tempo" => 1 + rng.below(400),
            "delay" => 0,
            "index" | "crowdloan_id" | "lease_id" | "id" | "as_index" => rng.below(4),
            "threshold" => 1 + rng.below(3),
            "deposit" => 10_000_000_000 + rng.below(10_000_000_000),
            "min_contribution" => 100_000_000 + rng.below(1_000_000_000),
            "cap" => 20_000_000_000 + rng.below(20_000_000_000),
            "end" => block + 55 + rng.below(60_000),
            "end_block" => block + 50 + rng.below(2_000),
            "when" => block + 1 + rng.below(20),
            "amount" | "value" | "amount_staked" | "amount_unstaked" | "alpha_amount" => {
                10_000_000u64.saturating_add(rng.any_size(1 << 41))
            }
            _ => rng.any_size(most),
        };
        number.min(most)
    }
}
