export * from './RequestFailure';
