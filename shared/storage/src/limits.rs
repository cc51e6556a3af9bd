//! DynamoDB's limits and sizes: requests that can never work are refused here, alike by both implementations.

use std::collections::HashSet;

use crate::port::{Condition, Key, Query, StoreError, TRANSACTION_WRITES, Write};

const ITEM_BYTES: usize = 400 * 1024;
const TRANSACTION_BYTES: usize = 4 * 1024 * 1024;
const PARTITION_KEY_BYTES: usize = 2048;
const SORT_KEY_BYTES: usize = 1024;
const PAGE_ITEMS: u32 = 1000;

/// A page of a query holds at most so many bytes of items.
pub(crate) const PAGE_BYTES: usize = 1024 * 1024;

/// Attribute names as the DynamoDB implementation stores them: pk, sk, v, s, b.
const NAME_BYTES: usize = 2 + 2 + 1 + 1 + 1;

/// The size of an item as DynamoDB reckons it: attribute names and values.
pub(crate) fn item_size(key: &Key, version: u64, schema: &str, body: &str) -> usize {
    NAME_BYTES + key.pk.len() + key.sk.len() + number_size(version) + schema.len() + body.len()
}

/// A number takes a byte for every two significant digits, and one more.
fn number_size(number: u64) -> usize {
    let mut significant = number;
    while significant != 0 && significant.is_multiple_of(10) {
        significant /= 10;
    }
    let digits = significant.checked_ilog10().map_or(1, |tens| tens as usize + 1);
    digits.div_ceil(2) + 1
}

/// The version that a Put under this condition stores.
pub(crate) fn version_after(condition: Condition) -> Result<u64, StoreError> {
    match condition {
        Condition::Absent => Ok(1),
        Condition::Version(version) => version.checked_add(1).ok_or_else(|| invalid("version too large")),
        Condition::Exists => Err(invalid("a Put needs Absent or Version, so that its version is known")),
    }
}

/// A condition as DynamoDB's expression: its text counts among a transaction's bytes.
pub(crate) fn expression(condition: Condition) -> &'static str {
    match condition {
        Condition::Absent => "attribute_not_exists(pk)",
        Condition::Exists => "attribute_exists(pk)",
        Condition::Version(_) => "v = :v",
    }
}

/// Refuses writes that could never be one request.
pub(crate) fn check_writes(writes: &[Write]) -> Result<(), StoreError> {
    if writes.is_empty() {
        return Err(invalid("no writes"));
    }
    if writes.len() > TRANSACTION_WRITES {
        return Err(invalid("more than 100 writes in a transaction"));
    }
    check_keys(writes.iter().map(Write::key))?;
    let mut total = 0;
    for write in writes {
        total += check_write(write)?;
    }
    if total > TRANSACTION_BYTES { Err(invalid("a transaction of more than 4 MB")) } else { Ok(()) }
}

/// The bytes that the write has in a transaction: its item or its key, and its condition, as DynamoDB Local counts.
fn check_write(write: &Write) -> Result<usize, StoreError> {
    match write {
        Write::Put { key, schema, body, condition } => {
            let size = item_size(key, version_after(*condition)?, schema, body);
            if size > ITEM_BYTES {
                Err(invalid("an item of more than 400 KB"))
            } else {
                Ok(size + bytes(*condition))
            }
        }
        Write::Delete { condition: Condition::Absent, .. } => {
            Err(invalid("a Delete needs Exists or Version"))
        }
        Write::Delete { key, condition } | Write::Check { key, condition } => {
            Ok("pk".len() + key.pk.len() + "sk".len() + key.sk.len() + bytes(*condition))
        }
    }
}

fn bytes(condition: Condition) -> usize {
    let value = match condition {
        Condition::Absent | Condition::Exists => 0,
        Condition::Version(version) => number_size(version),
    };
    expression(condition).len() + value
}

/// Refuses keys that no item can have, and the same key twice.
pub(crate) fn check_keys<'a>(keys: impl Iterator<Item = &'a Key>) -> Result<(), StoreError> {
    let mut seen = HashSet::with_capacity(keys.size_hint().0);
    for key in keys {
        check_key(key)?;
        if !seen.insert(key) {
            return Err(invalid("the same key twice"));
        }
    }
    Ok(())
}

/// Refuses a key that no item can have.
pub(crate) fn check_key(key: &Key) -> Result<(), StoreError> {
    check_length(&key.pk, PARTITION_KEY_BYTES)?;
    check_length(&key.sk, SORT_KEY_BYTES)
}

/// Refuses a query that DynamoDB would not run.
pub(crate) fn check_query(query: &Query) -> Result<(), StoreError> {
    check_length(&query.pk, PARTITION_KEY_BYTES)?;
    check_length(&query.from, SORT_KEY_BYTES)?;
    check_length(&query.to, SORT_KEY_BYTES)?;
    if query.from > query.to {
        return Err(invalid("a query whose last sort key comes before its first"));
    }
    if query.limit == 0 || query.limit > PAGE_ITEMS {
        return Err(invalid("a query's limit is 1 to 1000"));
    }
    Ok(())
}

fn check_length(part: &str, most: usize) -> Result<(), StoreError> {
    if part.is_empty() || part.len() > most {
        Err(invalid("a key that is empty or too long"))
    } else {
        Ok(())
    }
}

fn invalid(reason: &str) -> StoreError {
    StoreError::Invalid(reason.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::port::Table;

    #[test]
    fn a_number_takes_a_byte_for_two_significant_digits_and_one_more() {
        let sizes = [0, 1, 10, 99, 100, 101, 9999, 12345, u64::MAX].map(number_size);
        assert_eq!(sizes, [2, 2, 2, 2, 2, 3, 3, 4, 11]);
    }

    #[test]
    fn an_item_is_the_sum_of_its_attributes_names_and_values() {
        let key = Key { table: Table::Vouchers, pk: "p".into(), sk: "ss".into() };
        assert_eq!(item_size(&key, 1, "voucher/1", "{}"), 7 + 1 + 2 + 2 + 9 + 2);
    }

    #[test]
    fn a_write_has_the_bytes_in_a_transaction_that_dynamodb_local_was_seen_to_count() {
        let key = Key { table: Table::Vouchers, pk: "p".into(), sk: "50".into() };
        let (schema, body) = ("x", "y".repeat(10));
        let put = |condition| Write::Put { key: key.clone(), schema, body: body.clone(), condition };
        assert_eq!(check_write(&put(Condition::Absent)).unwrap(), 47);
        assert_eq!(check_write(&put(Condition::Version(100))).unwrap(), 32);
        let delete = |condition| Write::Delete { key: key.clone(), condition };
        assert_eq!(check_write(&delete(Condition::Exists)).unwrap(), 27);
        assert_eq!(check_write(&delete(Condition::Version(1))).unwrap(), 15);
        let check = Write::Check { key: key.clone(), condition: Condition::Version(12345) };
        assert_eq!(check_write(&check).unwrap(), 17);
    }
}
