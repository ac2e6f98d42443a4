export * from './TemplateLink';
