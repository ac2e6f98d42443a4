import fc from 'fast-check';
import { BuildInputs, buildKey, imageTag } from './BuildInputs';
import {
  BUILD_INPUTS_LABEL,
  BUILD_KEY_LABEL,
  imageLabels,
  readImageLabels,
} from './imageLabels';

const INPUTS: BuildInputs = {
  target: { kind: 'base-image', name: 'shared', platform: 'linux/arm64' },
  sourceHash: 'source',
  dockerfileHash: 'dockerfile',
  dependenciesHash: null,
  packages: { a: 'a1' },
  images: { 'python:3.12': 'sha256:p' },
  args: { DEBUG: '1' },
  epoch: 2,
};
const BASE = { name: 'python:3.12', digest: 'sha256:p' };

describe('labels of an image', () => {
  it('say what it was built from, and on what it stands', () => {
    const labels = imageLabels(INPUTS, BASE);
    expect(labels).toMatchObject({
      'org.opencontainers.image.base.name': 'python:3.12',
      'org.opencontainers.image.base.digest': 'sha256:p',
      [BUILD_KEY_LABEL]: buildKey(INPUTS),
    });
    expect(readImageLabels(labels)).toEqual({
      key: buildKey(INPUTS),
      inputs: INPUTS,
    });
    expect(imageTag(buildKey(INPUTS))).toMatch(/^src-[0-9a-f]{12}$/);
  });

  it.each<[string, Partial<BuildInputs>]>([
    ['the source', { sourceHash: 'other' }],
    ['a digest', { images: { 'python:3.12': 'sha256:q' } }],
    ['an image', { images: {} }],
    ['a build argument', { args: { DEBUG: '2' } }],
    ['the epoch', { epoch: 3 }],
    ['the platform', { target: { ...INPUTS.target, platform: 'linux/amd64' } }],
  ])('have another build key with %s', (_, change) => {
    expect(buildKey({ ...INPUTS, ...change })).not.toBe(buildKey(INPUTS));
  });

  it('have one build key whatever the order of what goes into it', () => {
    const images = { a: '1', b: '2' };
    expect(buildKey({ ...INPUTS, images })).toBe(
      buildKey({ ...INPUTS, images: { b: '2', a: '1' } }),
    );
  });

  it.each<[string, Record<string, string>]>([
    ['none', {}],
    ['of the parent, inherited', { [BUILD_KEY_LABEL]: 'k' }],
    [
      'whose key is another one',
      { ...imageLabels(INPUTS, BASE), [BUILD_KEY_LABEL]: '0'.repeat(64) },
    ],
    [
      'of another version',
      {
        ...imageLabels(INPUTS, BASE),
        [BUILD_INPUTS_LABEL]: JSON.stringify({ ...INPUTS, version: 2 }),
      },
    ],
  ])('are not believed: %s', (_, labels) => {
    expect(readImageLabels(labels)).toBeUndefined();
  });

  it('never throw, whatever is in them', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, key) => {
        for (const text of [JSON.stringify(value), key]) {
          const labels = { [BUILD_INPUTS_LABEL]: text, [BUILD_KEY_LABEL]: key };
          expect(readImageLabels(labels)).toBeUndefined();
        }
      }),
      { numRuns: 300 },
    );
  });
});
