import { ServiceError } from '@base-images/backstage-plugin-base-images-node';

/**
 * The pages of a listing, unless there are more than anybody can have: a token that leads back to itself would never end.
 *
 * @throws ServiceError `invalid` after `limit` pages.
 */
export async function* allPages<T>(
  pages: AsyncIterable<T>,
  limit: number,
): AsyncIterable<T> {
  let count = 0;
  for await (const page of pages) {
    count += 1;
    if (count > limit) {
      throw new ServiceError(
        'invalid',
        `AWS gives more than ${limit} pages of a list, which is more than is read.`,
      );
    }
    yield page;
  }
}
