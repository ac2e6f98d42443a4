import { SearchField } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { baseImagesTranslationRef } from '../../translation';
import { Note } from '../Note';
import styles from './CollapsibleList.module.css';

/** What {@link ListSearch} searches. */
export interface ListSearchProps {
  /** Title of the list. */
  list: string;
  search: string;
  onSearch: (search: string) => void;
  found: number;
  total: number;
}

/** Finds items of a long list, and says how many there are. */
export function ListSearch(props: ListSearchProps) {
  const { list, search, onSearch, found, total } = props;
  const { t } = useTranslationRef(baseImagesTranslationRef);

  return (
    <div className={styles.search}>
      <SearchField
        aria-label={t('list.searchIn', { list })}
        placeholder={t('list.search')}
        value={search}
        onChange={onSearch}
        className={styles.field}
      />
      <div role="status">
        {search.trim() !== '' && (
          <Note>{t('list.found', { found, total })}</Note>
        )}
      </div>
    </div>
  );
}
