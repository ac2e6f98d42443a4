export * from './SourceFieldState';
