import dynamo


def describe():
    return ["label", dynamo.describe()]
