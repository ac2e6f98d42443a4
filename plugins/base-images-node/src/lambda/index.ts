export * from './AnalysedLambda';
export * from './completeLambda';
export * from './discoverLambdas';
export * from './LambdaDeclaration';
export { BASE_ARGUMENT } from './isDockerfilePath';
