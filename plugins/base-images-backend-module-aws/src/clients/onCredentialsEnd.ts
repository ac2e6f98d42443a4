import { isError } from '@backstage/errors';

/** How services say that credentials have ended. */
const ENDED = /^(?:ExpiredToken|ExpiredTokenException|RequestExpired)$/;

type Middleware = <Input, Output>(
  next: (input: Input) => Promise<Output>,
) => (input: Input) => Promise<Output>;

/** What all clients of the SDK have. */
export interface WatchedClient {
  middlewareStack: {
    add(middleware: Middleware, options: { step: 'initialize' }): void;
  };
}

/**
 * Tells when AWS says that the credentials of a client have ended. The SDK asks for new ones by the clock of this machine only, and
 * never where nothing says when they end.
 */
export function onCredentialsEnd<T extends WatchedClient>(
  client: T,
  tell: () => void,
): T {
  client.middlewareStack.add(
    next => async input => {
      try {
        return await next(input);
      } catch (error) {
        if (isError(error) && ENDED.test(error.name)) {
          tell();
        }
        throw error;
      }
    },
    { step: 'initialize' },
  );
  return client;
}
