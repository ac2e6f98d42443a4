import { Operation } from '../http/Call';
import { batchDeleteImage } from './batchDeleteImage';
import { batchGetImage } from './batchGetImage';
import { createRepository } from './createRepository';
import { deleteRepository } from './deleteRepository';
import { describeImages } from './describeImages';
import { describeRepositories } from './describeRepositories';
import { getAuthorizationToken } from './getAuthorizationToken';
import { batchCheckLayerAvailability, getDownloadUrlForLayer } from './layers';
import {
  completeLayerUpload,
  initiateLayerUpload,
  uploadLayerPart,
} from './layerUploads';
import { listImages } from './listImages';
import {
  getLifecyclePolicy,
  getRepositoryPolicy,
  putLifecyclePolicy,
  setRepositoryPolicy,
} from './policies';
import { putImage } from './putImage';

/** ECR, API version 2015-09-21. */
export const ecrOperations: Record<string, Operation> = {
  BatchCheckLayerAvailability: batchCheckLayerAvailability,
  BatchDeleteImage: batchDeleteImage,
  BatchGetImage: batchGetImage,
  CompleteLayerUpload: completeLayerUpload,
  CreateRepository: createRepository,
  DeleteRepository: deleteRepository,
  DescribeImages: describeImages,
  DescribeRepositories: describeRepositories,
  GetAuthorizationToken: getAuthorizationToken,
  GetDownloadUrlForLayer: getDownloadUrlForLayer,
  GetLifecyclePolicy: getLifecyclePolicy,
  GetRepositoryPolicy: getRepositoryPolicy,
  InitiateLayerUpload: initiateLayerUpload,
  ListImages: listImages,
  PutImage: putImage,
  PutLifecyclePolicy: putLifecyclePolicy,
  SetRepositoryPolicy: setRepositoryPolicy,
  UploadLayerPart: uploadLayerPart,
};
