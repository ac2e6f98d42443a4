import { useEffect, useState } from 'react';

/** Milliseconds after which what is told in minutes is told anew. */
const PAUSE = 30_000;

/** The time, which goes on while it is shown. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());

  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), PAUSE);
    return () => clearInterval(timer);
  }, []);

  return now;
}
