"""Validates recorded traffic against the service models of botocore.

Reads one JSON object per line: service, operation, request (method, url, headers, body in base64), response (status, headers,
body in base64; null where only the request is to be checked). Prints one line per violation, then `N exchanges of M operations`. Exit status 1 when there are violations.

Requests come from the AWS SDK, responses from the simulator. Of both it checks members, types, required members, enumerations,
lengths, ranges and patterns; of error responses that the operation declares the error, or that it is one which all services
share; and that botocore's own parsers understand the responses.
"""

import base64
import json
import re
import sys
import urllib.parse
import xml.etree.ElementTree as ElementTree

import botocore.parsers
import botocore.session

# Errors that any operation may answer ("Common errors" in the API references).
COMMON_ERRORS = {
    "AccessDeniedException",
    "ExpiredTokenException",
    "InternalFailure",
    "MissingAuthenticationTokenException",
    "ThrottlingException",
    "UnrecognizedClientException",
}
# The models of S3 and STS leave most errors to the documentation ("Error responses").
UNDECLARED_ERRORS = {
    "s3": {
        "AccessDenied",
        "InvalidArgument",
        "NoSuchBucket",
        "NoSuchKey",
        "NoSuchVersion",
        "PermanentRedirect",
        "PreconditionFailed",
        "BadDigest",
    },
    "sts": {"AccessDenied", "ExpiredToken", "InvalidClientTokenId"},
    "lambda": set(),
}


class Checker:
    def __init__(self):
        self.problems = []
        self.where = ""
        self.is_response = False

    def say(self, path, message):
        self.problems.append(f"{self.where}: {path or '.'}: {message}")

    def check(self, shape, value, path, document):
        """Checks a value of the JSON protocols, or one that is understood already (document False)."""
        kind = shape.type_name
        if kind == "structure":
            self.check_structure(shape, value, path, document)
        elif kind == "list":
            if not isinstance(value, list):
                return self.say(path, f"expected a list, got {value!r}")
            # Models give the least length of lists for requests: AWS answers without any ("buildsNotFound": [] of BatchGetBuilds).
            if value or not self.is_response:
                self.check_length(shape, len(value), path)
            for index, item in enumerate(value):
                self.check(shape.member, item, f"{path}[{index}]", document)
        elif kind == "map":
            if not isinstance(value, dict):
                return self.say(path, f"expected a map, got {value!r}")
            for key, item in value.items():
                self.check(shape.key, key, f"{path} key", document)
                self.check(shape.value, item, f"{path}.{key}", document)
        elif kind == "string":
            if not isinstance(value, str):
                return self.say(path, f"expected a string, got {value!r}")
            self.check_length(shape, len(value), path)
            enum = shape.metadata.get("enum")
            if enum and value not in enum:
                self.say(path, f"{value!r} is none of {enum}")
            pattern = shape.metadata.get("pattern")
            if pattern and not matches(pattern, value):
                self.say(path, f"{value!r} does not match {pattern}")
        elif kind in ("integer", "long"):
            if isinstance(value, bool) or not isinstance(value, int):
                return self.say(path, f"expected an integer, got {value!r}")
            self.check_range(shape, value, path)
        elif kind in ("float", "double"):
            if isinstance(value, bool) or not isinstance(value, (int, float)):
                return self.say(path, f"expected a number, got {value!r}")
            self.check_range(shape, value, path)
        elif kind == "boolean":
            if not isinstance(value, bool):
                self.say(path, f"expected a boolean, got {value!r}")
        elif kind == "timestamp":
            # Seconds since 1970, in the years that a test runs in: milliseconds would be far off.
            if document and not (
                isinstance(value, (int, float)) and 1.5e9 < value < 4e9
            ):
                self.say(path, f"expected seconds since 1970, got {value!r}")
        elif kind == "blob":
            if document and not isinstance(value, str):
                self.say(path, f"expected base64, got {value!r}")
        else:
            self.say(path, f"unknown kind {kind}")

    def check_structure(self, shape, value, path, document):
        if not isinstance(value, dict):
            return self.say(path, f"expected an object, got {value!r}")
        for name in shape.required_members:
            if name not in value:
                self.say(path, f"{name} is missing")
        for name, item in value.items():
            member = shape.members.get(name)
            if member is None:
                self.say(path, f"{name} is not in {shape.name}")
            elif item is None:
                self.say(path, f"{name} is null")
            else:
                self.check(member, item, f"{path}.{name}", document)

    def check_length(self, shape, length, path):
        low, high = shape.metadata.get("min"), shape.metadata.get("max")
        if low is not None and length < low or high is not None and length > high:
            self.say(path, f"length {length} is out of {low} to {high}")

    check_range = check_length


def matches(pattern, value):
    try:
        return re.fullmatch(pattern, value) or re.search(f"^(?:{pattern})$", value)
    except re.error:
        # A pattern that Python's syntax lacks.
        return True


def request_members(shape, operation, request):
    """The input of the REST protocols, put together from path, query, headers and body."""
    url = urllib.parse.urlsplit(request["url"])
    query = dict(urllib.parse.parse_qsl(url.query, keep_blank_values=True))
    template = operation.http["requestUri"].split("?")[0]
    names = re.findall(r"\{(\w+)\+?\}", template)
    expression = re.sub(r"\\\{\w+\\\}", "([^/]+)", re.escape(template))
    expression = re.sub(r"\\\{\w+\\\+\\\}", "(.+)", expression)
    match = re.fullmatch(expression + "/?", url.path)
    if not match:
        raise ValueError(f"{url.path} is not {template}")
    path = dict(zip(names, map(urllib.parse.unquote, match.groups())))
    found = {}
    body = {}
    if shape.serialization.get("payload") is None and request["body"]:
        body = json.loads(request["body"])
    for name, member in shape.members.items():
        location = member.serialization.get("location")
        wire = member.serialization.get("name", name)
        if location == "uri":
            value = path.get(wire)
        elif location == "querystring":
            value = query.get(wire)
        elif location == "header":
            value = request["headers"].get(wire.lower())
        elif location == "headers":
            value = {
                key[len(wire) :]: item
                for key, item in request["headers"].items()
                if key.startswith(wire.lower())
            } or None
        elif name == shape.serialization.get("payload"):
            value = request["body"]
        else:
            value = body.pop(name, None)
        if value is not None:
            found[name] = convert(member, value) if location else value
    for name in body:
        found[name] = body[name]
    return found


