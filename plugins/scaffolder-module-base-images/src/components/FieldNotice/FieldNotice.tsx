import { Alert } from '@backstage/ui';

/** What {@link FieldNotice} says. */
export interface FieldNoticeProps {
  title: string;
  help: string;
  status?: 'info' | 'warning';
}

/** Why a field has nothing to choose from, and what to do about it. */
export function FieldNotice(props: FieldNoticeProps) {
  const { title, help, status = 'info' } = props;

  return (
    <Alert role="note" status={status} icon title={title} description={help} />
  );
}
