export type { CallArgument, CallSignature } from './CallSignature';
export { defaultPulumiComponents } from './CallSignature';
export { discoverDeclarations } from './discoverDeclarations';
export type { DiscoverDeclarationsOptions } from './discoverDeclarations';
