import { ImageDifference } from './compareImages';

const EXPLANATIONS: [RegExp, string][] = [
  [
    /\.dist-info\/direct_url\.json$/,
    'names the folder that a package was installed from',
  ],
  [
    /\.dist-info\/(?:INSTALLER|REQUESTED|uv_cache\.json|uv_build\.json)$/,
    'tells which program installed a package, and whether it was asked for by name',
  ],
  [
    /\/__pycache__(?:\/[^/]+\.pyc)?$/,
    'compiled files, which Python makes again where they lack',
  ],
  [/^\/(?:var\/)?tmp(?:\/|$)/, 'a function sees a /tmp of its own'],
  [
    /^\/root\/\.(?:cache|config|local)(?:\/|$)/,
    'caches and settings of installers',
  ],
  [/^\/root$/, 'caches and settings of installers'],
  [/^\/var\/lang\/\.lock$/, 'a file that uv locks while it works'],
  [
    /^\/mnt$/,
    'an empty folder that buildah takes away after it mounted something there',
  ],
];

/** What setuptools leaves in the folder that it builds a package from, where that folder stays in the image. */
const LEFT_OF_BUILD =
  /^(?!.*\/site-packages\/).*\/(?:build(?:\/(?:lib|bdist\.[^/]+)(?:\/.*)?)?|[^/]+\.egg-info(?:\/.*)?)$/;

/**
 * Why an image that stands on a base image may differ in a file from one that installs the same by itself. Nothing else but files is
 * ever explained.
 */
export function explainDifference({
  kind,
  name,
  second,
}: ImageDifference): string | undefined {
  if (kind !== 'file') {
    return undefined;
  }
  return second === '' && LEFT_OF_BUILD.test(name)
    ? 'left by a build, in a folder of sources that stays in the image'
    : EXPLANATIONS.find(([pattern]) => pattern.test(name))?.[1];
}
