"""ministack, with five differences from the real thing mended that our template or its roles would meet.

Each is a fact about ministack 1.5.33 (see README.md here); look whether it still holds when the version is raised.
"""
import json
import socketserver
from datetime import datetime, timezone

from ministack import app
from ministack.core import iam_evaluator
from ministack.services import eventbridge, lambda_svc

# 1. Its runtime API waits for Nagle's algorithm: half of a warm invocation's 100 ms.
socketserver.StreamRequestHandler.disable_nagle_algorithm = True
socketserver.StreamRequestHandler.wbufsize = -1

# 2. It speaks plain HTTP on loopback, which the bucket's TLS-only policy rightly refuses: count loopback as secure.
pin_request_origin = app.pin_request_origin
app.pin_request_origin = lambda source_ip, _secure: pin_request_origin(source_ip, True)

# 3. A stream's batch with failed items in its answer counts as done there; here the batch is delivered again.
execute_function = lambda_svc._execute_function


def execute_with_partial_stream_failures(function, event, *more, **named):
    result = execute_function(function, event, *more, **named)
    records = event.get("Records") if isinstance(event, dict) else None
    body = result.get("body")
    if records and records[0].get("eventSource") == "aws:dynamodb" and isinstance(body, dict) and body.get("batchItemFailures"):
        return {**result, "error": True, "body": {"errorType": "PartialBatch", "errorMessage": json.dumps(body)}}
    return result


lambda_svc._execute_function = execute_with_partial_stream_failures

# 4. A schedule's input may name the planned instant; ministack would pass the placeholder on as it is.
invoke_target = eventbridge._invoke_target


def invoke_target_at_instant(target, event, *more, **named):
    instant = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:00Z")
    if isinstance(target.get("Input"), str):
        target = {**target, "Input": target["Input"].replace("<aws.scheduler.scheduled-time>", instant)}
    return invoke_target(target, event, *more, **named)


eventbridge._invoke_target = invoke_target_at_instant

# 5. Sending a batch to a queue needs the right to send, and no other; ministack asks for a right that IAM doesn't have.
action_matches = iam_evaluator._action_matches


def batches_need_the_single_right(request_action, *more, **named):
    single = request_action.removesuffix("Batch") if request_action.startswith("sqs:") else request_action
    return action_matches(single, *more, **named)


iam_evaluator._action_matches = batches_need_the_single_right

app.main()
