import jmespath


def describe():
    return jmespath.search("a.b", {"a": {"b": "dynamo"}})
