/** A Lambda whose image is built again and again. */
export interface HeadlineLambda {
  title: string;
  /** Folder of its monorepo, from the root of the checkout. */
  monorepo: string;
  dockerfile: string;
  handler: string;
  /** A module of a package that its base image holds. */
  module: string;
  /** The manifest with a requirement of a version, and the text of it with another one. */
  bump: { manifest: string; versions: readonly [string, string] };
}

export const LAMBDAS: readonly HeadlineLambda[] = [
  {
    title: 'label_lambda of the example (jmespath, python-dateutil, rapidfuzz)',
    monorepo: 'examples/receipts',
    dockerfile: 'infra/label_lambda/Dockerfile',
    handler: 'infra/label_lambda/handler.py',
    module: 'receipt_dynamo/receipt_dynamo/table.py',
    bump: {
      manifest: 'receipt_dynamo/pyproject.toml',
      versions: ['jmespath>=1.0.1,<2', 'jmespath==1.0.1'],
    },
  },
  {
    title: 'report_lambda (boto3, pandas, numpy, pydantic, requests)',
    monorepo: 'benchmarks/headline/monorepo',
    dockerfile: 'infra/report_lambda/Dockerfile',
    handler: 'infra/report_lambda/handler.py',
    module: 'analytics/analytics/__init__.py',
    bump: {
      manifest: 'analytics/pyproject.toml',
      versions: ['pandas==2.2.2', 'pandas==2.2.3'],
    },
  },
];

/** What changed since the last build. */
export const EDITS = ['handler', 'package', 'third-party'] as const;

export type Edit = (typeof EDITS)[number];
