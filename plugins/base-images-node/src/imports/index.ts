export * from './discoverUndeclaredImports';
export * from './ImportStatement';
export * from './readImports';
