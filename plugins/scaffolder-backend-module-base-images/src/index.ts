/**
 * Template actions that move Lambdas to base images and declare base images.
 *
 * @packageDocumentation
 */
export { scaffolderModuleBaseImages as default } from './module';
