import { digestOf } from '../wire/sha256';
import { layerOf } from './layer';
import { DOCKER_MANIFEST, OCI_INDEX } from './mediaTypes';

/** The parts of an image configuration that matter here (OCI image specification, `config.md`). @public */
export interface ImageConfiguration {
  architecture: string;
  os: string;
  created?: string;
  config: { Labels?: Record<string, string>; [name: string]: unknown };
  rootfs: { type: 'layers'; diff_ids: string[] };
  history?: unknown[];
}

/** An image that is there, to build on. @public */
export interface ComposedImage {
  manifest: string;
  mediaType: string;
  digest: string;
  configuration: ImageConfiguration;
  /** Sizes of config and layers by digest. */
  blobs: Record<string, number>;
}

interface ManifestLayer {
  mediaType: string;
  size: number;
  digest: string;
}

/** Makes the manifest and configuration that a build of a Dockerfile would push: the layers of the base and one more. */
export function composeImage(options: {
  platform: string;
  labels: Record<string, string>;
  /** What is in the new layer: equal contents give equal layers. */
  content: string;
  createdAt: number;
  base?: ComposedImage;
  /** Bytes of the new layer as the manifest gives them; else the true ones, which are few. */
  size?: number;
  keep(bytes: Uint8Array): string;
}): ComposedImage {
  const [os, architecture] = options.platform.split('/');
  const layer = layerOf(options.content);
  options.keep(layer.bytes);
  const base = options.base?.configuration;
  const created = new Date(options.createdAt).toISOString();
  const configuration: ImageConfiguration = {
    architecture,
    os,
    created,
    config: {
      ...base?.config,
      Labels: { ...base?.config.Labels, ...options.labels },
    },
    rootfs: {
      type: 'layers',
      diff_ids: [...(base?.rootfs.diff_ids ?? []), layer.diffId],
    },
    history: [
      ...(base?.history ?? []),
      { created, created_by: 'COPY simulated /opt/simulated' },
    ],
  };
  const configBytes = Buffer.from(JSON.stringify(configuration));
  const layers = [
    ...(options.base ? layersOf(options.base.manifest) : []),
    {
      mediaType: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
      size: options.size ?? layer.bytes.length,
      digest: layer.digest,
    },
  ];
  const config = {
    mediaType: 'application/vnd.docker.container.image.v1+json',
    size: configBytes.length,
    digest: options.keep(configBytes),
  };
  const manifest = JSON.stringify(
    { schemaVersion: 2, mediaType: DOCKER_MANIFEST, config, layers },
    undefined,
    3,
  );
  return {
    manifest,
    mediaType: DOCKER_MANIFEST,
    digest: digestOf(manifest),
    configuration,
    blobs: Object.fromEntries(
      [config, ...layers].map(({ digest, size }) => [digest, size]),
    ),
  };
}

/** Makes an index of one image and an attestation of it, as BuildKit pushes without `--provenance=false`. */
export function composeIndex(
  image: ComposedImage,
  attestation: ComposedImage,
): { manifest: string; mediaType: string; digest: string } {
  const [os, architecture] = [
    image.configuration.os,
    image.configuration.architecture,
  ];
  const manifest = JSON.stringify(
    {
      schemaVersion: 2,
      mediaType: OCI_INDEX,
      manifests: [
        {
          mediaType: image.mediaType,
          digest: image.digest,
          size: Buffer.byteLength(image.manifest),
          platform: { architecture, os },
        },
        {
          mediaType: attestation.mediaType,
          digest: attestation.digest,
          size: Buffer.byteLength(attestation.manifest),
          annotations: {
            'vnd.docker.reference.digest': image.digest,
            'vnd.docker.reference.type': 'attestation-manifest',
          },
          platform: { architecture: 'unknown', os: 'unknown' },
        },
      ],
    },
    undefined,
    2,
  );
  return { manifest, mediaType: OCI_INDEX, digest: digestOf(manifest) };
}

function layersOf(manifest: string): ManifestLayer[] {
  return JSON.parse(manifest).layers;
}