def convert(shape, text):
    if shape.type_name in ("integer", "long"):
        return int(text)
    if shape.type_name == "boolean":
        return text == "true"
    return text


def form_members(shape, request):
    form = dict(urllib.parse.parse_qsl(request["body"].decode()))
    return {
        name: convert(shape.members[name], value) if name in shape.members else value
        for name, value in form.items()
        if name not in ("Action", "Version")
    }


def check_elements(checker, shape, element, path):
    """XML parsers pass over elements that they do not know: here they are violations."""
    for child in element:
        name = child.tag.split("}")[-1]
        member = shape.members.get(name)
        if member is None:
            checker.say(path, f"element {name} is not in {shape.name}")
        elif member.type_name == "structure":
            check_elements(checker, member, child, f"{path}.{name}")


def check_exchange(checker, models, parsers, exchange):
    service, name = exchange["service"], exchange["operation"]
    model = models[service]
    operation = model.operation_model(name)
    # CodeBuild also has a newer protocol; requests say which one they use.
    protocol = model.metadata["protocol"]
    if "x-amz-target" in exchange["request"]["headers"]:
        protocol = "json"
    request = {
        **exchange["request"],
        "body": base64.b64decode(exchange["request"]["body"]),
    }
    checker.where = f"{service}:{name} request {exchange['number']}"
    checker.is_response = False
    if operation.input_shape is not None:
        shape = operation.input_shape
        if protocol == "json":
            value = json.loads(request["body"] or b"{}")
            target = f"{model.metadata['targetPrefix']}.{name}"
            if request["headers"]["x-amz-target"] != target:
                checker.say("x-amz-target", "is wrong")
        elif protocol == "query":
            value = form_members(shape, request)
        else:
            value = request_members(shape, operation, request)
        # What the tour sends wrong on purpose, the service must refuse.
        before = len(checker.problems)
        checker.check(shape, value, "", protocol != "rest-xml")
        if exchange["response"] and exchange["response"]["status"] >= 400:
            del checker.problems[before:]

    response = exchange["response"]
    if not response:
        return
    body = base64.b64decode(response["body"])
    checker.where = f"{service}:{name} response {exchange['number']}"
    checker.is_response = True
    parsed = parsers.create_parser(protocol).parse(
        {
            "status_code": response["status"],
            "headers": response["headers"],
            "body": body,
        },
        operation.output_shape,
    )
    if response["status"] >= 300:
        return check_error(checker, operation, parsed, response, body, protocol)
    shape = operation.output_shape
    if shape is None:
        return
    payload = shape.serialization.get("payload")
    if protocol in ("json", "rest-json"):
        checker.check(shape, json.loads(body), "", True)
    else:
        parsed.pop("ResponseMetadata", None)
        value = dict(parsed)
        if payload and shape.members[payload].type_name == "blob":
            value.pop(payload, None)
        checker.check(shape, value, "", False)
        if body and not payload:
            element = ElementTree.fromstring(body)
            if protocol == "query":
                wrapper = shape.serialization["resultWrapper"]
                element = next(
                    child for child in element if child.tag.endswith(wrapper)
                )
            check_elements(checker, shape, element, "")


def check_error(checker, operation, parsed, response, body, protocol):
    service = operation.service_model.service_name
    code = parsed["Error"]["Code"]
    if not body:
        # A HEAD request: the status stands for the error.
        if code not in ("400", "403", "404", "405", "301"):
            checker.say("", f"status {code} without a body")
        return
    for shape in operation.error_shapes:
        error = shape.metadata.get("error", {})
        if code in (shape.name, error.get("code")):
            status = error.get("httpStatusCode", 400)
            if status != response["status"]:
                checker.say("", f"{code} has status {status}")
            if protocol in ("json", "rest-json"):
                value = json.loads(body)
                value.pop("__type", None)
                if protocol == "json" and "message" not in shape.members:
                    value.pop("message", None)
                checker.check(shape, value, "", True)
            return
    if code not in COMMON_ERRORS | UNDECLARED_ERRORS.get(service, set()):
        declared = [shape.name for shape in operation.error_shapes]
        checker.say("", f"{code} is none of {declared}")
    if not parsed["Error"].get("Message"):
        checker.say("", f"{code} has no message")


def main():
    session = botocore.session.get_session()
    services = ["codebuild", "ecr", "lambda", "logs", "s3", "sts"]
    models = {name: session.get_service_model(name) for name in services}
    parsers = botocore.parsers.ResponseParserFactory()
    checker = Checker()
    seen = set()
    count = 0
    for line in sys.stdin:
        exchange = json.loads(line)
        count += 1
        seen.add((exchange["service"], exchange["operation"]))
        try:
            check_exchange(checker, models, parsers, exchange)
        except Exception as error:
            checker.say("", f"cannot be understood: {error!r}")
    for problem in checker.problems:
        print(problem)
    print(f"{count} exchanges of {len(seen)} operations")
    return 1 if checker.problems else 0


if __name__ == "__main__":
    sys.exit(main())
