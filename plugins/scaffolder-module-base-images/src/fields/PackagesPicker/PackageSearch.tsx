import {
  GraphPackage,
  PackageWithExtras,
} from '@base-images/backstage-plugin-base-images-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Combobox, Text } from '@backstage/ui';
import { useState } from 'react';
import { baseImagesFormTranslationRef } from '../../translation';

/** A monorepo can have thousands of packages, of which nobody reads more than these. */
const MOST_LISTED = 50;

/** What {@link PackageSearch} shows. */
export interface PackageSearchProps {
  label: string;
  description: string;
  errorId: string;
  packages: GraphPackage[];
  chosen: PackageWithExtras[];
  onAdd: (name: string) => void;
  isRequired: boolean | undefined;
  isDisabled: boolean | undefined;
  isInvalid: boolean;
}

/** Finds a package by a part of its name, to add it. */
export function PackageSearch(props: PackageSearchProps) {
  const { packages, chosen, onAdd } = props;
  const { t } = useTranslationRef(baseImagesFormTranslationRef);
  const [search, setSearch] = useState('');
  const wanted = search
    .trim()
    .toLowerCase()
    .replaceAll(/[-_.]+/g, '-');
  const names = new Set(chosen.map(item => item.package));
  const found = packages.filter(
    ({ name }) => !names.has(name) && name.includes(wanted),
  );

  return (
    <div>
      <Combobox
        label={props.label}
        description={props.description}
        placeholder={t('packagesPicker.placeholder')}
        aria-describedby={props.errorId}
        options={found.slice(0, MOST_LISTED).map(({ name, path }) => ({
          id: name,
          label: name,
          description: path,
        }))}
        search={{
          inputValue: search,
          onInputChange: setSearch,
          filter: () => true,
        }}
        value={null}
        onChange={key => {
          if (key !== null) {
            onAdd(String(key));
          }
          setSearch('');
        }}
        isRequired={props.isRequired}
        isDisabled={props.isDisabled}
        isInvalid={props.isInvalid}
      />
      {found.length > MOST_LISTED && (
        <Text as="p" variant="body-small">
          {t('packagesPicker.more', {
            shown: MOST_LISTED,
            total: found.length,
          })}
        </Text>
      )}
    </div>
  );
}
