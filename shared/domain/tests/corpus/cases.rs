//! Makes the cases: the same ones at every run, spread over incomes, families, days, times and prices.

use domain::pricing_case::Case;
use serde_json::{Value, json};

/// A sequence of numbers that is the same everywhere (Knuth's multiplier, modulo 2^64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }

    fn one_of<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[usize::try_from(self.below(choices.len() as u64)).unwrap()].clone()
    }

    /// Euros and cents up to a most.
    fn euros(&mut self, most: u64) -> String {
        let cents = self.below(most * 100);
        format!("{}.{:02}", cents / 100, cents % 100)
    }

    /// A day of 2026.
    fn day(&mut self) -> String {
        format!("2026-{:02}-{:02}", 1 + self.below(12), 1 + self.below(28))
    }
}

const BANDS: [&str; 5] = ["day", "evening", "night", "saturday", "sunday"];
/// Where visits are hard to split: edges, midnight, holidays, eves, both nights on which the clock is turned.
const HARD: [(&str, &str); 10] = [
    ("2026-10-02T17:30", "2026-10-02T18:30"),
    ("2026-10-02T23:15", "2026-10-03T01:10"),
    ("2026-12-24T12:05", "2026-12-24T23:55"),
    ("2026-12-24T22:00", "2026-12-25T06:20"),
    ("2026-03-28T22:00", "2026-03-29T08:00"),
    ("2026-10-24T22:00", "2026-10-25T08:00"),
    ("2026-10-25T03:30+03:00", "2026-10-25T03:30+02:00"),
    ("2026-06-19T13:50", "2026-06-19T14:11"),
    ("2026-05-01T00:00", "2026-05-02T00:00"),
    ("2026-01-06T06:59", "2026-01-06T07:01"),
];

/// Each case with the name of its rulebook.
pub fn all() -> Vec<(String, Case)> {
    let mut numbers = Numbers(2026);
    let mut all = Vec::new();
    let mut add = |name: &str, count: usize, make: &mut dyn FnMut(usize, &mut Numbers) -> Value| {
        for at in 0..count {
            let case = make(at, &mut numbers);
            let case = serde_json::from_value(case.clone()).unwrap_or_else(|error| panic!("{error}: {case}"));
            all.push((name.to_owned(), case));
        }
    };
    add("home-care-bands", 60, &mut |at, numbers| visit(at, numbers, true));
    add("home-care-multipliers", 60, &mut |at, numbers| visit(at, numbers, true));
    add("home-care-income", 90, &mut by_income);
    add("visits-income-bands", 60, &mut pieces_by_income);
    add("housing-days", 50, &mut housing);
    add("dental-flat", 60, &mut dental);
    add("early-education-protected", 110, &mut early_education);
    add("early-education-literal", 40, &mut early_education);
    add("purchased-days", 20, &mut purchased);
    add("dental-laws", 30, &mut dental);
    all
}

fn year(more: Value) -> Value {
    let mut case =
        json!({"first_day": "2026-01-01", "last_day": "2026-12-31", "contents": [{"code": "content"}]});
    for (name, value) in more.as_object().unwrap() {
        case[name] = value.clone();
    }
    case
}

fn times(at: usize, numbers: &mut Numbers) -> (String, String) {
    if let Some((start, end)) = HARD.get(at) {
        return ((*start).to_owned(), (*end).to_owned());
    }
    let (day, hour, minutes) = (numbers.day(), 4 + numbers.below(16), 1 + numbers.below(239));
    let (end_hour, minute) = (hour + minutes / 60, minutes % 60);
    (format!("{day}T{hour:02}:00"), format!("{day}T{end_hour:02}:{minute:02}"))
}

fn visit(at: usize, numbers: &mut Numbers, by_band: bool) -> Value {
    let (start, end) = times(at, numbers);
    let price = numbers.euros(90);
    let prices: Vec<Value> = if by_band {
        BANDS.iter().map(|band| json!({"content": "content", "band": band, "price": price})).collect()
    } else {
        vec![json!({"content": "content", "price": price})]
    };
    year(json!({"prices": prices, "deliveries": [{"content": "content", "start": start, "end": end}]}))
}

fn household(numbers: &mut Numbers, most: u64) -> Value {
    let adults: Vec<Value> = (0..=numbers.below(2)).map(|_| json!({"income": numbers.euros(most)})).collect();
    let child = |n: u64| json!({"born": format!("20{:02}-0{}-1{}", 8 + n * 3, 1 + n % 9, n % 9)});
    let children: Vec<Value> = (0..numbers.below(4)).map(child).collect();
    json!({"adults": adults, "children": children})
}

