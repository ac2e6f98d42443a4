import { FunctionSummary } from '../services/ImageRegistry';
import {
  builtFrom,
  exampleNode,
  LATER,
  PLATFORM,
} from './__testUtils__/exampleImages';
import { AssessedImage } from './assess';
import { assessFunctions } from './assessFunctions';

const INPUTS = {
  target: { kind: 'lambda' as const, name: 'report', platform: PLATFORM },
  sourceHash: 's',
  dockerfileHash: 'd',
  dependenciesHash: null,
  packages: {},
  images: {},
  args: {},
  epoch: 0,
};
const IMAGE = builtFrom(INPUTS);

function assessed(
  name: string,
  functions: string[],
  change: Partial<AssessedImage> = {},
): AssessedImage {
  return {
    node: exampleNode('lambda', name, { functions }),
    status: 'fresh',
    reasons: [],
    unknown: null,
    inputs: INPUTS,
    buildKey: IMAGE.buildKey,
    image: IMAGE,
    observedAt: LATER,
    ...change,
  };
}

function running(functionName: string, digest: string | null): FunctionSummary {
  return {
    functionName,
    digest,
    image: null,
    platform: PLATFORM,
    revisionId: '1',
    modifiedAt: LATER,
    hasAliases: false,
  };
}

function assess(
  images: AssessedImage[],
  functions: FunctionSummary[],
  failure: { message: string; since: string } | null = null,
) {
  return assessFunctions(images, { functions, observedAt: LATER, failure }, [
    'receipts-*',
  ]).map(({ functionName, lambda, status, reasons, unknown }) => ({
    functionName,
    lambda,
    status,
    to: reasons.map(({ to }) => to),
    unknown: unknown?.message,
  }));
}

describe('assessFunctions', () => {
  it('tells what runs the image from what is behind it', () => {
    expect(
      assess(
        [assessed('report', ['receipts-report', 'receipts-report-{stage}'])],
        [
          running('receipts-report', IMAGE.digest),
          running('receipts-report-dev', 'sha256:old'),
          running('receipts-else', 'sha256:old'),
        ],
      ),
    ).toEqual([
      {
        functionName: 'receipts-report',
        lambda: 'report',
        status: 'fresh',
        to: [],
        unknown: undefined,
      },
      {
        functionName: 'receipts-report-dev',
        lambda: 'report',
        status: 'stale',
        to: [IMAGE.digest],
        unknown: undefined,
      },
    ]);
  });

  it('names no image to deploy while the image itself is stale', () => {
    const stale = assessed('report', ['receipts-report'], { status: 'stale' });
    expect(assess([stale], [running('receipts-report', 'sha256:old')])).toEqual(
      [expect.objectContaining({ status: 'stale', to: [null] })],
    );
  });

  it('gives a function to the Lambda whose name says most', () => {
    expect(
      assess(
        [
          assessed('one', ['receipts-{x}']),
          assessed('two', ['receipts-two-{x}']),
        ],
        [running('receipts-two-dev', IMAGE.digest)],
      ),
    ).toEqual([expect.objectContaining({ lambda: 'two' })]);
  });

  it('misses functions that are named whole and may be read', () => {
    expect(
      assess(
        [assessed('report', ['receipts-gone', 'other', 'receipts-{x}'])],
        [],
      ),
    ).toEqual([
      expect.objectContaining({
        functionName: 'receipts-gone',
        status: 'missing',
      }),
    ]);
  });

  it('knows nothing before there is an image, or while Lambda does not answer', () => {
    const never = assessed('report', ['receipts-report'], {
      status: 'missing',
      image: null,
    });
    expect(assess([never], [running('receipts-report', 'sha256:x')])).toEqual([
      expect.objectContaining({
        status: 'unknown',
        unknown: 'No image of report was built yet. Build it first.',
      }),
    ]);
    const failure = { message: 'Lambda does not answer.', since: LATER };
    const unreachable = { message: 'ECR does not answer.', since: LATER };
    expect(
      assess(
        [
          assessed('report', ['receipts-report'], {
            status: 'unknown',
            unknown: unreachable,
            unreachable,
          }),
        ],
        [running('receipts-report', 'sha256:maybe-newer')],
      ),
    ).toEqual([
      expect.objectContaining({
        status: 'unknown',
        unknown: 'ECR does not answer.',
      }),
    ]);
    expect(
      assess(
        [assessed('report', ['receipts-report'])],
        [running('receipts-report', IMAGE.digest)],
        failure,
      ),
    ).toEqual([
      expect.objectContaining({
        status: 'unknown',
        unknown: 'Lambda does not answer.',
      }),
    ]);
  });
});
