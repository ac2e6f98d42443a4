import { FreshnessReason } from '@base-images/backstage-plugin-base-images-common';
import { TranslationFunction } from '@backstage/frontend-plugin-api';
import { DATE_FORMAT } from '../../dateFormat';
import { baseImagesTranslationRef } from '../../translation';

type Translate = TranslationFunction<(typeof baseImagesTranslationRef)['T']>;

/** How a base image of the monorepo is written where an image is named. */
const BASE_IMAGE = 'base-image:';

/** A reason in words, without what it was and is. */
export function describeReason(reason: FreshnessReason, t: Translate): string {
  const { kind, subject, from } = reason;

  switch (kind) {
    case 'parent':
      return describeParent(reason, t);
    case 'requirements':
      return from === null
        ? t('reason.requirementsAdded', { subject })
        : t('reason.requirementsRemoved', { subject });
    case 'age':
      return describeAge(reason, t);
    default:
      return t(`reason.${kind}`, { subject });
  }
}

/** In plans that were stored by earlier versions there are no times. */
function describeAge({ from, to }: FreshnessReason, t: Translate) {
  const [builtAt, due] = [from, to].map(time => new Date(time ?? NaN));
  return [builtAt, due].every(time => Number.isFinite(time.getTime()))
    ? t('reason.ageSince', {
        builtAt,
        due,
        formatParams: { builtAt: DATE_FORMAT, due: DATE_FORMAT },
      })
    : t('reason.age');
}

function describeParent({ subject, to }: FreshnessReason, t: Translate) {
  const isBaseImage = subject.startsWith(BASE_IMAGE);
  const name = isBaseImage ? subject.slice(BASE_IMAGE.length) : subject;
  if (isBaseImage) {
    return to === null
      ? t('reason.parentBaseImageBuilt', { subject: name })
      : t('reason.parentBaseImage', { subject: name });
  }
  return to === null
    ? t('reason.parentImageBuilt', { subject: name })
    : t('reason.parentImage', { subject: name });
}
