export * from './FieldState';
