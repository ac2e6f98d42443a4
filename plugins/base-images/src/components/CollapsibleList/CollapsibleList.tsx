import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ReactNode, useId, useState } from 'react';
import { baseImagesTranslationRef } from '../../translation';
import { Note } from '../Note';
import styles from './CollapsibleList.module.css';
import { ExpandButton } from './ExpandButton';
import { ListSearch } from './ListSearch';
import { matchesSearch } from './matchesSearch';

/** As many items are shown before somebody wants to see all. */
export const COLLAPSED_LENGTH = 10;

/** In a list with more items than these one can search. */
const SEARCHED_LENGTH = 20;

/** More items than these are never shown at once: a browser becomes slow, and nobody reads them. */
export const LONGEST_LIST = 200;

/** What {@link CollapsibleList} shows. */
export interface CollapsibleListProps<TItem> {
  title: string;
  /** One sentence about the list. */
  help?: ReactNode;
  items: TItem[];
  /** Tells an item from others; where it does not, as with Lambdas of one name that the user may not read, they are numbered. */
  getKey: (item: TItem) => string;
  /** What a search looks at; the key without it. */
  getText?: (item: TItem) => string;
  renderItem: (item: TItem) => ReactNode;
  /** What to say instead of an empty list; without it nothing is shown. */
  empty?: ReactNode;
  /** Whether items are long and stand one below the other; else they stand side by side. */
  stacked?: boolean;
  /** Level of the heading, one below what the list belongs to; `h4` without it. */
  heading?: 'h3' | 'h4' | 'h5' | 'h6';
}

/** A list under a heading; of a long one the first items, with a button for the rest and a search. */
export function CollapsibleList<TItem>(props: CollapsibleListProps<TItem>) {
  const { title, help, items, getKey, renderItem, empty, stacked } = props;
  const { getText = getKey, heading = 'h4' } = props;
  const { t } = useTranslationRef(baseImagesTranslationRef);
  const [expanded, setExpanded] = useState(false);
  const [search, setSearch] = useState('');
  const id = useId();
  const headingId = `${id}-heading`;
  const listId = `${id}-list`;
  const total = items.length;
  const found = items.filter(item => matchesSearch(getText(item), search));
  const shown = found.slice(0, expanded ? LONGEST_LIST : COLLAPSED_LENGTH);

  if (total === 0 && !empty) {
    return null;
  }

  return (
    <div className={styles.root}>
      <Text as={heading} id={headingId} variant="body-medium" weight="bold">
        {total > 0 ? t('list.title', { title, total }) : title}
      </Text>
      {help && <Note>{help}</Note>}
      {total === 0 && empty}
      {total > SEARCHED_LENGTH && (
        <ListSearch
          list={title}
          search={search}
          onSearch={setSearch}
          found={found.length}
          total={total}
        />
      )}
      {found.length > 0 && (
        <ul
          id={listId}
          aria-labelledby={headingId}
          className={stacked ? styles.stacked : styles.columns}
        >
          {withUniqueKeys(shown, getKey).map(([key, item]) => (
            <li key={key}>{renderItem(item)}</li>
          ))}
        </ul>
      )}
      {expanded && found.length > LONGEST_LIST && (
        <Note>{t('list.cut', { shown: LONGEST_LIST })}</Note>
      )}
      {found.length > COLLAPSED_LENGTH && (
        <ExpandButton
          list={title}
          listId={listId}
          total={found.length}
          longest={LONGEST_LIST}
          isExpanded={expanded}
          onPress={() => setExpanded(current => !current)}
        />
      )}
    </div>
  );
}

function withUniqueKeys<TItem>(
  items: TItem[],
  getKey: (item: TItem) => string,
): [string, TItem][] {
  const counts = new Map<string, number>();
  return items.map(item => {
    const key = getKey(item);
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    return [count === 0 ? key : `${key} ${count}`, item];
  });
}
