import { ImageReference, parseImageReference } from './ImageReference';

const LAMBDA_ENVIRONMENT = {
  LAMBDA_TASK_ROOT: '/var/task',
  LAMBDA_RUNTIME_DIR: '/var/runtime',
};

/** Whether an image is one that AWS gives for container Lambdas: runtimes, `provided`, and SAM's build images. */
export function isLambdaImage(image: string): boolean {
  const reference = parseImageReference(image);
  if (!reference) {
    // A tag that cannot be told still leaves the repository.
    return /^public\.ecr\.aws\/(?:lambda|sam)\/[a-z0-9]/.test(image);
  }
  const { registry, repository } = reference;
  return registry === 'public.ecr.aws'
    ? /^lambda\/|^sam\/(?:build|emulation)-/.test(repository)
    : isDockerHub(registry) &&
        /^(?:amazon\/aws-lambda-|lambci\/lambda$)/.test(repository);
}

/** What is known of an image's environment and working directory without looking at it. */
export function imageDefaults(image: string): {
  environment: Record<string, string>;
  workdir: string;
} {
  const runtime = isLambdaImage(image) && !/\/sam\//.test(image);
  return {
    // A mirror of a Lambda image has another name and the same folders.
    environment: {
      ...LAMBDA_ENVIRONMENT,
      PATH: runtime
        ? '/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin'
        : '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    },
    workdir: runtime || /\/lambda\//.test(image) ? '/var/task' : '/',
  };
}

/** The Python version that an image's name or tag tells, such as `3.12`. */
export function pythonOfImage(image: string): string | undefined {
  const reference = parseImageReference(image);
  if (!reference) {
    return undefined;
  }
  const name = reference.repository.split('/').at(-1)!;
  const inName = /python-?(3\.\d+)$/.exec(name)?.[1];
  const inTag = /python-?(3\.\d+)(?!\d)/.exec(reference.tag ?? '')?.[1];
  const isPython = /(?:^|[-_])python$/.test(name) || name === 'lambda';
  const plain = isPython
    ? /^(3\.\d+)(?!\d)/.exec(reference.tag ?? '')?.[1]
    : undefined;
  return inName ?? inTag ?? plain;
}

/** The platform that the end of an image's tag tells, such as `linux/arm64`. */
export function platformOfImage(image: string): string | undefined {
  const tag = parseImageReference(image)?.tag ?? '';
  const architecture = /(?:^|[-_.])(arm64|aarch64|x86_64|amd64)$/.exec(
    tag,
  )?.[1];
  return architecture && normalizePlatform(architecture);
}

/** `arm64`, `linux/arm64/v8`, `aarch64` and so on in one spelling. */
export function normalizePlatform(platform: string): string {
  const architecture = platform.toLowerCase().replace(/^linux\//, '');
  if (/^(?:arm64(?:\/v8)?|aarch64)$/.test(architecture)) {
    return 'linux/arm64';
  }
  return /^(?:amd64|x86_64|x86-64)$/.test(architecture)
    ? 'linux/amd64'
    : platform.toLowerCase();
}

function isDockerHub(registry: ImageReference['registry']): boolean {
  return (
    registry === undefined ||
    registry === 'docker.io' ||
    registry === 'index.docker.io'
  );
}
