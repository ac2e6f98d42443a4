import { composeImage, composeIndex } from '../image/composeImage';
import { RegistryView } from '../ecr/RegistryView';
import { BuildState } from '../state';
import { BuildBehaviour, BuildSurroundings } from './BuildBehaviour';
import { BuildScript, PushedImage, WorkPhase } from './BuildScript';

/**
 * The environment variables of StartBuild that {@link pushImage} reads, and the one that it exports. The module's own variables may
 * be others: then its behaviour is another one, too.
 *
 * @public
 */
export const BUILD_VARIABLES = {
  /** Repository to push to: `111122223333.dkr.ecr.eu-central-1.amazonaws.com/prefix/name`, or its name. Required. */
  repository: 'REPOSITORY_URI',
  /** Tag to push; `b-` and the uuid of the CodeBuild build when left out. */
  tag: 'IMAGE_TAG',
  /** Such as `linux/arm64`; that of the project when left out. */
  platform: 'PLATFORM',
  /** A JSON object with the image's labels. */
  labels: 'LABELS_JSON',
  /** The image to build on; one of this registry gives its layers and labels, and must be there. */
  base: 'BASE_IMAGE_URI',
  /** Exported: digest of what was pushed. */
  digest: 'IMAGE_DIGEST',
} as const;

/** What to build, as far as a build without a builder needs it. @public */
export interface ImageOrder {
  /** Name or URI. */
  repository: string;
  tag: string;
  platform: string;
  labels: Record<string, string>;
  /** Reference of the image that it stands on. */
  base?: string;
}

/**
 * The behaviour of a buildspec that builds one image with the labels that it is given, pushes it, and exports its digest.
 *
 * @public
 */
export const pushImage: BuildBehaviour = (build, surroundings) => {
  const variables = variablesOf(build);
  return pushOrderedImage(
    {
      repository: variables[BUILD_VARIABLES.repository] ?? '',
      tag: variables[BUILD_VARIABLES.tag] || defaultTag(build),
      platform: variables[BUILD_VARIABLES.platform] || platformOf(build),
      labels: JSON.parse(variables[BUILD_VARIABLES.labels] || '{}'),
      base: variables[BUILD_VARIABLES.base],
    },
    build,
    surroundings,
  );
};

/** The environment variables of a build by name. @public */
export function variablesOf(build: BuildState): Record<string, string> {
  return Object.fromEntries(
    build.environmentVariables.map(({ name, value }) => [name, value ?? '']),
  );
}

/** The platform that the project of a build builds for. @public */
export function platformOf(build: BuildState): string {
  return build.environmentType.startsWith('ARM_')
    ? 'linux/arm64'
    : 'linux/amd64';
}

/** `b-` and the uuid of a build. @public */
export function defaultTag(build: BuildState): string {
  return `b-${build.id.slice(build.id.indexOf(':') + 1)}`;
}

/**
 * What a build does that pushes an image and exports its digest; or how it fails without its repository or its base. For
 * behaviours that read the order elsewhere than {@link pushImage} does.
 *
 * @public
 */
export function pushOrderedImage(
  order: ImageOrder,
  build: BuildState,
  { registry, now, keep }: BuildSurroundings,
): BuildScript {
  const failure = findFailure(order, registry);
  if (failure) {
    return failure;
  }
  const wrong = new Set(
    build.effects.flatMap(effect =>
      effect.kind === 'image' ? [effect.wrong] : [],
    ),
  );
  const image = composeImage({
    platform: wrong.has('architecture')
      ? otherPlatform(order.platform)
      : order.platform,
    labels: wrong.has('labels')
      ? Object.fromEntries(
          Object.keys(order.labels).map(name => [name, 'something else']),
        )
      : order.labels,
    content: `${build.id}\n${JSON.stringify(order.labels)}\n`,
    createdAt: now,
    // An older base of the builder's cache, say: its layers are others.
    base:
      order.base && !wrong.has('base') ? registry.image(order.base) : undefined,
    keep,
  });
  const pushed: PushedImage = {
    repository: registry.parse(order.repository)?.name ?? '',
    tags: [order.tag],
    manifest: image.manifest,
    mediaType: image.mediaType,
    blobs: image.blobs,
    children: [],
  };
  let digest = image.digest;
  if (wrong.has('index')) {
    const attestation = composeImage({
      platform: 'unknown/unknown',
      labels: {},
      content: `attestation of ${image.digest}`,
      createdAt: now,
      keep,
    });
    const index = composeIndex(image, attestation);
    digest = index.digest;
    pushed.manifest = index.manifest;
    pushed.mediaType = index.mediaType;
    pushed.blobs = { ...image.blobs, ...attestation.blobs };
    pushed.children = [image, attestation].map(({ manifest, mediaType }) => ({
      manifest,
      mediaType,
    }));
  }
  return {
    log: logOf(order, digest),
    images: wrong.has('missing') ? [] : [pushed],
    exportedVariables: {
      [BUILD_VARIABLES.digest]: wrong.has('digest')
        ? `sha256:${'0'.repeat(64)}`
        : digest,
    },
  };
}

function findFailure(
  { repository, base }: ImageOrder,
  registry: RegistryView,
): BuildScript | undefined {
  const fail = (phase: WorkPhase, command: string, line: string) => ({
    log: { [phase]: [line] },
    failure: {
      phase,
      statusCode: 'COMMAND_EXECUTION_ERROR',
      message: `Error while executing command: ${command}. Reason: exit status 1`,
    },
  });
  if (!repository) {
    return fail(
      'BUILD',
      'docker build',
      `${BUILD_VARIABLES.repository}: parameter null or not set`,
    );
  }
  if (base && registry.parse(base) && !registry.image(base)) {
    return fail(
      'BUILD',
      'docker build',
      `ERROR: failed to resolve source metadata for ${base}: not found`,
    );
  }
  return registry.repository(repository)
    ? undefined
    : fail(
        'POST_BUILD',
        'docker push',
        `name unknown: The repository with name '${repository}' does not exist`,
      );
}

function otherPlatform(platform: string): string {
  return platform === 'linux/arm64' ? 'linux/amd64' : 'linux/arm64';
}

function logOf(
  { repository, tag, base }: ImageOrder,
  digest: string,
): BuildScript['log'] {
  return {
    PROVISIONING: [`[Container] Waiting for agent ping`],
    DOWNLOAD_SOURCE: [
      `[Container] Waiting for DOWNLOAD_SOURCE`,
      `[Container] Phase complete: DOWNLOAD_SOURCE State: SUCCEEDED`,
    ],
    PRE_BUILD: ['[Container] Running command docker login', 'Login Succeeded'],
    BUILD: [
      '[Container] Running command docker build',
      '#1 [internal] load build definition from Dockerfile',
      ...(base ? [`#2 [internal] load metadata for ${base}`] : []),
      `#3 [1/2] FROM ${base ?? 'the image that the Dockerfile names'}`,
      '#4 [2/2] RUN pip install /tmp/src',
      '#4 Successfully installed the packages of this image',
      `#5 naming to ${repository}:${tag} done`,
    ],
    POST_BUILD: [
      '[Container] Running command docker push',
      `${tag}: digest: ${digest}`,
      `[Container] Phase complete: POST_BUILD State: SUCCEEDED`,
    ],
  };
}
