import {
  GraphPackage,
  PackageWithExtras,
} from '@base-images/backstage-plugin-base-images-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { useId } from 'react';
import { baseImagesFormTranslationRef } from '../../translation';
import { ChosenPackage } from './ChosenPackage';
import styles from './ChosenPackages.module.css';

/** What {@link ChosenPackages} shows. */
export interface ChosenPackagesProps {
  packages: GraphPackage[];
  chosen: PackageWithExtras[];
  onChange: (chosen: PackageWithExtras[]) => void;
  isDisabled: boolean | undefined;
}

/** The packages that are chosen, each with its extras. */
export function ChosenPackages(props: ChosenPackagesProps) {
  const { packages, chosen, onChange, isDisabled } = props;
  const { t } = useTranslationRef(baseImagesFormTranslationRef);
  const titleId = useId();
  const byName = new Map(packages.map(item => [item.name, item]));

  if (chosen.length === 0) {
    return (
      <Text as="p" variant="body-medium">
        {t('packagesPicker.noneChosen')}
      </Text>
    );
  }
  return (
    <div>
      <Text as="p" variant="body-medium" weight="bold" id={titleId}>
        {t('packagesPicker.chosen')}
      </Text>
      <ul className={styles.root} aria-labelledby={titleId}>
        {chosen.map((item, index) => (
          <ChosenPackage
            key={item.package}
            item={item}
            found={byName.get(item.package)}
            onChange={changed =>
              onChange(
                chosen.map((other, at) => (at === index ? changed : other)),
              )
            }
            onRemove={() => onChange(chosen.filter((_, at) => at !== index))}
            isDisabled={isDisabled}
          />
        ))}
      </ul>
    </div>
  );
}
