export * from './validateTraffic';
