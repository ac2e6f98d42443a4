export * from './FreshnessReasons';
