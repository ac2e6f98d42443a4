/** Requests to the registries of one environment at once. */
export const REQUESTS_AT_ONCE = 8;
