import fc from 'fast-check';
import { BaseImage } from '@base-images/backstage-plugin-base-images-common';
import { parseDockerfile } from '../docker/parseDockerfile';
import { damagedText } from '../__testUtils__/damagedText';
import { openMonorepo, readCases } from './__testUtils__/rewriteCases';
import { RewrittenPart, WithBase } from './WithBase';

const IMAGE = 'public.ecr.aws/lambda/python:3.12';

const NOISE = [
  '# a comment',
  '',
  'ENV A=1',
  'ENV B=two \\\n    C=3',
  'ARG D=4',
  'LABEL team="data"',
  'WORKDIR /work',
  'RUN dnf install -y gcc',
  'RUN echo one && \\\n    # between\n    echo two',
  'COPY infra/a_lambda/handler.py /var/task/',
  'COPY <<EOF /etc/x\npip install /tmp/dynamo\nEOF',
  'HEALTHCHECK CMD true',
  'SHELL ["/bin/bash", "-c"]',
];

const installs = (name: string) => [
  `COPY ${name} /tmp/${name}\nRUN pip install /tmp/${name}`,
  `COPY ${name} /tmp/${name}\nRUN pip install --no-cache-dir /tmp/${name} && rm -rf /tmp/${name}`,
  `COPY ${name} /tmp/${name}\nRUN echo start && \\\n    pip install /tmp/${name} && \\\n    rm -rf /tmp/${name} && echo end`,
  `COPY ${name}/ /srv/${name}/\nRUN pip install /srv/${name}`,
  `RUN --mount=type=bind,source=${name},target=/m/${name} pip install /m/${name}`,
  `COPY ${name} /tmp/${name}\nRUN <<EOF\nset -e\necho a\npip install /tmp/${name}\nEOF`,
  `COPY . /all\nRUN cd /all/${name} && pip install .`,
];

const dockerfiles = fc
  .record({
    head: fc.constantFrom('', '# syntax=docker/dockerfile:1\n', '# About\n\n'),
    parts: fc.array(
      fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...NOISE) },
        {
          weight: 2,
          arbitrary: fc.constantFrom(
            ...['plain', 'dynamo', 'chroma'].flatMap(installs),
            'COPY dynamo /tmp/d\nCOPY chroma /tmp/c\nRUN pip install \\\n    /tmp/d \\\n    # next\n    /tmp/c',
          ),
        },
      ),
      { minLength: 1, maxLength: 8 },
    ),
    split: fc.nat(8),
    lineBreak: fc.constantFrom('\n', '\r\n'),
    ends: fc.boolean(),
  })
  .map(({ head, parts, split, lineBreak, ends }) => {
    const stages =
      split < parts.length
        ? [
            `FROM ${IMAGE} AS first`,
            ...parts.slice(0, split),
            'FROM first AS second',
            ...parts.slice(split),
          ]
        : [`FROM ${IMAGE}`, ...parts];
    const text = `${head}${stages.join('\n')}${ends ? '\n' : ''}`;
    return text.replaceAll('\n', lineBreak);
  });

const EMPTY: BaseImage = {
  name: 'empty',
  file: 'base-images.yaml',
  line: 1,
  parentBaseImage: null,
  parentImage: IMAGE,
  python: '3.12',
  platforms: [],
  packages: [],
  include: 'packages',
  contains: [],
  containsDependenciesOf: [],
  owners: [],
  sourceHash: '',
  build: {
    dockerfile: null,
    sourceHash: '',
    dockerfileHash: '',
    dependenciesHash: null,
    packages: [],
    externalImages: [],
  },
  maxAgeHours: null,
};

async function rewriteFor(dockerfile: string, name: string) {
  const { baseImages, sources } = await openMonorepo(dockerfile);
  const [lambda] = sources.lambdas;
  const baseImage = baseImages.find(item => item.name === name) ?? EMPTY;
  return { lambda, result: await sources.rewrite(lambda, baseImage) };
}

function isWritten(
  result: WithBase,
): result is Extract<WithBase, { dockerfile: string }> {
  return 'dockerfile' in result;
}

/** Lines that are no FROM. */
function linesOf(text: string): string[] {
  return text.split('\n').filter(line => !/^FROM /.test(line));
}

function stagesOf(text: string) {
  const at = (pattern: RegExp) => text.search(pattern);
  const onBase = at(/^FROM .* AS prepared-on-base\r?$/m);
  const rest = at(/^FROM prepared\$/m);
  return {
    before: text.slice(0, onBase),
    onBase: text.slice(onBase, rest),
    rest: text.slice(rest),
  };
}

