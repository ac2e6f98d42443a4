import { ButtonIcon, VisuallyHidden } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useState } from 'react';
import { baseImagesTranslationRef } from '../../translation';
import { Note } from '../Note';
import { ShortValue } from '../ShortValue';
import styles from './FreshnessItem.module.css';

/** A digest in short, with a button that copies the whole of it. */
export function Digest(props: { digest: string }) {
  const { digest } = props;
  const { t } = useTranslationRef(baseImagesTranslationRef);
  const [copied, setCopied] = useState(false);

  const copy = async () => {
    // Browsers have no clipboard for pages that come over plain HTTP.
    await navigator.clipboard?.writeText(digest);
    setCopied(navigator.clipboard !== undefined);
  };

  return (
    <span className={styles.digest}>
      <Note as="span">
        {t('freshness.digest')} <ShortValue value={digest} />
      </Note>
      <ButtonIcon
        size="small"
        variant="tertiary"
        aria-label={t('freshness.copy', { value: digest })}
        icon={copied ? <RiCheckLine /> : <RiFileCopyLine />}
        onPress={copy}
      />
      <VisuallyHidden role="status">
        {copied ? t('freshness.copied') : ''}
      </VisuallyHidden>
    </span>
  );
}
