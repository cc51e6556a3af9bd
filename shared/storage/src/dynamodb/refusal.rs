//! What DynamoDB's errors mean to the callers of the port.

use aws_sdk_dynamodb::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::CancellationReason;

use crate::port::StoreError;

/// Of a request about one write, or of a read.
pub(super) fn refusal<E>(cause: &SdkError<E>) -> StoreError
where
    E: ProvideErrorMetadata + std::error::Error + 'static,
{
    let told = || DisplayErrorContext(cause).to_string();
    match cause.code() {
        Some("ConditionalCheckFailedException") => StoreError::ConditionFailed { failed: vec![0] },
        Some("TransactionConflictException") => StoreError::Conflict,
        Some(
            "ProvisionedThroughputExceededException"
            | "ThrottlingException"
            | "RequestLimitExceeded"
            | "LimitExceededException",
        ) => StoreError::Throttled,
        Some("ValidationException" | "IdempotentParameterMismatchException") => StoreError::Invalid(told()),
        _ => StoreError::Unavailable(told()),
    }
}

/// Of a transaction: its reasons tell more than its error.
pub(super) fn transaction_refusal(cause: &SdkError<TransactWriteItemsError>) -> StoreError {
    match cause.as_service_error() {
        Some(TransactWriteItemsError::TransactionCanceledException(canceled)) => {
            from_reasons(canceled.cancellation_reasons())
        }
        _ => refusal(cause),
    }
}

/// What can never work comes first, then what the caller must decide again, then what may pass by itself.
fn from_reasons(reasons: &[CancellationReason]) -> StoreError {
    let at = |code: &str| {
        let same = |reason: &CancellationReason| reason.code() == Some(code);
        reasons
            .iter()
            .enumerate()
            .filter(|(_, reason)| same(reason))
            .map(|(index, _)| index)
            .collect::<Vec<_>>()
    };
    let invalid = [at("ValidationError"), at("ItemCollectionSizeLimitExceeded")].concat();
    let failed = at("ConditionalCheckFailed");
    let throttled = [at("ProvisionedThroughputExceeded"), at("ThrottlingError")].concat();
    if let Some(index) = invalid.first() {
        return StoreError::Invalid(format!(
            "write {index}: {}",
            reasons[*index].message().unwrap_or_default()
        ));
    }
    if !failed.is_empty() {
        return StoreError::ConditionFailed { failed };
    }
    match (at("TransactionConflict").is_empty(), throttled.is_empty()) {
        (false, _) => StoreError::Conflict,
        (true, false) => StoreError::Throttled,
        (true, true) => StoreError::Unavailable(format!("transaction canceled: {reasons:?}")),
    }
}
