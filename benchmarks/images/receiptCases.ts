import { ImageCase } from './ImageCase';
import { CaseResult } from './proveCase';

const RECEIPT =
  'Corner Market\n2026-03-01\nCoffee 4.50\nBread 3.20\nTotal 7.70\n';

/** What the handlers of the example are called with. */
const EVENTS: Record<string, unknown> = {
  agent: { receipts: [RECEIPT], merchant: 'Corner Market' },
  import: { receipts: [RECEIPT, RECEIPT] },
  label: { text: RECEIPT },
  list: { merchant: 'Corner Market' },
  places: { lines: ['5 Main Street'], merchant: 'Corner Market' },
  report: { receipts: [RECEIPT] },
  search: { add: ['fresh coffee', 'brown bread'], question: 'coffees' },
  status: {},
  upload: { body: Buffer.from('%PDF-1.7').toString('base64') },
};

/** The Lambdas of the example monorepo. */
export const RECEIPT_CASES: readonly ImageCase[] = Object.entries(EVENTS).map(
  ([name, event]) => ({
    title: `${name}_lambda`,
    dockerfile: `infra/${name}_lambda/Dockerfile`,
    text: undefined,
    baseImage: undefined,
    target: undefined,
    event,
  }),
);

/** What is known of those that are not the same on a base image. */
export const RECEIPT_OUTCOMES: Record<string, CaseResult['outcome']> = {
  // Its packages are in the wrong order, which the base image mends.
  import_lambda: 'mended',
  // Another Python than any base image.
  places_lambda: 'no base image',
  // Lacks a package, with and without base image.
  report_lambda: 'fails',
  // Carries more from another stage than the base image holds.
  search_lambda: 'refused',
  // Installs no package of the repository.
  status_lambda: 'no base image',
};
