/**
 * The Base Images engine: reads a Python monorepo into packages, Lambdas and base images.
 *
 * @packageDocumentation
 */
export * from './affected';
export * from './baseDockerfile';
export * from './context';
export * from './coverage';
export * from './declaration';
export * from './docker';
export * from './environment';
export * from './freshness';
export { matchGlob } from './glob/matchGlob';
export * from './graph';
export * from './hash';
export * from './imports';
export * from './keepLastGoodPackages';
export * from './lambda';
export * from './lambda/infrastructure';
export * from './memory';
export * from './plan';
export * from './proposal';
export * from './python';
export * from './recommend';
export * from './scan';
export * from './services';
export * from './source';
export * from './withBase';
