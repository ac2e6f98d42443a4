export * from './ShortValue';
