import dynamo
import snowballstemmer


def describe():
    stem = snowballstemmer.stemmer("english").stemWord
    return [stem("chromas"), dynamo.describe()]
