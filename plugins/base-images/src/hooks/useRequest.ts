import { useEffect, useRef, useState } from 'react';
import { describeFailure, Failure } from './describeFailure';

/** What is known of a request that a user sends. */
export interface SentRequest {
  send: () => Promise<void>;
  isSending: boolean;
  /** Why the last one failed. */
  failure: Failure | undefined;
}

/** A request that is sent when the user wants it, one at a time. */
export function useRequest<T>(
  request: () => Promise<T>,
  onDone: (value: T) => void,
): SentRequest {
  const [isSending, setIsSending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const isShown = useRef(true);

  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);

  const send = async () => {
    setFailure(undefined);
    setIsSending(true);
    try {
      const value = await request();
      if (isShown.current) {
        setIsSending(false);
        onDone(value);
      }
    } catch (error) {
      if (isShown.current) {
        setIsSending(false);
        setFailure(describeFailure(error));
      }
    }
  };

  return { send, isSending, failure };
}
