import pandas
from store import Sale


def totals(sales):
    rows = [Sale(**sale).model_dump() for sale in sales]
    return pandas.DataFrame(rows).groupby("shop")["amount"].sum().to_dict()
