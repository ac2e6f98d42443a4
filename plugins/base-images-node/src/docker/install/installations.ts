import { Installation } from './InstallCommand';

/** Whether commands that run in any case bring the same to the same place, as in `uv sync --frozen || uv sync`. */
export function isInstalled(
  { packages, pinned, location }: Omit<Installation, 'command'>,
  installations: readonly Installation[],
): boolean {
  const certain = installations.filter(
    item => item.location === location && !item.command.conditional,
  );
  return (
    packages.every(({ package: name, extras }) =>
      certain.some(item =>
        item.packages.some(
          other =>
            other.package === name &&
            extras.every(extra => other.extras.includes(extra)),
        ),
      ),
    ) &&
    pinned.every(({ requirement }) =>
      certain.some(item =>
        item.pinned.some(other => other.requirement === requirement),
      ),
    )
  );
}

/** Whether one of some packages is among what is installed at a place. */
export function holdsAny(
  installations: readonly Installation[],
  names: readonly string[],
  location: string,
): boolean {
  return installations.some(
    item =>
      item.location === location &&
      [...item.packages, ...item.pinned].some(held =>
        names.includes(held.package),
      ),
  );
}

/** What is left when packages are taken away from a place. */
export function withoutPackages(
  installations: readonly Installation[],
  names: readonly string[],
  location: string,
): Installation[] {
  const stays = (item: { package: string }) => !names.includes(item.package);
  return installations
    .map(installation =>
      installation.location === location
        ? {
            ...installation,
            packages: installation.packages.filter(stays),
            pinned: installation.pinned.filter(stays),
          }
        : installation,
    )
    .filter(({ packages, pinned }) => packages.length > 0 || pinned.length > 0);
}
