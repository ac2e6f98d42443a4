"""Says that it is up."""

import platform


def lambda_handler(event, context):
    return {"status": "ok", "python": platform.python_version()}
