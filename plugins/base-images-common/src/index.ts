/**
 * Types, annotations, permissions and API client shared by the Base Images plugins.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './api';
export * from './claims';
export * from './client';
export * from './freshness';
export * from './links';
export * from './model';
export * from './permissions';
export * from './rebuild';
export * from './reports';
