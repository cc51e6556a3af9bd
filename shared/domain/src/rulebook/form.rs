//! The form of a rulebook file, told by the schema of its type: every unknown, missing or wrong field at once.
//!
//! What is wrong is mended with a placeholder, so that the rest of the file can be checked in the same reading.

use serde_json::{Map, Value as Json, json};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::problem::{Problem, Rule};

/// A file's content as far as it has the right form.
pub(super) struct Form {
    schema: &'static Json,
    /// What is wrong.
    pub(super) problems: Vec<Problem>,
    /// Paths of what was mended: nothing more is said about them.
    pub(super) mended: Vec<String>,
}

/// The path of a field of the table at a path.
pub(super) fn below(path: &str, field: impl std::fmt::Display) -> String {
    if path.is_empty() { field.to_string() } else { format!("{path}.{field}") }
}

impl Form {
    /// The file by the schema, mended where it was wrong.
    pub(super) fn read(schema: &'static Json, file: &DeTable<'_>) -> (Json, Self) {
        let mut form = Self { problems: Vec::new(), mended: Vec::new(), schema };
        let read = form.fields(schema, file, "");
        (read, form)
    }

    fn wrong(&mut self, schema: &Json, path: &str, rule: Rule, said: &[&str]) -> Json {
        self.problems.push(Problem::new(rule, path, said));
        self.mended.push(path.to_owned());
        self.placeholder(schema)
    }

    fn value(&mut self, schema: &Json, value: &Spanned<DeValue<'_>>, path: &str) -> Json {
        let schema = &self.resolved(schema);
        if let Some(choices) = schema["oneOf"].as_array() {
            return self.choice(schema, choices, value.get_ref(), path);
        }
        match (kind(schema), value.get_ref()) {
            ("object", DeValue::Table(table)) => self.fields(schema, table, path),
            ("object", _) => self.wrong(schema, path, Rule::NotATable, &[]),
            ("array", DeValue::Array(items)) => {
                let wanted = schema["minItems"].as_u64().filter(|_| schema["maxItems"].is_u64());
                if let Some(wanted) = wanted.filter(|wanted| *wanted != items.len() as u64) {
                    return self.wrong(schema, path, Rule::WrongCount, &[&wanted.to_string()]);
                }
                let each = items
                    .iter()
                    .enumerate()
                    .map(|(at, one)| self.value(&schema["items"], one, &below(path, at)));
                Json::Array(each.collect())
            }
            ("array", _) => self.wrong(schema, path, Rule::NotAList, &[]),
            ("boolean", DeValue::Boolean(yes)) => json!(yes),
            ("boolean", _) => self.wrong(schema, path, Rule::NotYesOrNo, &[]),
            ("integer", number) => self.whole(schema, number, path),
            _ => self.text(schema, value.get_ref(), path),
        }
    }

    fn whole(&mut self, schema: &Json, value: &DeValue<'_>, path: &str) -> Json {
        let (least, most) = (schema["minimum"].as_u64().unwrap_or(0), schema["maximum"].as_u64());
        let most = most.unwrap_or(u64::from(u32::MAX));
        let number =
            value.as_integer().and_then(|number| u64::from_str_radix(number.as_str(), number.radix()).ok());
        match number.filter(|number| (least..=most).contains(number)) {
            Some(number) => json!(number),
            None => self.wrong(schema, path, Rule::NotWhole, &[&least.to_string(), &most.to_string()]),
        }
    }

    /// Text, and all that is written as text. TOML's own days and times are taken too.
    fn text(&mut self, schema: &Json, value: &DeValue<'_>, path: &str) -> Json {
        let text = match value {
            DeValue::String(text) => Some(text.to_string()),
            DeValue::Datetime(datetime) => Some(datetime.to_string()),
            _ => None,
        };
        let (right, rule): (fn(&str) -> bool, Rule) = match written_as(schema) {
            "Euros" => (|text| text.parse::<crate::euros::Euros>().is_ok(), Rule::NotAnAmount),
            "ContentCode" => (|text| text.parse::<crate::ids::ContentCode>().is_ok(), Rule::NotAContentCode),
            "ServiceCode" => (|text| text.parse::<crate::ids::ServiceCode>().is_ok(), Rule::NotAServiceCode),
            "VatRate" => (|text| text.parse::<super::VatRate>().is_ok(), Rule::NotAVatRate),
            "decimal" => (|text| text.parse::<rust_decimal::Decimal>().is_ok(), Rule::NotADecimal),
            "date" => (|text| text.parse::<jiff::civil::Date>().is_ok(), Rule::NotADay),
            "partial-time" => (|text| text.parse::<jiff::civil::Time>().is_ok(), Rule::NotATime),
            _ => (|_| true, Rule::NotText),
        };
        match text.filter(|text| right(text)) {
            Some(text) => Json::String(text),
            None => self.wrong(schema, path, rule, &[]),
        }
    }

