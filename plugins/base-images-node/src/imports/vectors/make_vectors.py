"""Writes `imports.json`: what Python's own parser says about the imports of the programs below.

Usage: python make_vectors.py
Needs Python 3.12 or later for the f-strings of PEP 701; older ones leave those programs out, and say so.
"""

import json
import pathlib
import sys

from read_imports import read_imports

HERE = pathlib.Path(__file__).parent

PROGRAMS = [
    # forms
    "", "\n\n", "# import a\n", "import a", "import a\n", "import a, b", "import a.b.c", "import a as b", "import a.b as c, d as e, f",
    "import a . b", "import\ta", "import\fa", "from a import b", "from a import b as c", "from a import b, c as d, e", "from a import *",
    "from a.b import c", "from a . b import c", "from a import (b)", "from a import (b, c,)", "from a import (\n    b,\n    c as d,\n)\nimport e\n",
    "from a import (  # why\n    b,  # import x\n\n    c\n)\n", "from a import(b)", "from a import*", "from a import b;import c", "import a; import b;\n",
    "import a;\nimport b", "x = 1; import a  # import b", "import a\\\n, b", "import \\\n    a", "from \\\n  a \\\n  import \\\n  b", "from a import \\\n  b, \\\n  c",
    "from a import (b\n  as\n  c)", "import ä.ö", "from ünïcode import naïve", "import a_1, _b, A", "import importance, fromage\nfrom importlib import util",
    # relative ones
    "from . import a", "from .a import b", "from .. import a", "from ...a.b import c", "from . a import b", "from .import a", "from ... import (a)",
    # what only looks like one
    "x = 'import a'", 'x = "from a import b"', '"""\nimport a\n"""\nimport b\n', "'''\nimport a\n'''", "x = '\\\nimport a'", "x = 'a' \\\n  'import b'",
    "'''a''' ; import b", "x = '''a\\'''\nimport c\n'''\nimport b", 'x = """a"b""c\\""""\nimport b', "x = ''\nimport a", 'x = ""; import a', "x = r'\\\\'\nimport a",
    "x = rb'\\''\nimport a", "x = r'''\\'''\nimport b\n'''", "x = u'import a'; import b", "x = Rb\"import a\"", "x = ('import a',\n'import b')", "x = '#'; import a", "x = 1 # '''\nimport a\n# '''",
    "important = 1", "from_ = 2", "x.import_module = 3", "def f(x):\n  yield from x\n", "raise A from b", "raise A \\\n from b", "x = [\n  a\n  for a in b\n]\nimport c",
    "print('import a'); import b", "x = {\n'import a': 1,\n'b': [(\n2)]}\nimport c", "x = a[1:2]\nimport b", "x: int = 3\nimport a", "x: 'import a'", "f = lambda: 0; import a", "f = lambda x: x\nimport a",
    # f-strings
    "x = f'{a}'; import b", "x = f'{a!r:>{b}}'; import c", "x = f'{{import}}'; import b", "x = f\"{a['b']}\"; import c", "x = f'''{\na\n}\nimport b\n'''\nimport c", "x = f'{a:%H:%M}'; import b",
    "x = f'\\N{EM DASH}{a}'; import b", "x = rf'\\{a}'; import b", "x = fr'\\N{a}'; import b", "x = F'{a:{b}{c}}'; import d", "x = f'{a if b else c}'; import d", "x = f'{(lambda x: x)(1)}'; import a", "x = f'{ {1: 2}[1] }'; import a",
    "x = f'{__import__(\"a\")}'", "x = f'''{a:'>10}'''\nimport b", "x = f'{a:\">10}'\nimport b", "x = f'{a=}'; import b", "x = f'{a:=5}'; import b", "x = f'{a}' 'import b'; import c", "x = f'{a}{{{b}}}'; import c",
    "x = 1 if'a'else'import b'; import c", "x = f'a\\\nimport b'; import c",
    "x = f'{a['b']}'; import c", "x = f'{f'{f'{1}'}'}'; import a", "x = f'{\na  # }\n}'; import b", "x = f'{'import a'}'; import b", "x = f'{'\\n'.join(a)}'; import b",
    # blocks
    "def f():\n    import a\nimport b\n", "def f(): import a\nimport b", "async def f():\n  import a\n  from b import c\n", "class A:\n  import a\n  def f(self):\n    import b\n  import c\nimport d\n", "class A: import a",
    "def f():\n  class A:\n    import a\n", "def f():\n  def g():\n    import a\n  import b\nimport c", "@a('import b')\n@c\ndef f(x: int = 3, *, y='import d') -> 'import e':\n  import g\n", "@a\nclass B(c, metaclass=d):\n  import e",
    "def f(\n  x,\n  y,\n):\n  import a\nimport b", "def f[T: (int, str)](x: T) -> T: import a\nimport b", "if a:\n  import b\nelif c:\n  import d\nelse:\n  import e\n", "if a: import b\nelse: import c",
    "if a: import b; import c", "for a in b:\n  import c\nelse:\n  import d\n", "while a: import b", "while (a := b()):\n  import c", "if a := b: import c", "with a as b, c as d:\n  import e\n", "with (a as b, c as d):\n  import e",
    "async def f():\n  async with a:\n    import b\n  async for c in d: import e\n", "match a:\n  case {'b': [1, 2]}:\n    import c\n  case B(x=1) | [*_]: import d\n  case _ if e:\n    import f\n", "match = 1; import a", "case = match\nimport a", "match (a):\n  case b: import c",
    "if a:\n\timport b\n\tif c:\n\t\timport d\nimport e\n", "def f():\n\tif a:\n\t    import b\n\timport c\nimport d\n", "def f():\n    import a\n# comment\n    import b\n\n\n  # other\n    import c\nimport d", "def f():\n    x = '''\nnot out\n'''\n    import a\n", "def f():\n    x = (\n1,\n2)\n    import a\n", "def f():\n    x = 1 + \\\n2\n    import a\n",
    "if True:\n  def f():\n    pass\n  import a\n", "\fimport a\n\f\nimport b", "import a\r\nimport b\r\ndef f():\r\n    import c\r\n", "import a\rimport b\r", "x = '''a\r\nb'''\r\nimport c", "\ufeffimport a\ndef f():\n  import b", "\ufeff# -*- coding: utf-8 -*-\nimport a",
    "x = 'ä😀'; import a", "'😀'; __import__('a')", "if __name__ == '__main__':\n  import a\nimport b", 'if __name__ == "__main__": import a\nelse: import b', "if (__name__ == '__main__'):\n  from a import b", "if __name__ != '__main__':\n  import a",
    "lambda: (yield)\nimport a", "type X = int\nimport a", "global_ = 1\ndef f():\n  global g; import a\n", "pass;import a", "assert a, 'import b'", "del a; import b", "return_ = 1",
    # type checkers
    "if TYPE_CHECKING:\n  import a\nelse:\n  import b\nimport c", "if typing.TYPE_CHECKING:\n  from a import b\n", "if t.TYPE_CHECKING: import a", "if not TYPE_CHECKING:\n  import a\nelse:\n  import b\n", "if not typing.TYPE_CHECKING:\n  import a\nelif b:\n  import c\nelse:\n  import d\nimport e",
    "if TYPE_CHECKING and a:\n  import b\nelse:\n  import c", "if a and TYPE_CHECKING:\n  import b", "if TYPE_CHECKING or a:\n  import b", "if (TYPE_CHECKING):\n  import a", "if a:\n  import b\nelif TYPE_CHECKING:\n  import c\nelse:\n  import d", "if MY_TYPE_CHECKING:\n  import a", "if TYPE_CHECKING_X:\n  import a",
    "if TYPE_CHECKING:\n  class A:\n    import a\n  def f():\n    import b\n", "class A:\n  if TYPE_CHECKING:\n    import a\n", "def f():\n  if TYPE_CHECKING:\n    import a\n  import b\n", "if TYPE_CHECKING:\n  import a\nfor x in y:\n  import b\nelse:\n  import c", "if TYPE_CHECKING:\n  try:\n    import a\n  except KeyError:\n    import b\nelse:\n  import c",
    "if not TYPE_CHECKING:\n  import a\n\n# comment\nelse:\n  import b", "if TYPE_CHECKING is False:\n  import a", "if not TYPE_CHECKING and a:\n  import b\nelse:\n  import c", "if \\\n  TYPE_CHECKING:\n  import a",
    # caught errors
    "try:\n  import a\nexcept ImportError:\n  import b\nelse:\n  import c\nfinally:\n  import d\nimport e", "try: import a\nexcept ImportError: import b", "try:\n  import a\nexcept ModuleNotFoundError as e:\n  pass", "try:\n  import a\nexcept (KeyError, ImportError):\n  pass",
    "try:\n  import a\nexcept KeyError:\n  import b\nexcept ImportError:\n  import c", "try:\n  import a\nexcept KeyError:\n  import b", "try:\n  import a\nexcept:\n  import b", "try:\n  import a\nexcept Exception as e:\n  raise X from e", "try:\n  import a\nexcept BaseException:\n  pass", "try:\n  import a\nexcept builtins.ImportError:\n  pass", "try:\n  import a\nfinally:\n  import b",
    "try:\n  try:\n    import a\n  except KeyError:\n    import b\nexcept ImportError:\n  import c", "try:\n  try:\n    import a\n  except ImportError:\n    import b\n  import c\nexcept KeyError:\n  import d", "try:\n  if x:\n    import a\n  with y:\n    import b\nexcept ImportError:\n  pass", "def f():\n  try:\n    import a\n  except ImportError:\n    return\n  import b",
    "try:\n  import a\nexcept* ImportError:\n  pass", "try:\n  import a\nexcept (\n  KeyError,\n  ImportError,\n):\n  import b", "try:\n  import a\n# comment\nexcept ImportError:\n  pass", "try:\n  import a\nexcept MyImportError:\n  pass", "with suppress(ImportError):\n  import a\nimport b", "with contextlib.suppress(KeyError, ModuleNotFoundError):\n  import a", "with suppress(KeyError):\n  import a", "with x:\n  import a",
    "def f():\n  try:\n    import a\n  except Exception:\n    import b", "def f():\n  try:\n    import a\n  except:\n    raise", "def f():\n  try:\n    import a\n  except (Exception, ImportError):\n    pass", "try:\n  def f():\n    import a\nexcept Exception:\n  import b", "def f():\n  with suppress(Exception):\n    import a", "with suppress(Exception):\n  import a",
    # calls
    "importlib.import_module('a.b')", "from importlib import import_module\nx = import_module(\"a\")", "__import__('a')", "builtins.__import__('a')", "importlib.import_module('.a', package='b')", "importlib.import_module('.a', 'b')", "importlib.import_module('a', 'b')", "importlib.import_module(a)", "importlib.import_module('a' + b)", "importlib.import_module('a.%s' % b)",
    "importlib.import_module(f'a.{b}')", "importlib.import_module(\n    'a'\n)", "importlib.import_module('a',)", "self.import_module('a')", "x.__import__('a')", "my_import_module('a')", "importlib.import_module(r'a')", "importlib.import_module(b'a')", "importlib.import_module('')", "importlib.import_module('a b')", "importlib.import_module(name)('a')", "x = [importlib.import_module('a'), __import__('b')]", "def f(x=__import__('a')): pass", "if __import__('a'): import b",
    "try:\n  x = importlib.import_module('a')\nexcept ImportError:\n  x = None", "if TYPE_CHECKING:\n  __import__('a')", "'importlib.import_module(\"a\")'", "# __import__('a')", "def import_module(name='a'): pass", "importlib.import_module('a')('b')", "__import__('a', globals(), locals(), ['b'])", "importlib.import_module('a').f(importlib.import_module('b'))",
]


def vectors():
    for text in dict.fromkeys(PROGRAMS):
        try:
            yield {"text": text, "imports": read_imports(text)}
        except SyntaxError as error:
            print(f"left out {text!r}: {error}", file=sys.stderr)


(HERE / "imports.json").write_text(json.dumps(list(vectors()), indent=1, ensure_ascii=True) + "\n")
