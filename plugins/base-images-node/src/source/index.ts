export * from './FolderSourceTree';
export * from './gitBlobId';
export * from './GitRevisionSourceTree';
export * from './InMemorySourceTree';
export * from './SourceTree';
export * from './SourceTreeLimits';
export * from './mapConcurrently';
export * from './replaceFile';
