import { InputError } from '@backstage/errors';
import {
  BASE_ARGUMENT,
  BuildInputs,
  imageLabels,
  parseImageReference,
} from '@base-images/backstage-plugin-base-images-node';

/** What a build is told beside its context. */
export interface BuildInstructions {
  inputs: BuildInputs;
  /** Path of the Dockerfile, from the root of the monorepo. */
  dockerfile: string;
  /** Folder to build in, from the root of the monorepo. */
  context: string;
  target: string | null;
  /** Image that it stands on: reference without digest, and digest. */
  base: { name: string; digest: string };
  /** Whether it stands on a base image, whose reference is a build argument. */
  onBaseImage: boolean;
  secrets: readonly string[];
}

/**
 * The files in the folder `build` of a context, which the buildspec reads line by line: nothing of them is ever part of a command.
 *
 * @throws InputError when a value has a line break.
 */
export function buildFiles(
  instructions: BuildInstructions,
): ReadonlyMap<string, string> {
  const { inputs, base, onBaseImage } = instructions;
  const args = {
    ...inputs.args,
    ...(onBaseImage ? { [BASE_ARGUMENT]: `${base.name}@${base.digest}` } : {}),
  };
  const lines = (values: readonly string[]) =>
    values.map(value => `${checkLine(value)}\n`).join('');
  const assignments = (values: Readonly<Record<string, string>>) =>
    lines(
      Object.entries(values)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, value]) => `${name}=${value}`),
    );
  return new Map([
    ['build/dockerfile', lines([instructions.dockerfile])],
    ['build/context', lines([instructions.context])],
    ['build/target', lines(instructions.target ? [instructions.target] : [])],
    ['build/platform', lines([inputs.target.platform])],
    ['build/labels', assignments(imageLabels(inputs, base))],
    ['build/args', assignments(args)],
    ['build/contexts', lines(pinnedImages(inputs))],
    ['build/secrets', lines(instructions.secrets)],
  ]);
}

/** Every external image by its digest, as `docker build --build-context` takes it. */
function pinnedImages({ images }: BuildInputs): string[] {
  return Object.entries(images)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([image, digest]) => {
      const reference = parseImageReference(image);
      if (!reference || reference.digest || image.startsWith('base-image:')) {
        return [];
      }
      const registry = reference.registry ? `${reference.registry}/` : '';
      return [
        `${image}=docker-image://${registry}${reference.repository}@${digest}`,
      ];
    });
}

function checkLine(value: string): string {
  if (/[\r\n\0]/.test(value)) {
    throw new InputError(
      `A value of the build has a line break: ${JSON.stringify(value)}. Write it on one line.`,
    );
  }
  return value;
}
