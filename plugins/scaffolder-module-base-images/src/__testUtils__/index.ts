export * from './coverage';
export * from './renderField';
