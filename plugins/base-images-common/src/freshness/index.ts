export * from './Freshness';
export * from './ImageTarget';
