import fc from 'fast-check';
import { stringify } from 'yaml';
import { damagedText } from '../../plugins/base-images-node/src/__testUtils__/damagedText';

const COMPLETE = `version: 1
x-common: &packages ['a[x]', b]
exclude: [tests/fixtures, '**/templates']
images:
  - name: base
    from: public.ecr.aws/lambda/python:3.12
    python: '3.12'
    platforms: [linux/arm64]
    packages: *packages
    setup: ['ARG A=1', 'RUN dnf install -y gcc', 'COPY a b']
    env: { A: '1' }
    args: { VERSION: '1' }
    constraints: r.txt
    installer: uv
    index: { url: 'https://pypi.example.com/simple', secrets: [pip-conf] }
    maxAge: 30d
  - name: deps
    from: base
    packages: [c]
    include: dependencies
lambdas:
  - dockerfile: Dockerfile
    context: .
    target: final
    args: { A: b }
    contexts: { base: docker-image://x, src: shared }
    platform: linux/amd64
    functions: ['a-*', 'b-{stage}']
`;

const word = fc.constantFrom<unknown>(
  ...['a', 'b', 'c', 'base', 'deps', '', '.', '..', '../../..', '/etc', '**'],
  ...['linux/arm64', '3.12', 'uv', 'pip', '30d', 'r.txt', 'a[x]', 'a[', '[a]'],
  ...['public.ecr.aws/lambda/python:3.12', 'RUN x', 'FROM x', 'ENV A=1', '{}'],
  ...[1, 0, -1, 1.5, true, null, '\0', 'a\nb', '${A}', '__proto__'],
);
const value = fc.oneof(
  { weight: 4, arbitrary: word },
  fc.array(word, { maxLength: 4 }),
  fc.dictionary(fc.constantFrom('A', 'b', 'url', '__proto__', ''), word, {
    maxKeys: 3,
  }),
);

function entry(...fields: string[]) {
  return fc.dictionary(fc.constantFrom(...fields), value, { maxKeys: 8 });
}

const documents = fc
  .record(
    {
      version: fc.constantFrom<unknown>(1, 1, 1, 2, '1'),
      images: fc.oneof(
        {
          weight: 5,
          arbitrary: fc.array(
            entry(
              ...['name', 'name', 'from', 'from', 'python', 'platforms'],
              ...['packages', 'setup', 'env', 'constraints', 'include'],
              ...['installer', 'requirements', 'index', 'args', 'maxAge', 'x'],
            ),
            { maxLength: 4 },
          ),
        },
        value,
      ),
      lambdas: fc.oneof(
        {
          weight: 5,
          arbitrary: fc.array(
            entry(
              ...['dockerfile', 'context', 'target', 'args', 'contexts'],
              ...['platform', 'functions', 'x'],
            ),
            { maxLength: 3 },
          ),
        },
        value,
      ),
      exclude: value,
    },
    { requiredKeys: ['version'] },
  )
  .map(document => stringify(document));

/** Texts of `base-images.yaml`: damaged, or of the wrong shape. */
export const declarationFiles: fc.Arbitrary<string> = fc.oneof(
  damagedText(COMPLETE),
  documents,
);
