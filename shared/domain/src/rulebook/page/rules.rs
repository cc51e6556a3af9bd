//! The rules around the values: recording, absences, part months, price changes, evidence, appeal, rights.

use super::{
    super::{Approval, ExemptionGround, Overrun, PartPeriod, PriceBasis, Vat},
    Page,
};
use crate::{document::Block, evidence::EvidenceKind};

impl Page<'_> {
    pub(super) fn rules(&self) -> Vec<Block> {
        let mut blocks = vec![
            self.heading([
                "Kirjaaminen ja maksaminen",
                "Registrering och betalning",
                "Recording and payment",
            ]),
            self.recording(),
        ];
        blocks.extend(self.absences());
        let evidence = self.rulebook.evidence.iter().map(|kind| self.evidence(*kind));
        blocks.push(self.heading([
            "Palveluntuottajan selvitykset",
            "Serviceproducentens utredningar",
            "Evidence of the provider",
        ]));
        blocks.push(Block::List(evidence.collect()));
        blocks.push(self.heading([
            "Oikeudet ja velvollisuudet",
            "Rättigheter och skyldigheter",
            "Rights and obligations",
        ]));
        let text = self.rulebook.rights_and_obligations.in_language(self.language);
        blocks.extend(text.split("\n\n").map(|part| Block::Paragraph(part.trim().to_owned())));
        blocks.extend(self.appeal());
        blocks
    }

    fn recording(&self) -> Block {
        let rulebook = self.rulebook;
        let days = |count: u16| {
            let unit = self.say(["päivää", "dagar", "days"]);
            format!("{count} {unit}")
        };
        let basis = self.say(match rulebook.price_basis {
            PriceBasis::Gross => ["sisältävät arvonlisäveron", "innehåller mervärdesskatt", "hold the VAT"],
            PriceBasis::Net => {
                ["eivät sisällä arvonlisäveroa", "innehåller inte mervärdesskatt", "do not hold the VAT"]
            }
        });
        let vat = match rulebook.vat {
            Vat::Exempt(ground) => {
                let section = match ground {
                    ExemptionGround::Social | ExemptionGround::SocialChildren => "37",
                    ExemptionGround::Health | ExemptionGround::Hospital => "34",
                };
                self.say([
                    "veroton (arvonlisäverolaki {section} §)",
                    "skattefri (mervärdesskattelagen {section} §)",
                    "exempt (VAT Act, section {section})",
                ])
                .replace("{section}", section)
            }
            Vat::Rate(rate) => self.percent(rate.percent()),
        };
        let overrun = self.say(match rulebook.recording.overrun {
            Overrun::Refused => ["hylätään", "avvisas", "is refused"],
            Overrun::Held => {
                ["jää hyväksyjän ratkaistavaksi", "väntar på godkännaren", "waits for an approver"]
            }
        });
        let approval = self.say(match rulebook.recording.approval {
            Approval::Automatic => [
                "heti, jos säännöt täyttyvät",
                "genast, om reglerna följs",
                "at once, where the rules are kept",
            ],
            Approval::Held => {
                ["hyväksyjä ratkaisee jokaisen", "godkännaren avgör varje", "an approver decides on each"]
            }
        });
        let part = self.say(match rulebook.part_period {
            PartPeriod::WholeMonths => ["kokonaisina kuukausina", "som hela månader", "in whole months"],
            PartPeriod::OperationalDays => {
                ["toimintapäivien mukaan", "enligt verksamhetsdagar", "by operational days"]
            }
            PartPeriod::CalendarDays => {
                ["kalenteripäivien mukaan", "enligt kalenderdagar", "by calendar days"]
            }
        });
        let mut facts = vec![
            self.fact(["Hinnat ja arvot", "Priser och värden", "Prices and values"], basis),
            self.fact(["Arvonlisävero", "Mervärdesskatt", "VAT"], vat),
            self.fact(
                [
                    "Kirjausikkuna ennen kuukauden alkua",
                    "Registreringsfönster före månadens början",
                    "Recording window before the month's beginning",
                ],
                days(rulebook.recording.window_days_before_month),
            ),
            self.fact(
                ["Rajan ylittävä tapahtuma", "En händelse över gränsen", "An event over a limit"],
                overrun,
            ),
            self.fact(
                ["Tapahtumien hyväksyminen", "Godkännande av händelser", "Approval of events"],
                approval,
            ),
            self.fact(
                ["Vajaa kuukausi maksetaan", "En ofullständig månad betalas", "A part month is paid"],
                part,
            ),
            self.fact(
                ["Tilityspäivä", "Redovisningsdag", "Settlement day"],
                format!("{}.", rulebook.settlement_day),
            ),
            self.fact(
                [
                    "Hinnanmuutoksesta ilmoitetaan ennen",
                    "Prisändring meddelas före",
                    "Notice of a price change",
                ],
                days(rulebook.price_changes.notice_days),
            ),
            self.fact(
                [
                    "Uudet hinnat alkavat (kk-pv)",
                    "Nya priser börjar (mån-dag)",
                    "New prices begin (month-day)",
                ],
                rulebook.price_changes.begin_on.join(", "),
            ),
        ];
        if let Some(within) = rulebook.accept_within_days {
            facts.push(self.fact(
                ["Setelin hyväksymisaika", "Tid att godkänna sedeln", "Time to accept the voucher"],
                days(within),
            ));
        }
        if rulebook.side_by_side {
            let may = self.say([
                "voi olla samaan aikaan useita",
                "kan finnas flera samtidigt",
                "may be several at once",
            ]);
            facts.push(self.fact(
                [
                    "Asiakkaan päätöksiä tästä palvelusta",
                    "Klientens beslut om tjänsten",
                    "Decisions for a client on the service",
                ],
                may,
            ));
        }
        Block::Facts(facts)
    }

    fn absences(&self) -> Vec<Block> {
        if self.rulebook.absences.is_empty() {
            return Vec::new();
        }
        let rows = self.rulebook.absences.iter().map(|absence| {
            let who =
                self.say(if absence.client_pays { ["kyllä", "ja", "yes"] } else { ["ei", "nej", "no"] });
            vec![absence.names.in_language(self.language).to_owned(), self.percent(absence.percent), who]
        });
        let columns = [
            (["Poissaolo", "Frånvaro", "Absence"], false),
            (["Maksetaan", "Betalas", "Paid"], true),
            (["Asiakas maksaa osansa", "Klienten betalar sin del", "The client pays a part"], false),
        ];
        let heading = ["Poissaolot", "Frånvaro", "Absences"];
        vec![self.heading(heading), self.table(heading, &columns, rows.collect())]
    }

    fn evidence(&self, kind: EvidenceKind) -> String {
        self.say(match kind {
            EvidenceKind::SoteriRegistration => {
                ["Soteri-rekisteröinti", "Registrering i Soteri", "Registration in Soteri"]
            }
            EvidenceKind::PrepaymentRegister => {
                ["Ennakkoperintärekisteri", "Förskottsuppbördsregistret", "Prepayment register"]
            }
            EvidenceKind::TaxDebt => {
                ["Todistus maksetuista veroista", "Intyg över betalda skatter", "Certificate of taxes paid"]
            }
            EvidenceKind::PensionInsurance => ["Eläkevakuutus", "Pensionsförsäkring", "Pension insurance"],
            EvidenceKind::AccidentInsurance => {
                ["Työtapaturmavakuutus", "Olycksfallsförsäkring", "Accident insurance"]
            }
            EvidenceKind::LiabilityInsurance => {
                ["Vastuuvakuutus", "Ansvarsförsäkring", "Liability insurance"]
            }
            EvidenceKind::SelfMonitoringPlan => {
                ["Omavalvontasuunnitelma", "Plan för egenkontroll", "Self-monitoring plan"]
            }
            EvidenceKind::Qualification => {
                ["Henkilöstön pätevyys", "Personalens behörighet", "Qualifications"]
            }
            EvidenceKind::CriminalRecordCheck => {
                ["Rikostaustan selvittäminen", "Kontroll av brottslig bakgrund", "Criminal records check"]
            }
            EvidenceKind::ContractorsLiability => [
                "Tilaajavastuulain selvitykset",
                "Utredningar enligt beställaransvarslagen",
                "Contractor's obligations",
            ],
        })
    }

    fn appeal(&self) -> Vec<Block> {
        let appeal = &self.rulebook.appeal;
        let days = self.say(["päivää tiedoksisaannista", "dagar från delfåendet", "days from service"]);
        let by_post = self.say(["päivän kuluttua", "dagar", "days"]);
        vec![
            self.heading(["Muutoksenhaku", "Sökande av ändring", "Appeal"]),
            Block::Facts(vec![
                self.fact(
                    ["Oikaisuvaatimus tehdään", "Omprövning begärs hos", "Rectification is requested from"],
                    appeal.authority.in_language(self.language),
                ),
                self.fact(["Osoite", "Adress", "Address"], appeal.address.clone()),
                self.fact(["Määräaika", "Tidsfrist", "Time limit"], format!("{} {days}", appeal.days)),
                self.fact(
                    [
                        "Kirjeen katsotaan saapuneen",
                        "Ett brev anses ha kommit fram efter",
                        "A letter is taken to have arrived after",
                    ],
                    format!("{} {by_post}", appeal.service_by_post_days),
                ),
                self.fact(
                    [
                        "Sähköisen viestin katsotaan saapuneen",
                        "Ett elektroniskt meddelande anses ha kommit fram efter",
                        "An electronic message is taken to have arrived after",
                    ],
                    format!("{} {by_post}", appeal.service_electronic_days),
                ),
                self.fact(["Säädösperusta", "Rättslig grund", "Legal basis"], appeal.law.clone()),
            ]),
        ]
    }
}
