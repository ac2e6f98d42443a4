export * from './DeclareLink';
