import {
  GraphPackage,
  PackageWithExtras,
} from '@base-images/backstage-plugin-base-images-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Checkbox, CheckboxGroup, Text } from '@backstage/ui';
import { baseImagesFormTranslationRef } from '../../translation';
import styles from './ChosenPackage.module.css';

/** What {@link ChosenPackage} shows. */
export interface ChosenPackageProps {
  item: PackageWithExtras;
  /** What the source has of that name; undefined when it has nothing. */
  found: GraphPackage | undefined;
  onChange: (item: PackageWithExtras) => void;
  onRemove: () => void;
  isDisabled: boolean | undefined;
}

/** One package that is chosen: its extras can be added, and it can be removed. */
export function ChosenPackage(props: ChosenPackageProps) {
  const { item, found, onChange, onRemove, isDisabled } = props;
  const { t } = useTranslationRef(baseImagesFormTranslationRef);
  const { package: name } = item;
  const offered = Object.keys(found?.extras ?? {});
  const unknown = item.extras.filter(extra => !offered.includes(extra));

  return (
    <li className={styles.root}>
      <div className={styles.name}>
        <Text as="span" variant="body-medium">
          {name}
        </Text>
        {!found && (
          <Text as="p" variant="body-small" color="danger">
            {t('packagesPicker.unknown')}
          </Text>
        )}
        {offered.length + unknown.length > 0 && (
          <CheckboxGroup
            aria-label={t('packagesPicker.extras', { name })}
            orientation="horizontal"
            value={item.extras}
            onChange={extras =>
              onChange({ package: name, extras: [...extras].sort() })
            }
            isDisabled={isDisabled}
          >
            {[...offered, ...unknown].map(extra => (
              <Checkbox key={extra} value={extra}>
                {offered.includes(extra) || !found
                  ? extra
                  : t('packagesPicker.unknownExtra', { extra })}
              </Checkbox>
            ))}
          </CheckboxGroup>
        )}
      </div>
      <Button
        variant="tertiary"
        size="small"
        aria-label={t('packagesPicker.remove', { name })}
        onPress={onRemove}
        isDisabled={isDisabled}
      >
        {t('packagesPicker.removeShort')}
      </Button>
    </li>
  );
}
