export * from './speaksFor';
