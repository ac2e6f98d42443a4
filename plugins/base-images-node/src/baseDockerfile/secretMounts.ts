/** How installers take a secret; undefined for one that only `setup` knows what to do with. */
function settingOf(id: string): string | undefined {
  const file = `/run/secrets/${id}`;
  if (/^(?:PIP|UV)_[A-Z0-9_]+$/.test(id)) {
    return `${id}="$(cat ${file})"`;
  }
  switch (id.replace(/[._]/g, '-').toLowerCase()) {
    case 'pip-conf':
      return `PIP_CONFIG_FILE=${file}`;
    case 'uv-toml':
      return `UV_CONFIG_FILE=${file}`;
    case 'netrc':
      return `NETRC=${file}`;
    default:
      return undefined;
  }
}

/**
 * Mounts of BuildKit secrets for the command that installs, and the settings by which installers find them. What is in a
 * secret is in no layer, no argument and no variable of the image.
 */
export function secretMounts(ids: readonly string[]): {
  mounts: string[];
  settings: string[];
} {
  return {
    mounts: ids.map(
      id =>
        `--mount=type=secret,id=${id},target=/run/secrets/${id},required=true`,
    ),
    settings: ids.flatMap(id => settingOf(id) ?? []),
  };
}
