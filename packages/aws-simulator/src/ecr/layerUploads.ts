import { randomUUID } from 'node:crypto';
import type {
  CompleteLayerUploadRequest,
  CompleteLayerUploadResponse,
  InitiateLayerUploadRequest,
  InitiateLayerUploadResponse,
  UploadLayerPartRequest,
  UploadLayerPartResponse,
} from '@aws-sdk/client-ecr';
import { CallContext } from '../http/Call';
import { RegionState } from '../state';
import { AwsError } from '../wire/AwsError';
import { digestOf } from '../wire/sha256';
import { Wire } from '../wire/Wire';
import { findRepository, inRepository } from './findRepository';

const PART_SIZE = 20_971_520;

interface UploadInput {
  registryId?: string;
  repositoryName: string | undefined;
  uploadId: string | undefined;
}

/** InitiateLayerUpload. */
export function initiateLayerUpload(
  input: Wire<InitiateLayerUploadRequest>,
  { region }: CallContext,
): Wire<InitiateLayerUploadResponse> {
  const { description } = findRepository(input, region);
  const uploadId = randomUUID();
  region.layerUploads ??= {};
  region.layerUploads[uploadId] = {
    repositoryName: description.repositoryName!,
    parts: [],
  };
  return { uploadId, partSize: PART_SIZE };
}

/** UploadLayerPart: parts come in their order, and without gaps. */
export function uploadLayerPart(
  input: Wire<UploadLayerPartRequest>,
  { region }: CallContext,
): Wire<UploadLayerPartResponse> {
  const { upload, bytes } = findUpload(input, region);
  const part = Buffer.from(input.layerPartBlob ?? '', 'base64');
  const { partFirstByte: first, partLastByte: last } = input;
  if (first !== bytes.length || last !== bytes.length + part.length - 1) {
    throw new AwsError(
      'InvalidLayerPartException',
      `The layer part does not begin at byte ${bytes.length}, or does not end where it says`,
      { members: { lastValidByteReceived: Math.max(0, bytes.length - 1) } },
    );
  }
  upload.parts.push(part.toString('base64'));
  return {
    registryId: region.account,
    repositoryName: input.repositoryName,
    uploadId: input.uploadId,
    lastByteReceived: last,
  };
}

/** CompleteLayerUpload: the content has to be that of the digest. */
export function completeLayerUpload(
  input: Wire<CompleteLayerUploadRequest>,
  { region, cloud }: CallContext,
): Wire<CompleteLayerUploadResponse> {
  const repository = findRepository(input, region);
  const { bytes } = findUpload(input, region);
  const layerDigest = digestOf(bytes);
  if (bytes.length === 0) {
    throw new AwsError('EmptyUploadException', 'The upload has no layer parts');
  }
  if (!input.layerDigests?.includes(layerDigest)) {
    throw new AwsError(
      'InvalidLayerException',
      `The layer has the digest '${layerDigest}', which is none of '[${input.layerDigests?.join(', ')}]'`,
    );
  }
  if (repository.blobs[layerDigest] !== undefined) {
    throw new AwsError(
      'LayerAlreadyExistsException',
      `The layer with digest '${layerDigest}' already exists in ${inRepository(repository)}`,
    );
  }
  delete region.layerUploads?.[input.uploadId!];
  repository.blobs[cloud.blobs.put(bytes)] = bytes.length;
  return {
    registryId: region.account,
    repositoryName: input.repositoryName,
    uploadId: input.uploadId,
    layerDigest,
  };
}

function findUpload(input: UploadInput, region: RegionState) {
  const { description } = findRepository(input, region);
  const upload = region.layerUploads?.[input.uploadId ?? ''];
  if (!upload || upload.repositoryName !== description.repositoryName) {
    throw new AwsError(
      'UploadNotFoundException',
      `The upload '${input.uploadId}' does not exist`,
    );
  }
  const parts = upload.parts.map(part => Buffer.from(part, 'base64'));
  return { upload, bytes: Buffer.concat(parts) };
}
