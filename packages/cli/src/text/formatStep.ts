import { AffectedStep } from '@base-images/backstage-plugin-base-images-common';

const NOUNS: Record<AffectedStep['kind'], string> = {
  file: '',
  package: 'package ',
  'base-image': 'base image ',
  lambda: 'Lambda ',
};

/** A step on the way of a change: `a/b.py`, `package receipt-label[full]`, `Lambda infra/label_lambda/Dockerfile`. */
export function formatStep({ kind, name, extra }: AffectedStep): string {
  return `${NOUNS[kind]}${name}${extra === null ? '' : `[${extra}]`}`;
}
