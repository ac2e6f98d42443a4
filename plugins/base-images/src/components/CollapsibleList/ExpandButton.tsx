import { Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { baseImagesTranslationRef } from '../../translation';

/** What {@link ExpandButton} expands. */
export interface ExpandButtonProps {
  /** Title of the list. */
  list: string;
  listId: string;
  total: number;
  /** As many are shown at most. */
  longest: number;
  isExpanded: boolean;
  onPress: () => void;
}

/** Shows all items of a list, or only the first again. */
export function ExpandButton(props: ExpandButtonProps) {
  const { list, listId, total, longest, isExpanded, onPress } = props;
  const { t } = useTranslationRef(baseImagesTranslationRef);

  const [text, label] = describe();

  function describe() {
    if (isExpanded) {
      return [t('list.showFewer'), t('list.showFewerOf', { list })];
    }
    if (total > longest) {
      return [t('list.showMore'), t('list.showMoreOf', { list })];
    }
    return [t('list.showAll', { total }), t('list.showAllOf', { total, list })];
  }

  return (
    <div>
      <Button
        variant="secondary"
        size="small"
        aria-expanded={isExpanded}
        aria-controls={listId}
        aria-label={label}
        onPress={onPress}
      >
        {text}
      </Button>
    </div>
  );
}