fn by_income(at: usize, numbers: &mut Numbers) -> Value {
    let mut case = visit(at, numbers, false);
    case["circumstances"] = match at % 9 {
        7 => json!([{"household": {"adults": [{}]}}]),
        8 if at < 20 => json!([]),
        _ => json!([{"household": household(numbers, 4_000)}]),
    };
    if at.is_multiple_of(5) {
        let by = numbers.euros(9);
        case["contents"][0]["raise"] =
            json!({"by": by, "first_day": "2026-03-01", "last_day": "2026-11-30", "reason": "livelihood"});
    }
    case
}

fn delivered(numbers: &mut Numbers, price: u64) -> Value {
    let quantity = 1 + numbers.below(9);
    year(json!({
        "prices": [{"content": "content", "price": numbers.euros(price)}],
        "deliveries": [{"content": "content", "day": numbers.day(), "quantity": quantity}],
    }))
}

fn pieces_by_income(at: usize, numbers: &mut Numbers) -> Value {
    let mut case = delivered(numbers, 120);
    let at_an_edge = ["999.99", "1000.00", "1800.49", "1800.50", "0.00"];
    case["circumstances"] = match at_an_edge.get(at) {
        Some(income) => json!([{"household": {"adults": [{"income": income}]}}]),
        None => json!([{"household": household(numbers, 2_500)}]),
    };
    case
}

fn housing(at: usize, numbers: &mut Numbers) -> Value {
    let mut case = delivered(numbers, 250);
    let costs = json!({
        "net_income": numbers.euros(3_000), "rent": numbers.euros(900), "meals": numbers.euros(500),
    });
    if at != 3 {
        case["circumstances"] = json!([{"housing": costs}]);
    }
    case
}

fn dental(at: usize, numbers: &mut Numbers) -> Value {
    let mut case = delivered(numbers, 90);
    case["born"] =
        json!(format!("{}-{}", numbers.one_of(&["2007", "2008", "2009", "1950"]), &numbers.day()[5..]));
    if at.is_multiple_of(6) {
        case["circumstances"] = json!([{"statuses": ["veteran"]}]);
    }
    if at.is_multiple_of(4) {
        case["deliveries"][0]["absence"] = json!(if at == 8 { "strike" } else { "no-show" });
    }
    case
}

fn early_education(at: usize, numbers: &mut Numbers) -> Value {
    let child = |n: u64, numbers: &mut Numbers| {
        let born = format!("20{:02}-{:02}-{:02}", 19 + n, 1 + numbers.below(12), 1 + numbers.below(28));
        json!({"born": born, "paid_care": numbers.below(5) > 0, "income": if numbers.below(9) == 0 { "20.00" } else { "0" }})
    };
    let count = 1 + numbers.below(4);
    let children: Vec<Value> = (0..count).map(|n| child(n + 4 - count, numbers)).collect();
    let adults = |numbers: &mut Numbers| -> Vec<Value> {
        let income = |numbers: &mut Numbers| match numbers.below(8) {
            0 => json!({}),
            _ => json!({"income": numbers.euros(5_500)}),
        };
        (0..=numbers.below(2)).map(|_| income(numbers)).collect()
    };
    let mine = numbers.below(count);
    let mut circumstances =
        vec![json!({"household": {"adults": adults(numbers), "children": children, "child": mine}})];
    if at.is_multiple_of(3) {
        let from = format!("2026-05-{:02}", 2 + numbers.below(26));
        circumstances.push(
            json!({"from": from, "household": {"adults": adults(numbers), "children": children, "child": mine}}),
        );
    }
    let code = numbers.one_of(&["over3-full", "over3-part"]);
    let mut asked = json!({"code": code});
    match at % 7 {
        0 => asked["support"] = json!(numbers.one_of(&["0.75", "1.5", "3.55"])),
        1 => asked["reliefs"] = json!(["half"]),
        2 if at < 10 => asked["reliefs"] = json!(["whole"]),
        _ => {}
    }
    let ages = ["under3-full", "under3-part", "over3-full", "over3-part"];
    let price = numbers.euros(2_000);
    let prices: Vec<Value> = ages.iter().map(|age| json!({"content": age, "price": price})).collect();
    let first_day = numbers.one_of(&["2026-01-01", "2026-05-11", "2026-05-04"]);
    let last_day = if at == 5 { "2026-08-31" } else { "2026-07-31" };
    // What a child of the age is granted is known only by deciding: the month's content follows the age group.
    let age = if children[usize::try_from(mine).unwrap()]["born"].as_str().unwrap() < "2023-05" {
        "over3"
    } else {
        "under3"
    };
    let month = numbers.one_of(&["2026-05-29", "2026-05-29", "2026-07-31"]);
    let delivered = json!({"content": format!("{age}-{}", &code[6..]), "day": month, "quantity": 1});
    json!({
        "first_day": first_day, "last_day": last_day, "circumstances": circumstances, "contents": [asked],
        "prices": prices, "deliveries": [delivered],
    })
}

fn purchased(_: usize, numbers: &mut Numbers) -> Value {
    let mut case = delivered(numbers, 1);
    case["contents"][0]["price"] = json!(numbers.euros(200));
    case
}
