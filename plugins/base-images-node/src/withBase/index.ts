export * from './WithBase';
export * from './WithBaseSources';
