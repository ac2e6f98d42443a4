/** Which part of a list to return. @public */
export interface PageRequest {
  /** At most so many items, 1 to 500; 100 when left out. */
  limit?: number;
  /** `pageInfo.nextCursor` of the page before. */
  cursor?: string;
}

/** One part of a list. @public */
export interface Page<T> {
  items: T[];
  totalItems: number;
  pageInfo: {
    /** Where the next page begins; absent on the last one. */
    nextCursor?: string;
  };
}
