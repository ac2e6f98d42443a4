/**
 * Shows which base image covers what a Lambda needs, on the pages of the catalog.
 *
 * @packageDocumentation
 */
export { baseImagesPlugin as default } from './plugin';
export { baseImagesApiRef } from './api';
export { baseImagesTranslationRef } from './translation';
