//! Objects in S3, put under `If-None-Match: *` and with a checksum.

use async_trait::async_trait;
use aws_sdk_s3::Client;
use aws_sdk_s3::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use aws_sdk_s3::operation::put_object::PutObjectError;
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{ChecksumAlgorithm, ChecksumMode};

use crate::{LISTED, ObjectError, Objects, Put, key};

/// S3 asks to try again when another put of the same key is under way; so many times.
const TRIES: u32 = 5;

/// The objects of one bucket.
pub struct S3 {
    client: Client,
    bucket: String,
}

/// What S3 said to a put that did not happen.
enum Refusal {
    AlreadyThere,
    Concurrent,
    Fault(ObjectError),
}

impl S3 {
    /// The objects of this bucket.
    pub fn on(config: &aws_config::SdkConfig, bucket: impl Into<String>) -> Self {
        Self::new(Client::new(config), bucket)
    }

    /// The bucket with this name, through a client made elsewhere.
    pub fn new(client: Client, bucket: impl Into<String>) -> Self {
        Self { client, bucket: bucket.into() }
    }

    async fn put(&self, key: &str, bytes: &[u8], content_type: &str) -> Result<(), Refusal> {
        let put = self.client.put_object().bucket(&self.bucket).key(key).content_type(content_type);
        let put = put.if_none_match("*").checksum_algorithm(ChecksumAlgorithm::Sha256);
        put.body(ByteStream::from(bytes.to_vec())).send().await.map_err(refusal)?;
        Ok(())
    }
}

#[async_trait]
impl Objects for S3 {
    /// A put that S3 took, but whose answer was lost and that was sent again, answers `AlreadyThere`.
    async fn put_if_absent(&self, key: &str, bytes: Vec<u8>, content_type: &str) -> Result<Put, ObjectError> {
        key::check(key)?;
        for attempt in 0..TRIES {
            match self.put(key, &bytes, content_type).await {
                Ok(()) => return Ok(Put::Stored),
                Err(Refusal::AlreadyThere) => return Ok(Put::AlreadyThere),
                Err(Refusal::Fault(fault)) => return Err(fault),
                Err(Refusal::Concurrent) => {
                    tokio::time::sleep(std::time::Duration::from_millis(50 << attempt)).await
                }
            }
        }
        Err(ObjectError::Unavailable("another put of the same key does not end".to_owned()))
    }

    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, ObjectError> {
        key::check(key)?;
        let get = self.client.get_object().bucket(&self.bucket).key(key).checksum_mode(ChecksumMode::Enabled);
        let found = match get.send().await {
            Err(cause) if cause.as_service_error().is_some_and(|error| error.is_no_such_key()) => {
                return Ok(None);
            }
            other => other.map_err(|cause| fault(&cause))?,
        };
        let bytes = found.body.collect().await.map_err(|cause| fault(&cause))?;
        Ok(Some(bytes.to_vec()))
    }

    async fn list(
        &self,
        prefix: &str,
        after: Option<&str>,
        limit: usize,
    ) -> Result<Vec<String>, ObjectError> {
        let most = i32::try_from(limit.min(LISTED)).unwrap_or(i32::MAX);
        if most == 0 {
            return Ok(Vec::new());
        }
        let list = self.client.list_objects_v2().bucket(&self.bucket).prefix(prefix).max_keys(most);
        let page =
            list.set_start_after(after.map(str::to_owned)).send().await.map_err(|cause| fault(&cause))?;
        Ok(page.contents.unwrap_or_default().into_iter().filter_map(|object| object.key).collect())
    }
}

fn refusal(cause: SdkError<PutObjectError>) -> Refusal {
    let status = cause.raw_response().map(|response| response.status().as_u16());
    match (status, cause.code()) {
        (Some(412), _) | (_, Some("PreconditionFailed")) => Refusal::AlreadyThere,
        (Some(409), Some("ConditionalRequestConflict")) => Refusal::Concurrent,
        _ => Refusal::Fault(fault(&cause)),
    }
}

fn fault<E: std::error::Error + Send + Sync + 'static>(cause: &E) -> ObjectError {
    ObjectError::Unavailable(DisplayErrorContext(cause).to_string())
}
