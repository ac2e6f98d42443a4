import { Button, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ReactNode, useId, useState } from 'react';
import { baseImagesTranslationRef } from '../../translation';
import { Note } from '../Note';
import styles from './CollapsibleList.module.css';

/** As many items are shown before somebody wants to see all. */
export const COLLAPSED_LENGTH = 10;

/** What {@link CollapsibleList} shows. */
export interface CollapsibleListProps<TItem> {
  title: string;
  /** One sentence about the list. */
  help?: ReactNode;
  items: TItem[];
  /** Tells an item from every other. */
  getKey: (item: TItem) => string;
  renderItem: (item: TItem) => ReactNode;
  /** What to say instead of an empty list; without it nothing is shown. */
  empty?: ReactNode;
  /** Whether items are long and stand one below the other; else they stand side by side. */
  stacked?: boolean;
  /** Level of the heading, one below what the list belongs to; `h4` without it. */
  heading?: 'h3' | 'h4' | 'h5' | 'h6';
}

/** A list under a heading; of a long one the first items, with a button for the rest. */
export function CollapsibleList<TItem>(props: CollapsibleListProps<TItem>) {
  const { title, help, items, getKey, renderItem, empty, stacked } = props;
  const { heading = 'h4' } = props;
  const { t } = useTranslationRef(baseImagesTranslationRef);
  const [expanded, setExpanded] = useState(false);
  const id = useId();
  const headingId = `${id}-heading`;
  const listId = `${id}-list`;
  const count = items.length;

  if (count === 0 && !empty) {
    return null;
  }

  return (
    <div className={styles.root}>
      <Text as={heading} id={headingId} variant="body-medium" weight="bold">
        {count > 0 ? t('list.title', { title, total: count }) : title}
      </Text>
      {help && <Note>{help}</Note>}
      {count === 0 && empty}
      {count > 0 && (
        <ul
          id={listId}
          aria-labelledby={headingId}
          className={stacked ? styles.stacked : styles.columns}
        >
          {(expanded ? items : items.slice(0, COLLAPSED_LENGTH)).map(item => (
            <li key={getKey(item)}>{renderItem(item)}</li>
          ))}
        </ul>
      )}
      {count > COLLAPSED_LENGTH && (
        <div>
          <Button
            variant="secondary"
            size="small"
            aria-expanded={expanded}
            aria-controls={listId}
            aria-label={
              expanded
                ? t('list.showFewerOf', { list: title })
                : t('list.showAllOf', { total: count, list: title })
            }
            onPress={() => setExpanded(current => !current)}
          >
            {expanded
              ? t('list.showFewer')
              : t('list.showAll', { total: count })}
          </Button>
        </div>
      )}
    </div>
  );
}
