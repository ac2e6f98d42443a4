import type {
  BatchCheckLayerAvailabilityRequest,
  BatchCheckLayerAvailabilityResponse,
  GetDownloadUrlForLayerRequest,
  GetDownloadUrlForLayerResponse,
} from '@aws-sdk/client-ecr';
import { CallContext } from '../http/Call';
import { AwsError } from '../wire/AwsError';
import { Wire } from '../wire/Wire';
import { findRepository, inRepository } from './findRepository';

/** GetDownloadUrlForLayer: an address of this server, which needs no credentials, as a presigned one. */
export function getDownloadUrlForLayer(
  input: Wire<GetDownloadUrlForLayerRequest>,
  { region, cloud }: CallContext,
): Wire<GetDownloadUrlForLayerResponse> {
  const repository = findRepository(input, region);
  const digest = input.layerDigest ?? '';
  if (repository.blobs[digest] === undefined) {
    throw new AwsError(
      'LayersNotFoundException',
      `The layer with digest '${digest}' does not exist in ${inRepository(repository)}`,
    );
  }
  if (!cloud.blobs.get(digest)) {
    throw new AwsError(
      'LayerInaccessibleException',
      `The layer with digest '${digest}' has no contents in ${inRepository(repository)}`,
    );
  }
  return {
    downloadUrl: `${cloud.url()}/layers/${digest}?X-Amz-Expires=3600`,
    layerDigest: digest,
  };
}

/** BatchCheckLayerAvailability. */
export function batchCheckLayerAvailability(
  input: Wire<BatchCheckLayerAvailabilityRequest>,
  { region }: CallContext,
): Wire<BatchCheckLayerAvailabilityResponse> {
  const repository = findRepository(input, region);
  const output: Wire<BatchCheckLayerAvailabilityResponse> = {
    layers: [],
    failures: [],
  };
  for (const layerDigest of input.layerDigests ?? []) {
    const layerSize = repository.blobs[layerDigest];
    if (/^sha256:[0-9a-f]{64}$/.test(layerDigest)) {
      output.layers!.push(
        layerSize === undefined
          ? { layerDigest, layerAvailability: 'UNAVAILABLE' }
          : { layerDigest, layerAvailability: 'AVAILABLE', layerSize },
      );
    } else {
      output.failures!.push({
        layerDigest,
        failureCode: 'InvalidLayerDigest',
        failureReason: 'Invalid layer digest',
      });
    }
  }
  return output;
}
