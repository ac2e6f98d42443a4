export * from './FieldNotice';
