import {
  BaseImage,
  PackageWithExtras,
} from '@base-images/backstage-plugin-base-images-common';
import { CoverableLambda } from './coverLambda';
import { fitBaseImages } from './fitBaseImages';

function packages(...names: string[]): PackageWithExtras[] {
  return names.map(name => ({ package: name, extras: [] }));
}

function base(name: string, fields: Partial<BaseImage>): BaseImage {
  return {
    name,
    file: 'base-images.yaml',
    line: 1,
    parentBaseImage: null,
    parentImage: 'python:3.12',
    python: '3.12',
    platforms: ['linux/arm64'],
    packages: [],
    include: 'packages',
    contains: packages('a'),
    containsDependenciesOf: [],
    owners: [],
    sourceHash: '',
    ...fields,
  } as BaseImage;
}

const lambda: CoverableLambda = {
  requires: packages('a', 'b'),
  platform: 'linux/arm64',
  python: '3.12',
  parent: 'python:3.12',
};

describe('fitBaseImages', () => {
  it('tells of every base image how it fits, those that qualify first', () => {
    const fits = fitBaseImages(lambda, [
      base('amd', { platforms: ['linux/amd64'] }),
      base('both', { contains: packages('a', 'b') }),
      base('empty', { contains: [] }),
      base('half', {}),
      base('more', { contains: packages('a', 'b', 'c') }),
      base('old', { parentImage: 'python:3.11', python: '3.11' }),
      base('torn', { parentImage: null, contains: packages('c') }),
    ]);

    expect(
      fits.map(({ baseImage, coverage, mismatches }) => [
        baseImage,
        coverage,
        ...mismatches,
      ]),
    ).toEqual([
      ['both', 1],
      ['half', 0.5],
      ['more', 1, 'surplus'],
      ['amd', 0.5, 'platform'],
      ['old', 0.5, 'parent', 'python'],
      ['empty', 0, 'nothing-covered'],
      ['torn', 0, 'lineage', 'nothing-covered', 'surplus'],
    ]);
    expect(fits[2].surplus).toEqual(packages('c'));
    expect(fits[1].uncovered).toEqual(packages('b'));
  });

  it('has no coverage where nothing is required', () => {
    expect(fitBaseImages({ ...lambda, requires: [] }, [base('a', {})])).toEqual(
      [
        expect.objectContaining({
          coverage: null,
          mismatches: ['nothing-covered', 'surplus'],
        }),
      ],
    );
  });
});
