export * from './BuildService';
export * from './extensionPoints';
export * from './ImageRegistry';
export * from './ServiceError';
