import {
  PlanRequest,
  StartedRebuild,
} from '@base-images/backstage-plugin-base-images-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useRef, useState } from 'react';
import { baseImagesApiRef } from '../api';
import { describeFailure } from './describeFailure';

/** What {@link useStartRebuild} starts. */
export interface StartRebuildOptions {
  sourceId: string;
  environment: string;
  /** Memoised by the caller. */
  request: PlanRequest;
  onStarting: (isStarting: boolean) => void;
  /** Called when there is a rebuild now. */
  onStarted: (started: StartedRebuild) => void;
}

/** What became of a start that gave no rebuild. */
export type StartOutcome =
  { status: 'nothing' } | { status: 'failed'; message: string };

/** Starts a rebuild; trying again after a lost answer gives the same one, since the key of a request stays. */
export function useStartRebuild(options: StartRebuildOptions) {
  const { sourceId, environment, request, onStarting, onStarted } = options;
  const api = useApi(baseImagesApiRef);
  const [isStarting, setIsStarting] = useState(false);
  const [outcome, setOutcome] = useState<{
    request: PlanRequest;
    value: StartOutcome;
  }>();
  const keyed = useRef<{ request: PlanRequest; key: string }>();

  const setStarting = (value: boolean) => {
    setIsStarting(value);
    onStarting(value);
  };

  const start = async () => {
    setOutcome(undefined);
    setStarting(true);
    if (keyed.current?.request !== request) {
      keyed.current = { request, key: createRequestKey() };
    }
    try {
      const started = await api.startRebuild({
        sourceId,
        environment,
        ...request,
        requestKey: keyed.current.key,
      });
      setStarting(false);
      if (started.rebuild === null) {
        setOutcome({ request, value: { status: 'nothing' } });
      } else {
        onStarted(started);
      }
    } catch (error) {
      setStarting(false);
      const { message } = describeFailure(error);
      setOutcome({ request, value: { status: 'failed', message } });
    }
  };

  return {
    start,
    isStarting,
    outcome: outcome?.request === request ? outcome.value : undefined,
  };
}

/** Random, and made without `crypto.randomUUID`, which pages that come over plain HTTP lack. */
function createRequestKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map(byte => byte.toString(16).padStart(2, '0'))
    .join('');
}
