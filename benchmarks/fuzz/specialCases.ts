import { FuzzCase } from './FuzzCase';
import { NEIGHBOURHOOD } from './neighbourhood';

/** The most that a tree gives of one file. */
const TEN_MEGABYTES = 10_000_000;

/** Files that are read, with a text that each goes on from. */
const FILES: readonly [path: string, start: string][] = [
  ['a/pyproject.toml', '[project]\nname = "a"\nx = '],
  ['a/setup.cfg', '[metadata]\nname = a\n[options]\ninstall_requires = '],
  ['a/setup.py', 'from setuptools import setup\nsetup(name="a", x='],
  ['a/r.txt', 'b>=1 '],
  ['Dockerfile', 'FROM public.ecr.aws/lambda/python:3.12\nRUN pip install '],
  ['Dockerfile.dockerignore', 'a '],
  ['base-images.yaml', 'version: 1\nimages: '],
  ['CODEOWNERS', '* @acme/'],
  [
    'template.yaml',
    'Transform: AWS::Serverless-2016-10-31\nMetadata: [AWS::Serverless::Function, PackageType]\nResources: ',
  ],
  ['serverless.yml', 'service: a\nfunctions: '],
  ['compose.yaml', 'services: '],
  ['infra/stack.py', 'from aws_cdk import aws_lambda\nDockerImageFunction('],
  ['infra/stack.ts', "import 'aws-cdk-lib';\nnew DockerImageFunction("],
  [
    'infra/pulumi.py',
    'import pulumi\naws.lambda_.Function("f", package_type="Image", x=',
  ],
  ['infra/main.tf', 'resource "aws_lambda_function" "f" {\n  x = '],
  ['docker-bake.hcl', 'target "a" {\n  x = '],
  ['cdk.out/a.assets.json', '{"dockerImages":{"dockerFile":'],
  ['docker-bake.json', '{"target":'],
];

const TAILS: readonly [name: string, text: string][] = [
  ['a line of 10 MB', 'a'.repeat(TEN_MEGABYTES - 1000)],
  ['a line of 900 kB', 'a'.repeat(900_000)],
  ['more than 10 MB', 'a'.repeat(TEN_MEGABYTES + 1)],
  ['deep brackets', '['.repeat(100_000)],
  ['deep closed brackets', '['.repeat(2_000) + ']'.repeat(2_000)],
  ['deep braces', '{a: '.repeat(50_000)],
  ['deep parentheses', '('.repeat(100_000)],
  ['many quotes', '"a" '.repeat(100_000)],
  ['many single quotes', "'".repeat(400_000)],
  ['a long chain', `a${'.b()'.repeat(100_000)}`],
  [
    'sense, then none',
    `1)\n${'x = f(a)\n'.repeat(25_000)}${'a.b()'.repeat(40_000)}`,
  ],
  ['an open string', `"${'\\\\'.repeat(200_000)}`],
  ['many backslashes at line ends', '\\\n'.repeat(200_000)],
  ['many variables', '${a:-'.repeat(50_000)],
  ['many commas', ','.repeat(300_000)],
  ['many blank lines', '\n'.repeat(300_000)],
  ['many spaces', `${' '.repeat(300_000)}x`],
  ['many comments', '\n# a'.repeat(100_000)],
  ['zero bytes', '\0'.repeat(100_000)],
];

/** Programs have a limit of their own: as much as it lets through. */
const PROGRAM_TAILS: typeof TAILS = [
  ['all quotes', '"a" '.repeat(37_400)],
  ['all commas', ','.repeat(149_900)],
  ['all blank lines', '\n'.repeat(149_900)],
  ['all comments', '\n# a'.repeat(37_400)],
  ['all comments of TypeScript', '\n// a'.repeat(29_900)],
  ['commas and blank lines', `,${'\n'.repeat(5)}`.repeat(24_900)],
  ['quotes and blank lines', `"a"${'\n'.repeat(5)}`.repeat(18_700)],
  ['statements', `)\n${'x = f(a)\n'.repeat(16_600)}`],
  [
    'half sense, half none',
    `)\n${'x = f(a)\n'.repeat(9_000)}${'a.b()'.repeat(13_500)}`,
  ],
  ['chains', `)\n${`a${'.b()'.repeat(100)}\n`.repeat(372)}`],
];

/** And so have YAML files. */
const YAML_TAILS: typeof TAILS = [
  ['all quotes', '"a" '],
  ['all tags', '!a '],
  ['all question marks', '? '],
  ['all block scalars', '|\n'],
  ['all documents', '\n---\n'],
  ['all closing brackets', ']'],
  ['all lists', '\n  - a'],
  ['all equal keys', '\n  k: 1'],
  ['all anchors and aliases', '\n  - &a 1\n  - *a'],
].map(([name, text]) => [name, text.repeat(Math.floor(149_000 / text.length))]);
const YAML_ENDS: typeof TAILS = [
  ['an open string of escapes', `"${'\\x'.repeat(74_000)}`],
  ['a long list', `[${'a, '.repeat(49_600)}]`],
  ['a list of maps', `[${'{a: b}, '.repeat(18_600)}]`],
];

