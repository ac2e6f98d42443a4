export * from './BaseImageDeclaration';
export { DECLARATION_FILE } from './declarationRules';
export * from './readDeclarations';
