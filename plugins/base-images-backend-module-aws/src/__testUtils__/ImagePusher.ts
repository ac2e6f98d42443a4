import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import {
  CompleteLayerUploadCommand,
  ECRClient,
  InitiateLayerUploadCommand,
  PutImageCommand,
  UploadLayerPartCommand,
} from '@aws-sdk/client-ecr';
import { TestImage } from '@base-images/backstage-plugin-base-images-node/testUtils';

const DOCKER = 'application/vnd.docker';
const MANIFEST = `${DOCKER}.distribution.manifest.v2+json`;
const INDEX = `${DOCKER}.distribution.manifest.list.v2+json`;
/** A tar archive of nothing. */
const NOTHING = Buffer.alloc(1024);

/** Pushes images of one empty layer through the API of Amazon ECR, as `docker push` does through its own. */
export class ImagePusher {
  /** Sizes of manifests by digest, for the indexes that name them. */
  readonly #sizes = new Map<string, number>();

  constructor(private readonly ecr: ECRClient) {}

  async pushImage(
    repositoryName: string,
    { tags, labels = {}, platform = '' }: TestImage,
  ): Promise<string> {
    const [os, architecture] = platform.split('/');
    const layer = gzipSync(NOTHING);
    const config = Buffer.from(
      JSON.stringify({
        os,
        architecture,
        config: { Labels: labels },
        rootfs: { type: 'layers', diff_ids: [digestOf(NOTHING)] },
      }),
    );
    for (const blob of [layer, config]) {
      await this.#upload(repositoryName, blob);
    }
    return this.#put(repositoryName, tags, MANIFEST, {
      config: {
        mediaType: `${DOCKER}.container.image.v1+json`,
        size: config.length,
        digest: digestOf(config),
      },
      layers: [
        {
          mediaType: `${DOCKER}.image.rootfs.diff.tar.gzip`,
          size: layer.length,
          digest: digestOf(layer),
        },
      ],
    });
  }

  async pushIndex(
    repositoryName: string,
    index: { tags: string[]; images: { digest: string; platform: string }[] },
  ): Promise<string> {
    return this.#put(repositoryName, index.tags, INDEX, {
      manifests: index.images.map(({ digest, platform }) => {
        const [os, architecture] = platform.split('/');
        return {
          mediaType: MANIFEST,
          size: this.#sizes.get(digest),
          digest,
          platform: { os, architecture },
        };
      }),
    });
  }

  async #put(
    repositoryName: string,
    tags: string[],
    mediaType: string,
    members: object,
  ): Promise<string> {
    const imageManifest = JSON.stringify({
      schemaVersion: 2,
      mediaType,
      ...members,
    });
    for (const imageTag of tags) {
      await this.ecr.send(
        new PutImageCommand({ repositoryName, imageManifest, imageTag }),
      );
    }
    const digest = digestOf(Buffer.from(imageManifest));
    this.#sizes.set(digest, imageManifest.length);
    return digest;
  }

  async #upload(repositoryName: string, blob: Buffer): Promise<void> {
    const { uploadId } = await this.ecr.send(
      new InitiateLayerUploadCommand({ repositoryName }),
    );
    await this.ecr.send(
      new UploadLayerPartCommand({
        repositoryName,
        uploadId,
        partFirstByte: 0,
        partLastByte: blob.length - 1,
        layerPartBlob: blob,
      }),
    );
    try {
      await this.ecr.send(
        new CompleteLayerUploadCommand({
          repositoryName,
          uploadId,
          layerDigests: [digestOf(blob)],
        }),
      );
    } catch (error) {
      if (
        !(error instanceof Error) ||
        error.name !== 'LayerAlreadyExistsException'
      ) {
        throw error;
      }
    }
  }
}

function digestOf(content: Buffer): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}