const ALIASES = `a0: &a0 [x, x, x, x, x, x, x, x, x]
${Array.from({ length: 9 }, (_, level) => `a${level + 1}: &a${level + 1} [${`*a${level}, `.repeat(9)}]`).join('\n')}
`;
const MERGES = `m0: &m0 { a: 1 }
${Array.from({ length: 30 }, (_, level) => `m${level + 1}: &m${level + 1} { <<: [*m${level}, *m${level}], b${level}: *m${level} }`).join('\n')}
`;

const YAML_FILES: readonly [path: string, before: string, after: string][] = [
  ['base-images.yaml', 'version: 1\n', 'images: *TOP\n'],
  [
    'template.yaml',
    'Transform: AWS::Serverless-2016-10-31\nMetadata: [AWS::Serverless::Function, PackageType]\n',
    'Resources: *TOP\n',
  ],
  ['serverless.yml', 'service: a\n', 'functions: *TOP\n'],
  ['compose.yaml', '', 'services: *TOP\n'],
];

function one(path: string, text: string): FuzzCase {
  return {
    files: {
      ...NEIGHBOURHOOD,
      Dockerfile: 'FROM public.ecr.aws/lambda/python:3.12\nCOPY . /a\n',
      'cdk.json': '{}',
      [path]: text,
    },
  };
}

