import { PlanRequest } from '@base-images/backstage-plugin-base-images-common';
import { Checkbox, Flex } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { baseImagesTranslationRef } from '../../translation';

/** What a user may choose of a rebuild. */
export type RebuildChoice = Required<
  Pick<PlanRequest, 'force' | 'withoutDependents'>
>;

/** What {@link RebuildOptions} shows. */
export interface RebuildOptionsProps {
  choice: RebuildChoice;
  isDisabled: boolean;
  onChange: (choice: RebuildChoice) => void;
}

/** What is built beside what has to be. */
export function RebuildOptions(props: RebuildOptionsProps) {
  const { choice, isDisabled, onChange } = props;
  const { t } = useTranslationRef(baseImagesTranslationRef);

  return (
    <Flex direction="column" gap="2">
      <Checkbox
        isSelected={!choice.withoutDependents}
        isDisabled={isDisabled}
        onChange={selected =>
          onChange({ ...choice, withoutDependents: !selected })
        }
      >
        {t('rebuild.dependents')}
      </Checkbox>
      <Checkbox
        isSelected={choice.force}
        isDisabled={isDisabled}
        onChange={force => onChange({ ...choice, force })}
      >
        {t('rebuild.force')}
      </Checkbox>
    </Flex>
  );
}
