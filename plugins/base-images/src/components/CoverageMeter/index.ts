export * from './CoverageBar';
export * from './CoverageGauge';
