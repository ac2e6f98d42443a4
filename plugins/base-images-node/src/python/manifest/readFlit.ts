import { normalizeName } from '../normalizeName';
import { TomlNode } from '../toml/TomlNode';
import { ManifestFolder } from './ManifestFolder';
import { Metadata } from './PackageDraft';
import { readRequirementArray } from './readProjectTable';

/** Reads `[tool.flit.metadata]`, how Flit declared packages before `[project]`. */
export function readFlit(folder: ManifestFolder, flit: TomlNode): Metadata {
  const required = flit.get('requires');
  const extras = flit.get('requires-extra')?.entries ?? [];
  const distribution = flit.get('dist-name');
  const name =
    distribution?.string === undefined ? flit.get('module') : distribution;
  return {
    declaredName: name?.string,
    namePlace: name,
    requiresPython: flit.get('requires-python')?.string,
    classifiers: flit.get('classifiers')?.strings,
    dependencies: required
      ? readRequirementArray(folder, 'main', required)
      : [],
    optionalDependencies: new Map(
      extras.map(([declared, array]) => {
        const extra = normalizeName(declared);
        return [extra, readRequirementArray(folder, `extra:${extra}`, array)];
      }),
    ),
  };
}
