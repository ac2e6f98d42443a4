export * from './FieldErrors';