    fn choice(&mut self, schema: &Json, choices: &[Json], value: &DeValue<'_>, path: &str) -> Json {
        let given = match value {
            DeValue::String(text) => {
                if choices
                    .iter()
                    .any(|choice| names(choice).contains(&text.to_string()) && choice["type"] == "string")
                {
                    return Json::String(text.to_string());
                }
                text.to_string()
            }
            DeValue::Table(table) if table.len() == 1 => {
                let name = table.keys().next().map(|key| key.get_ref().to_string()).unwrap_or_default();
                let chosen = choices.iter().find(|choice| choice["properties"].get(&name).is_some());
                match chosen {
                    Some(choice) => return self.fields(choice, table, path),
                    None => name,
                }
            }
            DeValue::Table(table) => {
                table.keys().map(|key| key.get_ref().to_string()).collect::<Vec<_>>().join(" + ")
            }
            other => other.type_str().to_owned(),
        };
        let known: Vec<String> = choices.iter().flat_map(names).collect();
        self.wrong(schema, path, Rule::NotAChoice, &[&given, &known.join(", ")])
    }

    fn fields(&mut self, schema: &Json, table: &DeTable<'_>, path: &str) -> Json {
        let none = Map::new();
        let known = schema["properties"].as_object().unwrap_or(&none);
        let any = schema.get("additionalProperties").filter(|any| any.is_object());
        let mut read = Map::new();
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            match known.get(name).or(any) {
                Some(field) => {
                    read.insert(name.to_owned(), self.value(field, value, &below(path, name)));
                }
                None => {
                    let all = known.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
                    self.problems.push(Problem::new(Rule::UnknownField, &below(path, name), &[name, &all]));
                }
            }
        }
        let is_text = known.len() == 3 && known.contains_key("fi") && known.contains_key("sv");
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Json::as_str) {
            if !table.keys().any(|key| key.get_ref() == name) {
                let rule = if is_text { Rule::MissingLanguage } else { Rule::MissingField };
                let missing = self.wrong(&known[name], &below(path, name), rule, &[name]);
                read.insert(name.to_owned(), missing);
            }
        }
        Json::Object(read)
    }

    /// A schema without its references and without the possibility of null, which TOML does not have.
    fn resolved(&self, schema: &Json) -> Json {
        let schema = schema["anyOf"].get(0).unwrap_or(schema);
        let Some(name) = schema["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/")) else {
            return schema.clone();
        };
        let mut found = self.schema["$defs"][name].clone();
        found["title"] = json!(name);
        found
    }

    /// The least that a schema takes.
    fn placeholder(&self, schema: &Json) -> Json {
        let schema = &self.resolved(schema);
        if let Some(first) = schema["oneOf"].get(0) {
            return self.placeholder(first);
        }
        if let Some(only) = schema.get("const").or(schema["enum"].get(0)) {
            return only.clone();
        }
        match kind(schema) {
            "object" => {
                let required = schema["required"].as_array().into_iter().flatten().filter_map(Json::as_str);
                let fields =
                    required.map(|name| (name.to_owned(), self.placeholder(&schema["properties"][name])));
                Json::Object(fields.collect())
            }
            "array" => {
                let count = usize::try_from(schema["minItems"].as_u64().unwrap_or(0)).unwrap_or(0);
                Json::Array((0..count).map(|_| self.placeholder(&schema["items"])).collect())
            }
            "boolean" => json!(false),
            "integer" => json!(1),
            _ => json!(match written_as(schema) {
                "Euros" => "0",
                "VatRate" | "decimal" => "1",
                "date" => "2026-01-01",
                "partial-time" => "00:00",
                _ => "xx",
            }),
        }
    }
}

fn kind(schema: &Json) -> &str {
    schema["type"].as_str().or(schema["type"][0].as_str()).unwrap_or_default()
}

/// How a text is written: the type's name, the format, or `decimal` for exact numbers in quotes.
fn written_as(schema: &Json) -> &str {
    let is_decimal = schema["type"][1].as_str() == Some("number");
    let format = schema["format"].as_str().or(is_decimal.then_some("decimal"));
    format.or(schema["title"].as_str()).unwrap_or_default()
}

/// The names by which a choice is written.
fn names(choice: &Json) -> Vec<String> {
    let consts = choice["const"].as_str().into_iter();
    let listed = choice["enum"].as_array().into_iter().flatten().filter_map(Json::as_str);
    let tables = choice["properties"].as_object().into_iter().flatten().map(|(name, _)| name.as_str());
    consts.chain(listed).chain(tables).map(str::to_owned).collect()
}
