//! Three regions at real size as pure data, the same for the same seed: nothing here sends or stores anything.

mod amounts;
mod building;
mod clock;
mod companies;
mod kainuu;
mod kajaani;
pub mod load;
pub mod model;
pub mod numbers;
mod people;
mod reckoning;
pub mod rulebook;
pub mod small;
mod turku;

pub use model::Region;

/// The seed when none is told.
pub const SEED: u64 = 20_261_103;

/// How large a part of the region is made: one in so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size(pub usize);

impl Size {
    /// The real size.
    pub const REAL: Size = Size(1);

    /// So many at this size; never none.
    fn of(self, count: usize) -> usize {
        (count / self.0.max(1)).max(1)
    }
}

/// The regions there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Name {
    /// A municipality: early education, two months.
    Kajaani,
    /// A wellbeing region: dental care and home care.
    Turku,
    /// A wellbeing region that is starting: four services.
    Kainuu,
}

/// A region, and the planted lines that came out other than meant: none, or the region is at fault.
pub fn region(name: Name, seed: u64, size: Size) -> (Region, Vec<String>) {
    match name {
        Name::Kajaani => kajaani::region(seed, size),
        Name::Turku => turku::region(seed, size),
        Name::Kainuu => kainuu::region(seed, size),
    }
}
