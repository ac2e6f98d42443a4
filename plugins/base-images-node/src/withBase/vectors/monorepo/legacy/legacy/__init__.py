import dynamo


def describe():
    return ["legacy", dynamo.describe()]