/** Cases that are known to hurt programs that read other people's files. */
export function specialCases(): [name: string, fuzzCase: FuzzCase][] {
  const deep = `${'d/'.repeat(99)}pyproject.toml`;
  return [
    ...FILES.flatMap(([path, start]) =>
      TAILS.map(([name, tail]): [string, FuzzCase] => [
        `${path}: ${name}`,
        one(path, start + tail),
      ]),
    ),
    ...FILES.filter(([path]) => /\.(py|ts)$/.test(path)).flatMap(
      ([path, start]) =>
        PROGRAM_TAILS.map(([name, tail]): [string, FuzzCase] => [
          `${path}: ${name}`,
          one(path, start + tail),
        ]),
    ),
    ...YAML_FILES.flatMap(([path, before, after]) =>
      [...YAML_TAILS, ...YAML_ENDS].map(([name, tail]): [string, FuzzCase] => [
        `${path}: ${name}`,
        one(path, before + after.replace('*TOP\n', tail)),
      ]),
    ),
    ...YAML_FILES.flatMap(([path, before, after]): [string, FuzzCase][] => [
      [
        `${path}: aliases that grow`,
        one(path, before + ALIASES + after.replace('TOP', 'a9')),
      ],
      [
        `${path}: merges that grow`,
        one(path, before + MERGES + after.replace('TOP', 'm30')),
      ],
      [
        `${path}: an alias to itself`,
        one(path, `${before}x: &TOP [*TOP]\n${after}`),
      ],
      [
        `${path}: a thousand anchors`,
        one(path, `${before}x: ${'&a '.repeat(1000)}1\n${after}`),
      ],
    ]),
    [
      'links in circles, to themselves, and out of the tree',
      {
        files: {
          ...NEIGHBOURHOOD,
          Dockerfile:
            'FROM public.ecr.aws/lambda/python:3.12\nCOPY loop/ a self out /x/\nRUN pip install /x/loop/loop/b /x/../../out\n',
        },
        symlinks: {
          loop: '.',
          self: 'self',
          a: 'd/b',
          'd/b': '../a',
          out: '../../../etc',
          'e/pyproject.toml': '/etc/passwd',
          'base-images.yaml': 'base-images.yaml',
          'docs/CODEOWNERS': '../../CODEOWNERS',
        },
      },
    ],
    [
      'paths that leave the tree, in every file that names one',
      {
        files: {
          'a/pyproject.toml': `[project]
name = "a"
dynamic = ["dependencies", "version"]
dependencies = ["b @ file:///\${PROJECT_ROOT}/../../../b", "c @ file:../../../../c"]
[tool.setuptools.dynamic]
dependencies = { file = ["../../../etc/passwd", "/etc/passwd"] }
[tool.uv.sources]
b = { path = "../../../../b" }
[tool.uv.workspace]
members = ["../../../*", "/etc/*"]
`,
          'a/r.txt': '-r ../../../etc/passwd\n-r /etc/passwd\n-e ../../..\n',
          Dockerfile:
            'FROM public.ecr.aws/lambda/python:3.12\nCOPY ../../.. /x\nCOPY a/../../.. /y\nRUN cd ../../.. && pip install -r /x/a/r.txt ../../../a\n',
          'base-images.yaml':
            'version: 1\nimages:\n  - name: a\n    from: x:1\n    packages: [a]\n    constraints: ../../etc/passwd\nlambdas:\n  - dockerfile: ../../Dockerfile\n  - dockerfile: Dockerfile\n    context: ../../..\n',
          'compose.yaml':
            'services:\n  a: { build: { context: ../../.., dockerfile: ../Dockerfile } }\n',
          'infra/main.tf':
            'resource "docker_image" "a" {\n  build { context = "${path.module}/../../../.." }\n}\n',
        },
      },
    ],
    [
      'names of files that mean something elsewhere',
      {
        files: {
          ...NEIGHBOURHOOD,
          '__proto__/pyproject.toml': '[project]\nname = "constructor"\n',
          'constructor/Dockerfile': 'FROM x\nCOPY __proto__ /a\n',
          'a b/Dockerfile': 'FROM x\n',
          'new\nline/pyproject.toml': '[project]\nname = "n"\n',
          '-rf/pyproject.toml': '[project]\nname = "r"\n',
          '${HOME}/Dockerfile': 'FROM x\nCOPY . .\n',
          '*/pyproject.toml': '[project]\nname = "star"\n',
        },
      },
    ],
    [
      'folders within a hundred folders',
      {
        files: {
          [deep]: '[project]\nname = "deep"\n',
          Dockerfile: `FROM public.ecr.aws/lambda/python:3.12\nCOPY . /a\n${'RUN pip install /a/*/*/*/*\n'.repeat(100)}`,
        },
      },
    ],
    [
      'a script with many variables and many ways',
      {
        files: {
          ...NEIGHBOURHOOD,
          Dockerfile: `FROM public.ecr.aws/lambda/python:3.12\nCOPY . /a\nRUN ${Array.from({ length: 5_000 }, (_, index) => `v${index}=1; `).join('')}${'if x; then y=2; fi; (z=3); '.repeat(5_000)}pip install /a\n`,
        },
      },
    ],
    ...(
      [
        ['prints a format for each of many words', 'printf "$v%s" "$@" > f'],
        ['adds to a file', 'echo "$v" >> f'],
        ['doubles a file', 'cat f f f f f f f f > g; cat g > f'],
        ['prints a list of files', 'cat f f f f f f f f f f f f >> f'],
        ['puts a text together', 'w="${v//a/$v}"; w="$v$w$v"'],
        ['adds to a value', 'w+=$v'],
        ['adds to an array', 'w+=("$@")'],
        ['doubles a value', 'w+=$w$w'],
        ['fills an array', 'l+=("$@")'],
        ['changes all of an array', 'm=("${k[@]//a/b}")'],
        ['repeats an array', `echo ${'"${k[@]}" '.repeat(4)}`],
        ['splits a value', 'echo $v$v$v$v$v$v$v$v$v$v'],
        ['repeats its parameters', `echo ${'"$@" '.repeat(9)}`],
        ['sets its parameters', 'set -- $@ $@'],
        ['loops', 'for w in "$@"; do for x in "$@"; do y=$w$x; done; done'],
      ] satisfies [string, string][]
    ).map(([name, command]): [string, FuzzCase] => [
      `a script that ${name}, again and again`,
      {
        files: {
          ...NEIGHBOURHOOD,
          Dockerfile: `FROM public.ecr.aws/lambda/python:3.12\nSHELL ["/bin/bash", "-c"]\nCOPY . /a\nRUN v=${'a'.repeat(10_000)}; set -- ${'b '.repeat(900)}; l=(a); k=(${'"$v" '.repeat(900)}); echo "$v$v" > f; ${`${command}; `.repeat(4_000)}pip install -r f\n`,
        },
      },
    ]),
    [
      'a script with many variables and many commands',
      {
        files: {
          ...NEIGHBOURHOOD,
          Dockerfile: `FROM public.ecr.aws/lambda/python:3.12\nCOPY . /a\nRUN ${Array.from({ length: 10_000 }, (_, index) => `v${index}=1; `).join('')}${'x; '.repeat(40_000)}pip install /a\n`,
        },
      },
    ],
    [
      'loops in loops',
      {
        files: {
          ...NEIGHBOURHOOD,
          Dockerfile: `FROM public.ecr.aws/lambda/python:3.12\nCOPY . /a\nRUN ${Array.from({ length: 40 }, (_, index) => `while read a; do x${index}=$y; `).join('')}pip install /a; ${'done; '.repeat(40)}\n`,
        },
      },
    ],
    [
      'a command with very many words',
      {
        files: {
          ...NEIGHBOURHOOD,
          Dockerfile: `FROM public.ecr.aws/lambda/python:3.12\nCOPY . /a\nRUN set -- ${'b '.repeat(900)}; echo ${'"$@" '.repeat(40_000)}; pip install /a\n`,
        },
      },
    ],
    [
      'a thousand Dockerfiles',
      {
        files: Object.fromEntries(
          Array.from({ length: 1000 }, (_, index) => [
            `l${index}/Dockerfile`,
            'FROM public.ecr.aws/lambda/python:3.12\nCOPY handler.py .\n',
          ]),
        ),
      },
    ],
    [
      'packages that all need each other',
      {
        files: Object.fromEntries(
          Array.from({ length: 200 }, (_, index) => [
            `p${index}/pyproject.toml`,
            `[project]\nname = "p${index}"\ndependencies = [${Array.from({ length: 200 }, (__, other) => `"p${other}"`).join(', ')}]\n`,
          ]),
        ),
      },
    ],
  ];
}
