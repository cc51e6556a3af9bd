"""Uploads the zips and creates the stack through CloudFormation. Run by `cloud` inside the venv, with a plan on stdin."""
import json
import sys
from pathlib import Path

import boto3

plan = json.load(sys.stdin)
parameters = plan["parameters"]


def client(service):
    return boto3.client(service, endpoint_url=plan["endpoint"])


s3, cloudformation = client("s3"), client("cloudformation")
s3.create_bucket(Bucket=parameters["CodeBucket"], CreateBucketConfiguration={"LocationConstraint": s3.meta.region_name})
for path in Path(plan["zips"]).glob("*.zip"):
    s3.upload_file(str(path), parameters["CodeBucket"], f"{parameters['CodeVersion']}/{path.name}")

# From the bucket, as `aws cloudformation deploy --s3-bucket` does: in the request itself it may have 51 200 bytes.
template = f"{parameters['CodeVersion']}/template.yaml"
s3.upload_file(plan["template"], parameters["CodeBucket"], template)
cloudformation.create_stack(
    StackName="seteli",
    TemplateURL=f"{plan['endpoint']}/{parameters['CodeBucket']}/{template}",
    Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
    Capabilities=["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
    Tags=[{"Key": "ms-custom-id", "Value": plan["api_id"]}],
)
try:
    cloudformation.get_waiter("stack_create_complete").wait(StackName="seteli", WaiterConfig={"Delay": 1, "MaxAttempts": 120})
except Exception:
    for event in cloudformation.describe_stack_events(StackName="seteli")["StackEvents"]:
        if event["ResourceStatus"].endswith("FAILED"):
            print(event["LogicalResourceId"], event.get("ResourceStatusReason"), file=sys.stderr)
    raise
