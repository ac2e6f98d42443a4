/**
 * Fields for the forms of Backstage templates that move Lambdas to base images.
 *
 * @packageDocumentation
 */
export { scaffolderModuleBaseImages as default } from './module';
export { formBaseImagesApiRef } from './api';
export { baseImagesFormTranslationRef } from './translation';
