/** What the example monorepo holds, stated by hand from its files. */

/** The names in `examples/receipts/receipt_*\/pyproject.toml`, as they are spelled there. */
export const PACKAGES = [
  'receipt-agent',
  'receipt-chroma',
  'receipt-dynamo',
  'receipt_label',
  'receipt_places',
  'receipt_upload',
];

/** `images` of `examples/receipts/base-images.yaml`. */
export const BASE_IMAGES = ['agent-deps', 'receipt-dynamo', 'receipt-label'];

/** One Dockerfile of `examples/receipts/infra`, with the base image that covers most of what it needs. */
export interface LambdaCase {
  name: string;
  baseImage: string | undefined;
  /** Packages with extras that the base image holds. */
  covered: string[];
  /** Packages with extras that it does not hold. */
  uncovered: string[];
  /** Covered of all, in percent; undefined where nothing is needed. */
  percent: number | undefined;
}

export const LAMBDAS: LambdaCase[] = [
  {
    // agent-deps stands on receipt-label and so holds what that holds, and besides what the other two need from an index.
    name: 'agent-lambda',
    baseImage: 'agent-deps',
    covered: ['receipt-dynamo', 'receipt-label[full]'],
    uncovered: ['receipt-agent', 'receipt-chroma'],
    percent: 50,
  },
  {
    // In the wrong order, but both are installed.
    name: 'import-lambda',
    baseImage: 'receipt-dynamo',
    covered: ['receipt-dynamo'],
    uncovered: ['receipt-upload'],
    percent: 50,
  },
  {
    name: 'label-lambda',
    baseImage: 'receipt-label',
    covered: ['receipt-dynamo', 'receipt-label[full]'],
    uncovered: [],
    percent: 100,
  },
  {
    name: 'list-lambda',
    baseImage: 'receipt-dynamo',
    covered: ['receipt-dynamo'],
    uncovered: [],
    percent: 100,
  },
  {
    // FROM python:3.13, while every base image has 3.12.
    name: 'places-lambda',
    baseImage: undefined,
    covered: [],
    uncovered: ['receipt-dynamo', 'receipt-places'],
    percent: 0,
  },
  {
    // receipt-chroma is not installed, but receipt-agent needs it.
    name: 'report-lambda',
    baseImage: 'agent-deps',
    covered: ['receipt-dynamo', 'receipt-label[full]'],
    uncovered: ['receipt-agent', 'receipt-chroma'],
    percent: 50,
  },
  {
    name: 'search-lambda',
    baseImage: 'receipt-dynamo',
    covered: ['receipt-dynamo'],
    uncovered: ['receipt-chroma'],
    percent: 50,
  },
  {
    name: 'status-lambda',
    baseImage: undefined,
    covered: [],
    uncovered: [],
    percent: undefined,
  },
  {
    name: 'upload-lambda',
    baseImage: 'receipt-dynamo',
    covered: ['receipt-dynamo'],
    uncovered: ['receipt-upload'],
    percent: 50,
  },
];
