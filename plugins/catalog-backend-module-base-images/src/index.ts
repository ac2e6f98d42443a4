/**
 * Brings the packages, Lambdas and base images of Python monorepos into the Backstage catalog.
 *
 * @packageDocumentation
 */
export { catalogModuleBaseImages as default } from './module';
