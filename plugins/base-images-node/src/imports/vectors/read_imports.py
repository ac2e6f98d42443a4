"""What Python's own parser says about the imports of a program: the authority for `make_vectors.py`."""

import ast
import re

IMPORT_ERRORS = {"ImportError", "ModuleNotFoundError"}
ALL_ERRORS = {"Exception", "BaseException"}


def names_of(node):
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name)} | {n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute)}


def catches(handler, lazy):
    """A handler that catches everything counts only outside of functions."""
    names = names_of(handler.type) if handler.type else ALL_ERRORS
    return bool(names & (IMPORT_ERRORS if lazy else IMPORT_ERRORS | ALL_ERRORS))


def is_type_checking(test):
    return (isinstance(test, ast.Name) and test.id == "TYPE_CHECKING") or (isinstance(test, ast.Attribute) and test.attr == "TYPE_CHECKING")


def for_type_checkers(test):
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
        return any(for_type_checkers(value) for value in test.values)
    return is_type_checking(test)


def is_main(test):
    return ast.unparse(test) == "__name__ == '__main__'"


def suppresses(item, lazy):
    call = item.context_expr
    caught = IMPORT_ERRORS if lazy else IMPORT_ERRORS | ALL_ERRORS
    return isinstance(call, ast.Call) and "suppress" in names_of(call.func) and any(names_of(a) & caught for a in call.args)


class Reader(ast.NodeVisitor):
    def __init__(self, text):
        # As Python's own tokenizer counts them: form feeds and the like end no lines.
        self.lines = re.split(r"\r\n|\r|\n", text)
        self.found = []
        self.state = {"lazy": False, "typeChecking": False, "optional": False}

    def within(self, nodes, **changes):
        before = self.state
        self.state = {**before, **{key: value or before[key] for key, value in changes.items()}}
        for node in nodes:
            self.visit(node)
        self.state = before

    def add(self, node, module, names, lazy=False):
        start = self.lines[node.lineno - 1].encode()[: node.col_offset].decode()
        self.found.append(
            {
                "module": module,
                "names": names,
                "line": node.lineno,
                "column": len(start.encode("utf-16-le")) // 2 + 1,
                "scope": "lazy" if lazy or self.state["lazy"] else "module",
                "typeChecking": self.state["typeChecking"],
                "optional": self.state["optional"],
            }
        )

    def visit_Import(self, node):
        for alias in node.names:
            self.add(node, alias.name, [])

    def visit_ImportFrom(self, node):
        if node.level == 0:
            self.add(node, node.module, [alias.name for alias in node.names])

    def visit_Call(self, node):
        if ast.unparse(node.func) in ("import_module", "importlib.import_module", "__import__", "builtins.__import__") and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str) and re.fullmatch(r"[^\W\d][\w.]*", first.value):
                self.add(node, first.value, [], lazy=True)
        self.generic_visit(node)

    def visit_FunctionDef(self, node):
        for part in [*node.decorator_list, node.args, *([node.returns] if node.returns else [])]:
            self.visit(part)
        self.within(node.body, lazy=True)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_If(self, node, never=False):
        self.visit(node.test)
        never_else = never or (isinstance(node.test, ast.UnaryOp) and isinstance(node.test.op, ast.Not) and is_type_checking(node.test.operand))
        self.within(node.body, typeChecking=never or for_type_checkers(node.test), lazy=is_main(node.test))
        if len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If) and self.is_elif(node.orelse[0]):
            self.visit_If(node.orelse[0], never_else)
        else:
            self.within(node.orelse, typeChecking=never_else)

    def is_elif(self, node):
        return self.lines[node.lineno - 1].encode()[node.col_offset :].startswith(b"elif")

    def visit_Try(self, node):
        self.within(node.body, optional=any(catches(handler, self.state["lazy"]) for handler in node.handlers))
        for handler in node.handlers:
            self.within(handler.body, optional=catches(handler, self.state["lazy"]))
        for other in [*node.orelse, *node.finalbody]:
            self.visit(other)

    visit_TryStar = visit_Try

    def visit_With(self, node):
        for item in node.items:
            self.visit(item)
        self.within(node.body, optional=any(suppresses(item, self.state["lazy"]) for item in node.items))

    visit_AsyncWith = visit_With


def read_imports(text):
    """The imports of a program, in the order of the text; raises SyntaxError."""
    reader = Reader(text.removeprefix("\ufeff"))
    reader.visit(ast.parse(text.removeprefix("\ufeff")))
    return sorted(reader.found, key=lambda found: (found["line"], found["column"]))
