export * from './LambdaCard';
