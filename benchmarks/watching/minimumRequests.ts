import type { WatchedSize } from '../../plugins/base-images-backend/src/freshness/__testUtils__/watchedMonorepo';

/** What happened before a round. */
export interface RoundEvents {
  /** Images that nobody has read yet. */
  newImages?: number;
  /** Functions that nobody has read yet. */
  newFunctions?: number;
  /** How many rounds; 1 when left out. */
  rounds?: number;
}

/** Functions that one ListFunctions gives. */
const FUNCTIONS_OF_A_PAGE = 50;

/**
 * The fewest requests that tell everything: for each repository one for the tags that it should have, for each image of others one,
 * the pages of functions, manifest and configuration of each new image, and each function that changed.
 */
export function minimumRequests(
  { bases, lambdas, functions }: WatchedSize,
  { newImages = 0, newFunctions = 0, rounds = 1 }: RoundEvents,
): Record<string, number> {
  const requests = {
    'ecr:BatchGetImage': newImages,
    'ecr:DescribeImages': rounds * (bases + lambdas),
    'ecr:GetDownloadUrlForLayer': newImages,
    'lambda:GetFunction': newFunctions,
    'lambda:ListFunctions':
      rounds * Math.max(1, Math.ceil(functions / FUNCTIONS_OF_A_PAGE)),
    public: rounds,
  };
  return Object.fromEntries(
    Object.entries(requests).filter(([, count]) => count > 0),
  );
}
