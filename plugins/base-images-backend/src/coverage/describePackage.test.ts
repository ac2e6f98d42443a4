import {
  Lambda,
  PackageWithExtras,
} from '@base-images/backstage-plugin-base-images-common';
import {
  exampleLambda,
  exampleMonorepo,
} from '../__testUtils__/exampleMonorepo';
import { SnapshotView } from '../snapshot/SnapshotView';
import { describePackage } from './describePackage';

const plain = (...names: string[]): PackageWithExtras[] =>
  names.map(name => ({ package: name, extras: [] }));

/** A Lambda with a `Dockerfile.with_base` that leaves out some of what it installs. */
function lambdaOnBase(
  name: string,
  lambda: Pick<Lambda, 'installs' | 'requires'> & Partial<Lambda>,
  leavesOut: PackageWithExtras[],
): Lambda {
  const own = exampleLambda(name, lambda);
  const withBase = { ...own.build.original, leavesOut };
  return { ...own, build: { ...own.build, withBase } };
}

/** The Lambdas of a package, by name. */
function lambdasOf(
  name: string,
  lambdas: Lambda[],
  baseImages = exampleMonorepo.baseImages,
) {
  const view = SnapshotView.create({
    sourceId: 'receipts',
    contentHash: 'x',
    changedAt: new Date(0),
    monorepo: { ...exampleMonorepo, lambdas, baseImages },
  });
  const described = describePackage(
    view,
    view.packages.get(name)!,
    (kind, id) => `${kind}:${id}`,
  );
  return Object.fromEntries(
    described.lambdas.map(({ name: lambda, ...rest }) => [lambda, rest]),
  );
}

describe('describePackage', () => {
  const label = { name: 'label', entityRef: 'baseImage:label' };
  const lambdas = [
    exampleLambda('own', {
      installs: plain('receipt-label'),
      requires: plain('receipt-dynamo', 'receipt-label'),
    }),
    lambdaOnBase(
      'on-base',
      {
        installs: plain('receipt-label'),
        requires: plain('receipt-dynamo', 'receipt-label'),
      },
      plain('receipt-label'),
    ),
    lambdaOnBase(
      'installs-over',
      {
        installs: plain('receipt-chroma', 'receipt-label'),
        requires: plain('receipt-chroma', 'receipt-dynamo', 'receipt-label'),
      },
      plain('receipt-label'),
    ),
    lambdaOnBase(
      'other-platform',
      {
        installs: plain('receipt-label'),
        requires: plain('receipt-dynamo', 'receipt-label'),
        platform: 'linux/amd64',
      },
      plain('receipt-label'),
    ),
  ];

  it('tells Lambdas that have it from their base image from those that install it', () => {
    expect(lambdasOf('receipt-label', lambdas)).toEqual({
      own: {
        entityRef: 'lambda:infra/own/Dockerfile',
        extras: [],
        required: true,
        installed: true,
        baseImage: null,
      },
      'on-base': {
        entityRef: 'lambda:infra/on-base/Dockerfile',
        extras: [],
        required: true,
        installed: false,
        baseImage: label,
      },
      'installs-over': expect.objectContaining({
        installed: false,
        baseImage: label,
      }),
      // No base image is built for it, so that a rebuild builds it from its own Dockerfile.
      'other-platform': expect.objectContaining({
        installed: true,
        baseImage: null,
      }),
    });
  });

  it('tells those too that have what they need only through another package from it', () => {
    expect(lambdasOf('receipt-dynamo', lambdas)).toMatchObject({
      own: { required: true, installed: false, baseImage: null },
      'on-base': { required: true, installed: false, baseImage: label },
    });
  });

  it('knows the base image where no platform is named', () => {
    const baseImages = exampleMonorepo.baseImages.map(image => ({
      ...image,
      platforms: [],
    }));
    expect(
      lambdasOf(
        'receipt-label',
        [{ ...lambdas[1], platform: null }],
        baseImages,
      ),
    ).toMatchObject({ 'on-base': { baseImage: label } });
  });

  it('tells those that have it though they do not need it, but not as what they install over it', () => {
    expect(lambdasOf('receipt-chroma', lambdas)).toMatchObject({
      'on-base': { required: false, installed: false, baseImage: label },
      'installs-over': { required: true, installed: true, baseImage: null },
    });
    expect(lambdasOf('receipt-chroma', lambdas)).not.toHaveProperty('own');
  });
});
