import { KeptPart } from '@base-images/backstage-plugin-base-images-common';
import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useId } from 'react';
import { baseImagesFormTranslationRef } from '../../translation';

/** What stays in a Dockerfile although the base image has it, with why. */
export function KeptList(props: { kept: KeptPart[] }) {
  const { kept } = props;
  const { t } = useTranslationRef(baseImagesFormTranslationRef);
  const titleId = useId();

  if (kept.length === 0) {
    return null;
  }
  return (
    <div>
      <Text as="h4" id={titleId} variant="body-medium" weight="bold">
        {t('preview.kept.title')}
      </Text>
      <ul aria-labelledby={titleId}>
        {kept.map(({ line, reason }) => (
          <li key={`${line} ${reason}`}>
            <Text as="span" variant="body-medium">
              {t('preview.kept.line', { line: String(line), reason })}
            </Text>
          </li>
        ))}
      </ul>
    </div>
  );
}
