export * from './coverage';
export * from './entity';
export * from './freshness';
export * from './rebuild';
export * from './renderCard';
export * from './renderFreshness';
export * from './responseError';
