import { Diagnostic } from '@base-images/backstage-plugin-base-images-common';
import { DiscoveredPackage } from './DiscoveredPackage';

/** What is wrong with requirements on internal packages, now that the names of these are known. */
export function requirementDiagnostics(
  packages: readonly DiscoveredPackage[],
): Diagnostic[] {
  const byName = new Map(packages.map(entry => [entry.name, entry]));
  const diagnostics: Diagnostic[] = [];
  for (const { requirements } of packages) {
    for (const { kind, name, extras, binding, file, line } of requirements) {
      const target = byName.get(name);
      if (!target) {
        continue;
      }
      if (kind === 'build') {
        diagnostics.push({
          code: 'internal-build-requirement',
          severity: 'warning',
          file,
          line,
          column: null,
          message: `The build needs ${name}, which is a package of this monorepo.`,
          help: 'Installers fetch build requirements from an index, never from the working tree: publish it under another name, or vendor it with backend-path.',
        });
      }
      if (
        extras.length === 0 ||
        target.incomplete ||
        binding !== 'working-tree'
      ) {
        continue;
      }
      const unknown = extras.filter(extra => !target.extras.includes(extra));
      if (unknown.length > 0) {
        diagnostics.push({
          code: 'unknown-extra',
          severity: 'warning',
          file,
          line,
          column: null,
          message: `${name} does not offer ${unknown.length > 1 ? 'the extras' : 'the extra'} ${unknown.join(', ')}.`,
          help: `Installers only warn and install nothing for it: declare it in ${target.manifest} or remove it here.`,
        });
      }
    }
  }
  // A requirement of a group that others include appears in each of them.
  return [
    ...new Map(
      diagnostics.map(diagnostic => [
        `${diagnostic.file}:${diagnostic.line}:${diagnostic.message}`,
        diagnostic,
      ]),
    ).values(),
  ];
}
