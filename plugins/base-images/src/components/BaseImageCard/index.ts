export * from './BaseImageCard';
