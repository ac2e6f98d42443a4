export * from './CollapsibleList';
