import { createHash } from 'node:crypto';
import { ECRClient, GetDownloadUrlForLayerCommand } from '@aws-sdk/client-ecr';
import {
  ImageContents,
  ServiceError,
  SourceEnvironment,
} from '@base-images/backstage-plugin-base-images-node';
import { isIndex, isRecord, parseObject } from './chooseManifest';
import { readBounded } from './readBounded';

/** Configurations of images are a few kilobytes. */
const MAX_CONFIGURATION = 4_000_000;
const DOWNLOAD_TIMEOUT_MS = 30_000;

/** Puts together what an image is, from its manifest and its configuration; both are checked against their digests. */
export async function readImageContents(options: {
  ecr: ECRClient;
  environment: SourceEnvironment;
  repository: string;
  digest: string;
  manifest: string;
  mediaType: string;
  signal?: AbortSignal;
  fetchLayer: typeof fetch;
}): Promise<ImageContents> {
  const { digest, mediaType } = options;
  checkDigest(Buffer.from(options.manifest), digest);
  const manifest = parseObject(options.manifest, `The manifest ${digest}`);
  if (isIndex(mediaType, manifest)) {
    return {
      digest,
      mediaType,
      index: true,
      platform: null,
      labels: {},
      sizeInBytes: 0,
    };
  }
  const config = isRecord(manifest.config) ? manifest.config : {};
  const layers = Array.isArray(manifest.layers) ? manifest.layers : [];
  const image = await readConfiguration(String(config.digest), options);
  const { os, architecture } = image;
  const inner = isRecord(image.config) ? image.config : {};
  return {
    digest,
    mediaType,
    index: false,
    platform:
      typeof os === 'string' && typeof architecture === 'string'
        ? `${os}/${architecture}`
        : null,
    labels: toLabels(inner.Labels),
    layers: toLayers(image.rootfs),
    sizeInBytes: [config, ...layers].reduce<number>(
      (sum, item) => sum + (isRecord(item) ? Number(item.size) || 0 : 0),
      0,
    ),
  };
}

async function readConfiguration(
  layerDigest: string,
  options: Parameters<typeof readImageContents>[0],
): Promise<Record<string, unknown>> {
  const { ecr, environment, repository, digest, fetchLayer } = options;
  const signal = AbortSignal.any([
    AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS),
    ...(options.signal ? [options.signal] : []),
  ]);
  const { downloadUrl } = await ecr.send(
    new GetDownloadUrlForLayerCommand({
      registryId: environment.account,
      repositoryName: repository,
      layerDigest,
    }),
    { abortSignal: signal },
  );
  const response = await fetchLayer(String(downloadUrl), { signal });
  if (!response.ok) {
    await response.body?.cancel();
    throw new ServiceError(
      'no-answer',
      `The configuration of ${digest} could not be read: status ${response.status}.`,
    );
  }
  const body = await readBounded(response, MAX_CONFIGURATION);
  checkDigest(body, layerDigest);
  return parseObject(body.toString('utf8'), `The configuration of ${digest}`);
}

function checkDigest(content: Buffer, digest: string): void {
  const actual = `sha256:${createHash('sha256').update(content).digest('hex')}`;
  if (actual !== digest) {
    throw new ServiceError(
      'invalid',
      `What the registry gives for ${digest} is ${actual}.`,
    );
  }
}

/** Digests of the unpacked layers (OCI image specification, "Image Configuration"). */
function toLayers(rootfs: unknown): string[] {
  return isRecord(rootfs) && Array.isArray(rootfs.diff_ids)
    ? rootfs.diff_ids.map(String)
    : [];
}

function toLabels(value: unknown): Record<string, string> {
  return isRecord(value)
    ? Object.fromEntries(
        Object.entries(value).map(([name, text]) => [name, String(text)]),
      )
    : {};
}
