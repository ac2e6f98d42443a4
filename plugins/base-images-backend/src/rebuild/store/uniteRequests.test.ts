import {
  ImageTarget,
  PlanRequest,
} from '@base-images/backstage-plugin-base-images-common';
import { uniteRequests } from './uniteRequests';

const image = (name: string): ImageTarget => ({
  kind: 'base-image',
  name,
  platform: 'linux/arm64',
});

describe('uniteRequests', () => {
  it.each<[string, PlanRequest, PlanRequest, PlanRequest]>([
    [
      'images of both',
      { images: [image('a')] },
      { images: [image('a'), image('b')] },
      { images: [image('a'), image('b')] },
    ],
    ['everything, where one asks for that', { images: [image('a')] }, {}, {}],
    [
      'force, where one forces',
      { images: [image('a')], force: true },
      { images: [image('b')] },
      { images: [image('a'), image('b')], force: true },
    ],
    [
      'dependents, unless both leave them out',
      { withoutDependents: true },
      {},
      {},
    ],
    [
      'no dependents, where both leave them out',
      { withoutDependents: true },
      { withoutDependents: true },
      { withoutDependents: true },
    ],
  ])('asks for %s', (_, one, other, expected) => {
    expect(uniteRequests(one, other)).toEqual(expected);
  });
});
