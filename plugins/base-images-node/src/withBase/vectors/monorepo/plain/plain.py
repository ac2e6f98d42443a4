def describe():
    return "plain"
