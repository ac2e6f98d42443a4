import fc from 'fast-check';
import { damagedText } from '../../plugins/base-images-node/src/__testUtils__/damagedText';
import { dockerfileTexts } from '../../plugins/base-images-node/src/lambda/__testUtils__/dockerfileTexts';
import { infrastructureTexts } from '../../plugins/base-images-node/src/lambda/__testUtils__/infrastructureTexts';
import { manifestTexts } from '../../plugins/base-images-node/src/python/__testUtils__/manifestTexts';
import { damagedBytes } from './damagedBytes';
import { declarationFiles } from './declarationFiles';
import { FuzzCase } from './FuzzCase';
import { manifestDocuments } from './manifestDocuments';
import { NEIGHBOURHOOD } from './neighbourhood';
import { requirementsFiles, requirementTexts } from './requirementTexts';

/** One kind of cases, and how many of a hundred are of it. */
export interface FuzzFamily {
  share: number;
  cases: fc.Arbitrary<FuzzCase>;
}

const LAMBDA = `FROM public.ecr.aws/lambda/python:3.12 AS final
COPY a/ /tmp/a/
COPY b c /tmp/b/
RUN pip install /tmp/a[x] -r /tmp/a/r.txt
`;
const CODEOWNERS = `* @acme/all
[Team][2] @acme/team
/a/ @acme/a user@example.com # ours
*.py
b\\ c/**/x? @b
!/c/
`;

const lambdaFolders = {
  'receipt_dynamo/pyproject.toml': '[project]\nname = "receipt-dynamo"\n',
  'receipt_dynamo/receipt_dynamo/__init__.py': '',
  'receipt_label/setup.py': 'setup(install_requires=["receipt_dynamo"])\n',
};

/** Every kind of file that a scan reads, by its grammar and damaged. */
export const FAMILIES: Readonly<Record<string, FuzzFamily>> = {
  manifests: {
    share: 14,
    cases: withFiles({
      'a/pyproject.toml': damagedText(manifestTexts['pyproject.toml']),
      'a/setup.cfg': damagedText(manifestTexts['setup.cfg']),
      'a/setup.py': damagedText(manifestTexts['setup.py']),
      'a/r.txt': damagedText(manifestTexts['r.txt']),
      'd/setup.cfg': damagedText(manifestTexts['setup.cfg']),
      'e/setup.py': damagedText(manifestTexts['setup.py']),
    }),
  },
  'manifest documents': {
    share: 12,
    cases: withFiles({
      'a/pyproject.toml': manifestDocuments,
      'a/r.txt': requirementsFiles,
      Dockerfile: fc.constant(LAMBDA),
    }),
  },
  requirements: {
    share: 12,
    cases: fc
      .array(requirementTexts, { minLength: 1, maxLength: 5 })
      .map(list => ({
        files: {
          ...NEIGHBOURHOOD,
          'a/pyproject.toml': `[project]\nname = "a"\ndependencies = [\n${list.map(item => `${JSON.stringify(item)},\n`).join('')}]\n`,
        },
      })),
  },
  'requirements files': {
    share: 10,
    cases: withFiles({
      'a/pyproject.toml': fc.constant(
        '[project]\nname = "a"\ndynamic = ["dependencies"]\n[tool.setuptools.dynamic]\ndependencies = { file = "r.txt" }\n',
      ),
      'a/r.txt': requirementsFiles,
      'r.txt': requirementsFiles,
      Dockerfile: fc.constant(LAMBDA),
    }),
  },
  dockerfiles: {
    share: 20,
    cases: dockerfileTexts.map(text => ({
      files: { ...NEIGHBOURHOOD, ...lambdaFolders, Dockerfile: text },
    })),
  },
  infrastructure: {
    share: 18,
    cases: fc.constantFrom(...infrastructureTexts).chain(([path, text]) =>
      damagedText(text).map(damaged => ({
        files: { ...NEIGHBOURHOOD, [path]: damaged, Dockerfile: LAMBDA },
      })),
    ),
  },
  'base-images.yaml': {
    share: 7,
    cases: withFiles({
      'base-images.yaml': declarationFiles,
      'a/setup.cfg': fc.constant(manifestTexts['setup.cfg']),
      Dockerfile: fc.constant(LAMBDA),
    }),
  },
  codeowners: {
    share: 2,
    cases: withFiles({
      CODEOWNERS: damagedText(CODEOWNERS),
      '.dockerignore': damagedText('**\n!a\n# b\n!b/**/*.py\n[a-z]\n'),
      Dockerfile: fc.constant(LAMBDA),
    }),
  },
  bytes: {
    share: 5,
    cases: fc
      .constantFrom<[string, string]>(
        ...Object.entries(manifestTexts),
        ...infrastructureTexts,
        ['Dockerfile', LAMBDA],
        ['Dockerfile.dockerignore', '**\n!a\n'],
        ['CODEOWNERS', CODEOWNERS],
      )
      .chain(([path, text]) =>
        damagedBytes(text).map(content => ({
          files: { Dockerfile: LAMBDA, ...NEIGHBOURHOOD, [path]: content },
        })),
      ),
  },
};

function withFiles(
  files: Record<string, fc.Arbitrary<string>>,
): fc.Arbitrary<FuzzCase> {
  return fc
    .record(files)
    .map(texts => ({ files: { ...NEIGHBOURHOOD, ...texts } }));
}
