//! The store's contract: the same cases on every implementation, so that the embedded twin can't drift from DynamoDB.
//!
//! DynamoDB takes part when DYNAMODB_ENDPOINT names one (DynamoDB Local will do): the cases of
//! `dynamodb_only_if_its_endpoint_is_set` say so aloud when they did not run.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "contract/concurrency.rs"]
mod concurrency;
#[path = "contract/conditions.rs"]
mod conditions;
#[path = "contract/model.rs"]
mod model;
#[path = "contract/reads.rs"]
mod reads;
#[path = "contract/sample.rs"]
mod sample;
#[path = "contract/stores.rs"]
mod stores;
#[path = "contract/transactions.rs"]
mod transactions;

macro_rules! contract {
    ($($group:ident: $($case:ident),+;)+) => {
        mod embedded_in_memory {
            $(mod $group { $(
                #[tokio::test(flavor = "multi_thread")]
                async fn $case() {
                    crate::$group::$case(crate::stores::in_memory()).await;
                }
            )+ })+
        }
        mod embedded_on_disk {
            $(mod $group { $(
                #[tokio::test(flavor = "multi_thread")]
                async fn $case() {
                    let folder = tempfile::tempdir().unwrap();
                    crate::$group::$case(crate::stores::on_disk(folder.path())).await;
                }
            )+ })+
        }
        mod dynamodb_only_if_its_endpoint_is_set {
            $(mod $group { $(
                #[tokio::test(flavor = "multi_thread")]
                async fn $case() {
                    match crate::stores::dynamodb().await {
                        Some(store) => crate::$group::$case(store).await,
                        None => eprintln!("NOT RUN on DynamoDB: DYNAMODB_ENDPOINT is not set"),
                    }
                }
            )+ })+
        }
    };
}

contract! {
    conditions:
        an_item_put_where_none_was_has_version_1_and_reads_back,
        a_key_without_an_item_reads_as_nothing,
        a_put_under_absent_fails_where_an_item_is,
        a_put_under_its_version_leaves_the_next_version,
        a_put_under_another_version_fails_and_changes_nothing,
        a_put_under_a_version_fails_where_no_item_is,
        a_put_under_exists_is_invalid,
        a_delete_under_absent_is_invalid,
        a_delete_removes_the_item_and_fails_where_none_is,
        a_delete_under_another_version_fails,
        an_item_made_again_starts_at_version_1,
        a_check_alone_holds_or_fails_and_writes_nothing,
        bodies_are_kept_byte_for_byte,
        the_same_key_in_two_tables_is_two_items;
    transactions:
        a_transaction_over_tables_happens_as_a_whole,
        a_failed_transaction_changes_nothing_and_names_every_failed_write,
        a_check_guards_the_other_writes,
        no_writes_are_invalid,
        the_same_key_twice_is_invalid,
        a_hundred_writes_are_taken_and_one_more_is_invalid,
        an_item_of_400_kb_is_taken_and_a_byte_more_is_invalid,
        a_transaction_of_4_mb_is_taken_and_a_byte_more_is_invalid,
        empty_and_too_long_keys_are_invalid;
    reads:
        a_batch_answers_the_items_that_exist_among_any_number_of_keys,
        a_batch_of_more_bytes_than_one_answer_holds_is_complete,
        a_batch_of_no_keys_is_empty,
        a_batch_with_the_same_key_twice_is_invalid,
        a_query_answers_one_partition_between_two_sort_keys_in_byte_order,
        pages_of_any_limit_join_to_the_whole,
        a_page_holds_at_most_a_megabyte,
        a_page_that_its_limit_ended_names_a_next_one,
        a_start_outside_of_the_range_is_no_error,
        a_query_with_its_ends_swapped_or_a_limit_out_of_range_is_invalid;
    concurrency:
        of_many_puts_under_absent_one_wins,
        concurrent_versioned_increments_lose_nothing,
        concurrent_transfers_keep_the_sum;
    model:
        random_transactions_leave_what_a_naive_model_says;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_is_there_after_a_reopening_in_the_middle() {
    let folder = tempfile::tempdir().unwrap();
    model::random_transactions_survive_reopening(folder.path()).await;
}
