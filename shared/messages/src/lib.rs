//! What travels on the queues: one type a file, each with its golden JSON in `golden/`.
//!
//! Every message names its schema with a version and its organiser. None of them has personal data.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod hand_over;
mod invoice_settlement;
mod look_for_late;
mod manifest_written;
mod plan_run;
mod record_file;
mod reprice_voucher;
mod schedule_run;
mod settle_provider;
mod tell_share;
mod write_letter;
mod write_statement;

pub use hand_over::HandOver;
pub use invoice_settlement::InvoiceSettlement;
pub use look_for_late::LookForLate;
pub use manifest_written::ManifestWritten;
pub use plan_run::PlanRun;
pub use record_file::RecordFile;
pub use reprice_voucher::RepriceVoucher;
pub use schedule_run::ScheduleRun;
pub use settle_provider::SettleProvider;
pub use tell_share::TellShare;
pub use write_letter::WriteLetter;
pub use write_statement::WriteStatement;

use serde::{Deserialize, Serialize};

/// Any message, told apart by its schema.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "schema")]
pub enum Message {
    /// The schedule asks for a settlement run.
    #[serde(rename = "schedule_run/1")]
    ScheduleRun(ScheduleRun),
    /// A settlement run waits for its plan.
    #[serde(rename = "plan_run/1")]
    PlanRun(PlanRun),
    /// A provider's part of a run waits to be collected and closed.
    #[serde(rename = "settle_provider/1")]
    SettleProvider(SettleProvider),
    /// A closed settlement waits for its invoice.
    #[serde(rename = "invoice_settlement/1")]
    InvoiceSettlement(InvoiceSettlement),
    /// A run may be complete, and waits for its manifest.
    #[serde(rename = "hand_over/1")]
    HandOver(HandOver),
    /// A manifest lies in the bucket.
    #[serde(rename = "manifest_written/1")]
    ManifestWritten(ManifestWritten),
    /// A part of an uploaded file waits to be recorded.
    #[serde(rename = "record_file/1")]
    RecordFile(RecordFile),
    /// A letter waits to be set and handed over.
    #[serde(rename = "write_letter/1")]
    WriteLetter(WriteLetter),
    /// The schedule asks for what is late.
    #[serde(rename = "look_for_late/1")]
    LookForLate(LookForLate),
    /// A voucher whose terms changed waits for its accounts to follow.
    #[serde(rename = "reprice_voucher/1")]
    RepriceVoucher(RepriceVoucher),
    /// A client is to be told of a new share.
    #[serde(rename = "tell_share/1")]
    TellShare(TellShare),
    /// A statement waits to be set as a PDF.
    #[serde(rename = "write_statement/1")]
    WriteStatement(WriteStatement),
}

impl Message {
    /// Reads the body of a queue's message.
    pub fn read(body: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(body)
    }

    /// Writes the body of a queue's message.
    pub fn write(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_reads_and_writes_its_golden_json() {
        for (name, golden) in [
            ("schedule_run", include_str!("../golden/schedule_run.json")),
            ("plan_run", include_str!("../golden/plan_run.json")),
            ("settle_provider", include_str!("../golden/settle_provider.json")),
            ("invoice_settlement", include_str!("../golden/invoice_settlement.json")),
            ("hand_over", include_str!("../golden/hand_over.json")),
            ("manifest_written", include_str!("../golden/manifest_written.json")),
            ("look_for_late", include_str!("../golden/look_for_late.json")),
            ("record_file", include_str!("../golden/record_file.json")),
            ("write_letter", include_str!("../golden/write_letter.json")),
            ("reprice_voucher", include_str!("../golden/reprice_voucher.json")),
            ("tell_share", include_str!("../golden/tell_share.json")),
            ("write_statement", include_str!("../golden/write_statement.json")),
        ] {
            let message = Message::read(golden).unwrap();
            assert_eq!(message.write().unwrap(), golden.trim_end(), "{name}");
            assert!(
                golden.contains(&format!("\"schema\":\"{name}/")) && golden.contains("\"organiser\":"),
                "{name}"
            );
        }
    }

    #[test]
    fn an_unknown_schema_or_a_newer_version_is_not_read() {
        assert!(Message::read(r#"{"schema":"plan_run/2","organiser":"varha"}"#).is_err());
    }
}
