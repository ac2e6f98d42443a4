import { createHash } from 'node:crypto';
import { NotificationSendOptions } from '@backstage/plugin-notifications-node';

/** A notification, and to whom it goes. */
export interface NotificationText {
  /** Entity ref. */
  recipient: string;
  /** Who is told by another notification. */
  except?: string;
  /** What the notification is about: a later one about the same replaces it for its recipient. */
  about: string;
  topic: string;
  severity: 'high' | 'normal' | 'low';
  title: string;
  description: string;
  link: string;
}

/** As the notifications service takes it. Its scope has 255 characters at most, and refs of entities may be long. */
export function toNotification(
  text: NotificationText,
): NotificationSendOptions {
  const { recipient, except, about, ...payload } = text;
  const hash = createHash('sha256').update(recipient).digest('hex');
  return {
    recipients: {
      type: 'entity',
      entityRef: recipient,
      ...(except !== undefined && { excludeEntityRef: except }),
    },
    payload: { ...payload, scope: `${about}/${hash.slice(0, 16)}` },
  };
}
