export * from './FreshnessCard';
