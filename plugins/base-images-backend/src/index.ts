/**
 * The Base Images backend plugin.
 *
 * @packageDocumentation
 */
export { baseImagesPlugin as default } from './plugin';
