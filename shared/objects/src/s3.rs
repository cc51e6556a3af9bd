//! Objects in S3, put under `If-None-Match: *` and with a checksum.

use std::path::Path;

use async_trait::async_trait;
use aws_sdk_s3::config::RequestChecksumCalculation;
use aws_sdk_s3::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use aws_sdk_s3::operation::put_object::PutObjectError;
use aws_sdk_s3::presigning::PresigningConfig;
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{ChecksumAlgorithm, ChecksumMode};
use aws_sdk_s3::{Client, Config};
use base64::prelude::{BASE64_STANDARD, Engine};

use crate::{Address, LISTED, ObjectError, Objects, Put, UPLOAD_SECONDS, Uploads, key};

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

    /// Puts what is made anew for each try.
    async fn put<B>(&self, key: &str, content_type: &str, body: impl Fn() -> B) -> Result<Put, ObjectError>
    where
        B: Future<Output = Result<Body, ObjectError>>,
    {
        key::check(key)?;
        for attempt in 0..TRIES {
            let put = self.client.put_object().bucket(&self.bucket).key(key).content_type(content_type);
            let put = match body().await? {
                Body::Bytes(bytes) => {
                    put.checksum_algorithm(ChecksumAlgorithm::Sha256).body(ByteStream::from(bytes))
                }
                Body::File(stream, sha256) => put.checksum_sha256(sha256).body(stream),
            };
            match put.if_none_match("*").send().await.map_err(refusal) {
                Ok(_) => return Ok(Put::Stored),
                Err(Refusal::AlreadyThere) => return Ok(Put::AlreadyThere),
                Err(Refusal::Fault(fault)) => return Err(fault),
                Err(Refusal::Concurrent) => {
                    tokio::time::sleep(std::time::Duration::from_millis(50 << attempt)).await
                }
            }
        }
        Err(ObjectError::Unavailable("another put of the same key does not end".to_owned()))
    }
}

/// What is put.
enum Body {
    Bytes(Vec<u8>),
    /// Read while it is sent, with the checksum that is told in advance.
    File(ByteStream, String),
}

#[async_trait]
impl Objects for S3 {
    /// A put that S3 took, but whose answer was lost and that was sent again, answers `AlreadyThere`.
    async fn put_if_absent(&self, key: &str, bytes: Vec<u8>, content_type: &str) -> Result<Put, ObjectError> {
        let bytes = &bytes;
        self.put(key, content_type, || async { Ok(Body::Bytes(bytes.clone())) }).await
    }

    async fn put_file_if_absent(
        &self,
        key: &str,
        file: &Path,
        sha256: [u8; 32],
        content_type: &str,
    ) -> Result<Put, ObjectError> {
        let sha256 = &BASE64_STANDARD.encode(sha256);
        self.put(key, content_type, || async {
            let stream = ByteStream::from_path(file).await;
            let stream = stream.map_err(|cause| ObjectError::Unavailable(cause.to_string()))?;
            Ok(Body::File(stream, sha256.clone()))
        })
        .await
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

    async fn size(&self, key: &str) -> Result<Option<u64>, ObjectError> {
        key::check(key)?;
        match self.client.head_object().bucket(&self.bucket).key(key).send().await {
            Ok(found) => {
                Ok(Some(found.content_length.and_then(|bytes| u64::try_from(bytes).ok()).unwrap_or(0)))
            }
            Err(cause) if cause.as_service_error().is_some_and(|error| error.is_not_found()) => Ok(None),
            Err(cause) => Err(fault(&cause)),
        }
    }

    async fn part(&self, key: &str, from: u64, most: usize) -> Result<Option<Vec<u8>>, ObjectError> {
        key::check(key)?;
        if most == 0 {
            return Ok(self.size(key).await?.map(|_| Vec::new()));
        }
        let range = format!("bytes={from}-{}", from.saturating_add(most as u64 - 1));
        let found = match self.client.get_object().bucket(&self.bucket).key(key).range(range).send().await {
            Ok(found) => found,
            Err(cause) if cause.as_service_error().is_some_and(|error| error.is_no_such_key()) => {
                return Ok(None);
            }
            // From the end on there is nothing.
            Err(cause) if cause.code() == Some("InvalidRange") => return Ok(Some(Vec::new())),
            Err(cause) => return Err(fault(&cause)),
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

#[async_trait]
impl Uploads for S3 {
    /// Signed with the size, so that no other one is taken, and with `If-None-Match: *`, so that it is taken once. A
    /// checksum of a body that nobody has yet is left out.
    async fn address(&self, key: &str, content_type: &str, bytes: u64) -> Result<Address, ObjectError> {
        key::check(key)?;
        let invalid = |cause: &dyn std::fmt::Display| ObjectError::Unavailable(cause.to_string());
        let seconds = std::time::Duration::from_secs(UPLOAD_SECONDS.into());
        let signing = PresigningConfig::expires_in(seconds).map_err(|cause| invalid(&cause))?;
        let length = i64::try_from(bytes).map_err(|cause| invalid(&cause))?;
        let put = self.client.put_object().bucket(&self.bucket).key(key).content_type(content_type);
        let put = put.content_length(length).if_none_match("*").customize().config_override(
            Config::builder().request_checksum_calculation(RequestChecksumCalculation::WhenRequired),
        );
        let signed = put.presigned(signing).await.map_err(|cause| fault(&cause))?;
        let headers = signed.headers().map(|(name, value)| (name.to_owned(), value.to_owned()));
        Ok(Address { url: signed.uri().to_owned(), headers: headers.collect() })
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

#[cfg(test)]
mod tests {
    use aws_sdk_s3::config::{BehaviorVersion, Credentials, Region};

    use super::*;

    #[tokio::test]
    async fn an_upload_is_signed_with_its_size_for_one_put_within_minutes() {
        let config = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("eu-north-1"))
            .credentials_provider(Credentials::new("test", "test", None, None, "test"));
        let s3 = S3::new(Client::from_conf(config.build()), "uploads");
        let Address { url, headers } = s3.address("uploads/a/b", "text/csv", 1234).await.unwrap();
        assert!(url.starts_with("https://uploads.s3.eu-north-1.amazonaws.com/uploads/a/b?"), "{url}");
        assert!(url.contains("X-Amz-Expires=900") && !url.contains("checksum"), "{url}");
        assert!(
            url.contains("X-Amz-SignedHeaders=content-length%3Bcontent-type%3Bhost%3Bif-none-match"),
            "{url}"
        );
        for header in [("content-length", "1234"), ("content-type", "text/csv"), ("if-none-match", "*")] {
            let header = (header.0.to_owned(), header.1.to_owned());
            assert!(headers.contains(&header), "{header:?} in {headers:?}");
        }
    }
}
