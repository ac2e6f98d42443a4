import { Diagnostic } from '@base-images/backstage-plugin-base-images-common';
import { LambdaDeclaration } from '../LambdaDeclaration';

/** A file of infrastructure code, with what a reader may ask about the tree around it. */
export interface InfrastructureFile {
  /** Path from the root of the source tree. */
  path: string;
  text: string;
  /** Whether the tree has a file at that path. */
  hasFile(path: string): boolean;
}

/** What a reader of one framework finds. */
export interface Findings {
  declarations: LambdaDeclaration[];
  diagnostics: Diagnostic[];
}

/** Several findings as one. */
export function joinFindings(findings: Iterable<Findings>): Findings {
  const joined: Findings = { declarations: [], diagnostics: [] };
  for (const { declarations, diagnostics } of findings) {
    joined.declarations.push(...declarations);
    joined.diagnostics.push(...diagnostics);
  }
  return joined;
}
