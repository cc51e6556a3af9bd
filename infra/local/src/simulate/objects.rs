//! The bucket in bad weather.

use std::sync::Arc;

use async_trait::async_trait;
use objects::{Memory, ObjectError, Objects, Put};

use super::weather::{Blow, Weather};

/// A bucket whose calls meet the weather.
pub struct Bucket {
    /// What it keeps.
    pub kept: Memory,
    weather: Arc<Weather>,
}

impl Bucket {
    /// An empty one.
    pub fn new(weather: Arc<Weather>) -> Self {
        Self { kept: Memory::new(), weather }
    }

    async fn read(&self, key: &str) -> Result<(), ObjectError> {
        match self.weather.call("object", || format!("read {key}")).await {
            None => Ok(()),
            Some(Blow::CrashBefore | Blow::CrashAfter) => self.weather.die().await,
            Some(_) => Err(unavailable()),
        }
    }
}

#[async_trait]
impl Objects for Bucket {
    async fn put_if_absent(&self, key: &str, bytes: Vec<u8>, content_type: &str) -> Result<Put, ObjectError> {
        match self.weather.call("object", || format!("put {key}")).await {
            None => self.kept.put_if_absent(key, bytes, content_type).await,
            Some(Blow::CrashBefore) => self.weather.die().await,
            Some(Blow::CrashAfter) => {
                drop(self.kept.put_if_absent(key, bytes, content_type).await);
                self.weather.die().await
            }
            Some(Blow::LostAnswer | Blow::Late) => {
                drop(self.kept.put_if_absent(key, bytes, content_type).await);
                Err(unavailable())
            }
            Some(_) => Err(unavailable()),
        }
    }

    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, ObjectError> {
        self.read(key).await?;
        self.kept.get(key).await
    }

    async fn list(
        &self,
        prefix: &str,
        after: Option<&str>,
        limit: usize,
    ) -> Result<Vec<String>, ObjectError> {
        self.read(prefix).await?;
        self.kept.list(prefix, after, limit).await
    }
}

fn unavailable() -> ObjectError {
    ObjectError::Unavailable("the weather".to_owned())
}
