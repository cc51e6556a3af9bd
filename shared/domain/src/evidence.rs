//! The kinds of evidence that a rulebook can require of a provider.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A kind of evidence. Its name on paper and in rulebooks is its name in `snake_case`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// Registration in Soteri, the register of social and health care providers (741/2023, section 10).
    SoteriRegistration,
    /// Entry in the prepayment register; without it payments are held.
    PrepaymentRegister,
    /// Certificate of taxes paid, or of a plan to pay them.
    TaxDebt,
    /// Certificate of pension insurance and its payments.
    PensionInsurance,
    /// Statutory insurance against accidents at work.
    AccidentInsurance,
    /// Liability or patient insurance.
    LiabilityInsurance,
    /// The published self-monitoring plan (741/2023, section 27).
    SelfMonitoringPlan,
    /// Qualifications of those who do the work.
    Qualification,
    /// That criminal records were checked, for work with children (504/2002).
    CriminalRecordCheck,
    /// What the Act on the Contractor's Obligations asks for (1233/2006, section 5).
    ContractorsLiability,
}

impl EvidenceKind {
    /// Every kind, in the order in which an application asks for them.
    pub const ALL: [EvidenceKind; 10] = [
        EvidenceKind::SoteriRegistration,
        EvidenceKind::PrepaymentRegister,
        EvidenceKind::TaxDebt,
        EvidenceKind::PensionInsurance,
        EvidenceKind::AccidentInsurance,
        EvidenceKind::LiabilityInsurance,
        EvidenceKind::SelfMonitoringPlan,
        EvidenceKind::Qualification,
        EvidenceKind::CriminalRecordCheck,
        EvidenceKind::ContractorsLiability,
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rulebooks_name_a_kind_in_snake_case() {
        let names = EvidenceKind::ALL.map(|kind| serde_json::to_value(kind).unwrap());
        let expected = [
            "soteri_registration",
            "prepayment_register",
            "tax_debt",
            "pension_insurance",
            "accident_insurance",
            "liability_insurance",
            "self_monitoring_plan",
            "qualification",
            "criminal_record_check",
            "contractors_liability",
        ];
        assert_eq!(names, expected);
    }
}
