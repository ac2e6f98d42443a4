import { BuildInputs, buildKey } from './BuildInputs';

/** Label with the build key. @public */
export const BUILD_KEY_LABEL = 'base-images.build-key';
/** Label with what the build key was made from. @public */
export const BUILD_INPUTS_LABEL = 'base-images.build-inputs';
const BASE_NAME_LABEL = 'org.opencontainers.image.base.name';
const BASE_DIGEST_LABEL = 'org.opencontainers.image.base.digest';
/** Registries and shells bear far more; a label of this size comes from somewhere else. */
const MAX_LENGTH = 1_000_000;

/**
 * The labels of an image. Every image sets all of them, since children inherit labels; no time, revision or run is among them,
 * so that the same inputs give the same image. The first two are those of the OCI image specification ("Pre-Defined Annotation
 * Keys").
 *
 * @param base - reference and digest of the image that it stands on.
 * @public
 */
export function imageLabels(
  inputs: BuildInputs,
  base: { name: string; digest: string },
): Record<string, string> {
  return {
    [BASE_NAME_LABEL]: base.name,
    [BASE_DIGEST_LABEL]: base.digest,
    [BUILD_KEY_LABEL]: buildKey(inputs),
    [BUILD_INPUTS_LABEL]: JSON.stringify({ version: 1, ...inputs }),
  };
}

/**
 * What an image was built from, as its labels say it; undefined where they say nothing that is consistent with itself: labels
 * are anybody's words.
 *
 * @public
 */
export function readImageLabels(
  labels: Readonly<Record<string, string>>,
): { key: string; inputs: BuildInputs } | undefined {
  const text = labels[BUILD_INPUTS_LABEL];
  if (!text || text.length > MAX_LENGTH) {
    return undefined;
  }
  const inputs = toInputs(parse(text));
  const key = labels[BUILD_KEY_LABEL];
  return inputs && key === buildKey(inputs) ? { key, inputs } : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toInputs(value: unknown): BuildInputs | undefined {
  if (!isRecord(value) || value.version !== 1 || !isRecord(value.target)) {
    return undefined;
  }
  const { target, sourceHash, dockerfileHash, dependenciesHash } = value;
  const { packages, images, args, epoch } = value;
  const { kind, name, platform } = target;
  const valid =
    (kind === 'base-image' || kind === 'lambda') &&
    typeof name === 'string' &&
    typeof platform === 'string' &&
    typeof sourceHash === 'string' &&
    typeof dockerfileHash === 'string' &&
    (dependenciesHash === null || typeof dependenciesHash === 'string') &&
    isTexts(packages) &&
    isTexts(images) &&
    isTexts(args) &&
    Number.isSafeInteger(epoch);
  return valid
    ? {
        target: { kind, name, platform },
        sourceHash,
        dockerfileHash,
        dependenciesHash,
        packages,
        images,
        args,
        epoch: Number(epoch),
      }
    : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is Record<string, string> {
  return (
    isRecord(value) &&
    Object.values(value).every(item => typeof item === 'string')
  );
}
