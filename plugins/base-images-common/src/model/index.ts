/**
 * What a scan gives, as plain data that needs no package of Backstage. It is an entry of its own, `./model`, as well: the command
 * line takes its values from there, and starts without loading the catalog's model.
 *
 * @packageDocumentation
 */
export * from './BaseImage';
export * from './BaseImageFields';
export * from './BuildSource';
export * from './Diagnostic';
export * from './Lambda';
export * from './Monorepo';
export * from './Package';
export * from './Rewrite';
export * from './formatRequirement';
