import { TomlNode } from '../toml/TomlNode';

/** The build backends that this project knows the requirements of. */
export type BuildBackend =
  'setuptools' | 'poetry' | 'hatchling' | 'flit' | 'other';

/**
 * The backend that a pyproject.toml names; without one it is setuptools (PyPA "pyproject.toml specification"), but Poetry works on
 * projects that only it configures.
 */
export function readBuildBackend(root: TomlNode | undefined): BuildBackend {
  const name = root?.get('build-system', 'build-backend')?.string;
  const wrapped = root?.get('build-system', 'requires')?.strings ?? [];
  if (name === undefined && root?.get('tool', 'poetry')) {
    return 'poetry';
  }
  if (name === undefined || /^setuptools\b/.test(name)) {
    return 'setuptools';
  }
  if (/^poetry[.-]?/.test(name) || name.startsWith('poetry_')) {
    return 'poetry';
  }
  if (name.startsWith('hatchling')) {
    return 'hatchling';
  }
  if (name.startsWith('flit')) {
    return 'flit';
  }
  // A backend of the project's own mostly wraps setuptools.
  return wrapped.some(text => /^setuptools\b/.test(text))
    ? 'setuptools'
    : 'other';
}
