import { InMemorySourceTree } from '../../../source/InMemorySourceTree';
import { LambdaDeclaration } from '../../LambdaDeclaration';
import {
  discoverDeclarations,
  DiscoverDeclarationsOptions,
} from '../discoverDeclarations';

/** What is found in files, as short as it can be said: values that are null or empty are left out. */
export async function declarationsOf(
  files: Record<string, string>,
  options?: DiscoverDeclarationsOptions,
): Promise<{ declarations: object[]; diagnostics: string[] }> {
  const { declarations, diagnostics } = await discoverDeclarations(
    InMemorySourceTree.of(files),
    options,
  );
  return {
    declarations: declarations.map(shorten),
    diagnostics: diagnostics.map(
      ({ code, severity, file, line, message }) =>
        `${severity} ${code} ${file}:${line} ${message}`,
    ),
  };
}

function shorten(declaration: LambdaDeclaration): object {
  const { file, line, functions, ...rest } = declaration;
  return {
    ...Object.fromEntries(
      Object.entries(rest).filter(
        ([, value]) =>
          value !== null &&
          (typeof value !== 'object' || Object.keys(value).length > 0),
      ),
    ),
    ...(functions.length > 0 ? { functions } : {}),
    at: `${file}:${line}`,
  };
}
