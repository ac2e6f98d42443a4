export * from './BaseImageFields';
export * from './formatDiff';
export * from './Proposal';
export * from './proposeBaseDockerfile';
export * from './proposeBaseImage';
export * from './proposeWithBase';
export { type LambdaChoice } from './findLambda';
