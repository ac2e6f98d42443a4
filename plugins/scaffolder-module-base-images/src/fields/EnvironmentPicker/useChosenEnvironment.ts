import { Environment } from '@base-images/backstage-plugin-base-images-common';
import { useEffect } from 'react';

/**
 * Chooses the only environment where one has to be chosen, and gives up one that the source does not have: it may be of the source
 * that was chosen before.
 */
export function useChosenEnvironment(options: {
  /** Undefined while they are not known. */
  environments: Environment[] | undefined;
  chosen: string | undefined;
  isRequired: boolean | undefined;
  onChange: (environment: string | undefined) => void;
}): void {
  const { environments, chosen, isRequired, onChange } = options;
  const only =
    isRequired && environments?.length === 1 ? environments[0].id : undefined;
  const isWrong =
    environments !== undefined &&
    chosen !== only &&
    !environments.some(({ id }) => id === chosen);

  useEffect(() => {
    if (isWrong) {
      onChange(only);
    }
  }, [isWrong, only, onChange]);
}