/**
 * The first line that does not stand in the text, byte for byte, in the order of the lines. Only the last line of a file may get the line
 * break that it lacks.
 */
function missingLine(
  lines: readonly string[],
  text: string,
): string | undefined {
  const all = text.split('\n');
  let at = 0;
  return lines.find((line, index) => {
    const isLast = index === lines.length - 1;
    const found = all.findIndex(
      (other, place) =>
        place >= at && (other === line || (isLast && other === `${line}\r`)),
    );
    at = found + 1;
    return found < 0;
  });
}

/** A rewritten Dockerfile as it is read, with a reason to go on if it is a good one. */
async function readAgain(dockerfile: string) {
  const { lambda, result } = await rewriteFor(dockerfile, 'empty');
  const isSame = isWritten(result) && result.dockerfile === dockerfile;
  const { problems } = parseDockerfile(dockerfile);
  return {
    reasons: isSame && problems.length === 0 ? 1 : 0,
    installs: lambda.installs,
  };
}

function isRemoved(number: number, removed: readonly RewrittenPart[]) {
  return removed.some(
    ({ line, endLine }) => number >= line && number <= endLine,
  );
}

describe('rewriteDockerfile, whatever the Dockerfile is', () => {
  it('keeps every line but installations of covered packages, and the installs of the original', async () => {
    await fc.assert(
      fc.asyncProperty(
        dockerfiles,
        fc.constantFrom('plain', 'dynamo'),
        async (dockerfile, name) => {
          const { lambda, result } = await rewriteFor(dockerfile, name);
          fc.pre(isWritten(result));
          const text = result.dockerfile;
          expect(parseDockerfile(text).problems).toEqual([]);
          // Idempotent, and without the base image the same as before.
          const again = await rewriteFor(text, name);
          expect(again.result).toMatchObject({ dockerfile: text });
          expect(again.lambda).toMatchObject({
            installs: lambda.installs,
            parent: lambda.parent,
            confidence: lambda.confidence,
            functions: lambda.functions,
          });
          // The original is there, byte for byte, but for FROM.
          const { before, onBase, rest } = stagesOf(text);
          expect(
            missingLine(linesOf(dockerfile), before + rest),
          ).toBeUndefined();
          const kept = dockerfile
            .split('\n')
            .filter(
              (line, index) =>
                !/^FROM /.test(line) && !isRemoved(index + 1, result.removed),
            );
          // A here-document that goes wholly takes its other lines along.
          const expected = kept.filter(
            line => !/^(?:RUN <<EOF|set -e|EOF)\r?$/.test(line),
          );
          const top = before.slice(0, before.search(/^FROM /m));
          expect(missingLine(expected, top + onBase + rest)).toBeUndefined();
        },
      ),
      { numRuns: 100 },
    );
  }, 60_000);

  it('changes nothing but the header for an empty base image', async () => {
    await fc.assert(
      fc.asyncProperty(dockerfiles, async dockerfile => {
        const { result } = await rewriteFor(dockerfile, 'empty');
        if (!isWritten(result)) {
          throw new Error(JSON.stringify(result.refused));
        }
        expect(result).toMatchObject({ removed: [], kept: [] });
        const header = [
          /^# On the base image .*\r?\n/m,
          /^ARG BASE_IMAGE_URI\r?\n/m,
          /^FROM \S+ AS prepared\r?\n\r?\n/m,
          /^FROM \$\S+ AS prepared-on-base\r?\n\r?\n/m,
        ].reduce((text, line) => text.replace(line, ''), result.dockerfile);
        expect(
          header.replace(/^FROM prepared\$\{\S+\}/m, `FROM ${IMAGE}`),
        ).toBe(dockerfile);
      }),
      { numRuns: 80 },
    );
  }, 60_000);

  it('gives a Dockerfile that can be parsed, or reasons, for a damaged one', async () => {
    const cases = readCases('rewritten.txt').map(item => item.dockerfile);
    const damaged = fc.constantFrom(...cases).chain(damagedText);
    await fc.assert(
      fc.asyncProperty(damaged, async dockerfile => {
        const { baseImages, sources } = await openMonorepo(dockerfile);
        for (const lambda of sources.lambdas) {
          const result = await sources.rewrite(lambda, baseImages[0]);
          const outcome = isWritten(result)
            ? await readAgain(result.dockerfile)
            : { reasons: result.refused.length, installs: lambda.installs };
          expect(outcome.reasons).toBeGreaterThan(0);
          expect(outcome.installs).toEqual(lambda.installs);
        }
      }),
      { numRuns: 100 },
    );
  }, 60_000);
});
