/**
 * Real container images on one machine: built, run, pushed and compared, without a container engine or an account.
 *
 * @packageDocumentation
 */
export * from './buildLambdaImage';
export * from './cacheFolder';
export * from './compareImages';
export * from './explainDifference';
export * from './fetchRootFiles';
export * from './fetchWheels';
export * from './findFreePort';
export * from './findMissing';
export * from './ImageBuilder';
export * from './ImageConfiguration';
export * from './LocalRegistry';
export * from './PackageIndex';
export * from './readImage';
export * from './runCommand';
