import { WatchedCloud } from '../../plugins/base-images-backend/src/freshness/__testUtils__/WatchedCloud';
import { watchedMonorepo } from '../../plugins/base-images-backend/src/freshness/__testUtils__/watchedMonorepo';
import { CloudOperations, WatchedState } from './CloudProcess';

let cloud: WatchedCloud | undefined;

const monorepoOf = ({ size, changed, edit }: WatchedState) =>
  watchedMonorepo(size, changed, edit);

const operations: {
  [Name in keyof CloudOperations]: (
    ...parameters: Parameters<CloudOperations[Name]>
  ) => unknown;
} = {
  start: async state => {
    cloud = await WatchedCloud.start(monorepoOf(state));
    return cloud.addresses;
  },
  takeRequests: () => cloud?.takeRequests(),
  pushMissing: state => cloud?.pushMissing(monorepoOf(state)),
  stop: () => cloud?.stop(),
};

process.on(
  'message',
  async ({
    name,
    parameters,
  }: {
    name: keyof CloudOperations;
    parameters: [never];
  }) => {
    process.send?.({
      answer: { value: await operations[name](...parameters) },
    });
  },
);
