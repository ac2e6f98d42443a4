import { TomlNode } from '../toml/TomlNode';

/**
 * Whether a command that installs a project installs the project itself (`package`), or only what it needs (`application`); where the
 * manifest leaves it open, the tool decides.
 */
export type InstallMode = 'package' | 'application' | 'open';

/** Reads `tool.uv.package`, Poetry's `package-mode`, and PDM's `distribution`; a build system makes a package as well. */
export function readInstallMode(root: TomlNode): InstallMode {
  const tool = root.get('tool');
  const declared = [
    tool?.get('uv', 'package')?.boolean,
    tool?.get('poetry', 'package-mode')?.boolean,
    tool?.get('pdm', 'distribution')?.boolean,
  ].find(value => value !== undefined);
  if (declared !== undefined) {
    return declared ? 'package' : 'application';
  }
  return root.get('build-system') ? 'package' : 'open';
}
