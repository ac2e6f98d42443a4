export * from './createFileUrls';
