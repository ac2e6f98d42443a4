import { Button, ButtonProps } from '@backstage/ui';
import styles from './BusyButton.module.css';

/** What {@link BusyButton} shows. */
export interface BusyButtonProps extends Omit<
  ButtonProps,
  'isPending' | 'loading' | 'className' | 'children'
> {
  children: string;
  /** Whether what it does is under way, so that it cannot be pressed; it keeps the focus. */
  isBusy: boolean;
  /** What it says meanwhile. */
  busyText: string;
}

/** A button that says what is under way, beside the spinner that would else take the place of its words. */
export function BusyButton(props: BusyButtonProps) {
  const { children, isBusy, busyText, ...rest } = props;

  return (
    <Button {...rest} isPending={isBusy} className={styles.root}>
      {isBusy ? busyText : children}
    </Button>
  );
}
