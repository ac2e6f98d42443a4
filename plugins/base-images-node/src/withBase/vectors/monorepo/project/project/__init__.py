import jmespath


def describe():
    return jmespath.search("a", {"a": "project"})
