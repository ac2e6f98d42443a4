import { BuildInputs } from '@base-images/backstage-plugin-base-images-node';
import {
  BuildRecord,
  ImageRecord,
  RebuildRecord,
  StepRecord,
} from './RebuildRecords';

/** A row as a database gives it: PostgreSQL gives big integers as text, SQLite booleans as numbers. */
export type Row = Record<string, unknown>;

/** Names of columns by those of properties. */
export const REBUILD_COLUMNS = {
  id: 'id',
  sourceId: 'source_id',
  environment: 'environment',
  state: 'state',
  request: 'request',
  revision: 'revision',
  treeHash: 'tree_hash',
  startedBy: 'started_by',
  cancelRequested: 'cancel_requested',
  message: 'message',
  deploys: 'deploys',
  createdAt: 'created_at',
  endedAt: 'ended_at',
} as const;

export const STEP_COLUMNS = {
  rebuildId: 'rebuild_id',
  stepId: 'step_id',
  position: 'position',
  state: 'state',
  plan: 'plan',
  buildKey: 'build_key',
  digest: 'digest',
  reused: 'reused',
  attempt: 'attempt',
  buildId: 'build_id',
  message: 'message',
  notBefore: 'not_before',
  tries: 'tries',
  faults: 'faults',
  startedAt: 'started_at',
  endedAt: 'ended_at',
} as const;

export const BUILD_COLUMNS = {
  id: 'id',
  rebuildId: 'rebuild_id',
  stepId: 'step_id',
  sourceId: 'source_id',
  environment: 'environment',
  platform: 'platform',
  registry: 'account_region',
  repository: 'repository',
  buildKey: 'build_key',
  attempt: 'attempt',
  active: 'active',
  state: 'state',
  token: 'token',
  contextLocation: 'context_location',
  contextVersion: 'context_version',
  project: 'project',
  firstSentAt: 'first_sent_at',
  listings: 'listings',
  missingSince: 'missing_since',
  serviceBuildId: 'service_build_id',
  phase: 'phase',
  message: 'message',
  digest: 'digest',
  consoleUrl: 'console_url',
  createdAt: 'created_at',
  endedAt: 'ended_at',
} as const;

export const IMAGE_COLUMNS = {
  repository: 'repository',
  buildKey: 'build_key',
  digest: 'digest',
  inputs: 'inputs',
  platform: 'platform',
  sizeInBytes: 'size_in_bytes',
  pushedAt: 'pushed_at',
  layerChain: 'layer_chain',
  committedAt: 'committed_at',
} as const;

const JSON_PROPERTIES = ['request', 'deploys', 'plan', 'inputs'];
const NUMBERS = [
  'createdAt',
  'endedAt',
  'startedAt',
  'notBefore',
  'firstSentAt',
  'missingSince',
  'committedAt',
  'sizeInBytes',
];
const BOOLEANS = ['cancelRequested', 'reused', 'active'];

type Columns = Readonly<Record<string, string>>;

/** A record as a row; properties that are undefined are left out. */
export function toRow(columns: Columns, values: object): Row {
  const row: Row = {};
  for (const [property, value] of Object.entries(values)) {
    const column = columns[property];
    if (column && value !== undefined) {
      row[column] = toValue(property, value);
    }
  }
  return row;
}

function toValue(property: string, value: unknown): unknown {
  if (property === 'active') {
    // Null is no duplicate of another null: only one build of a build key can be active.
    return value ? 1 : null;
  }
  return JSON_PROPERTIES.includes(property) ? JSON.stringify(value) : value;
}

export const toRebuild = (row: Row) =>
  toRecord<RebuildRecord>(REBUILD_COLUMNS, row);
export const toStep = (row: Row) => toRecord<StepRecord>(STEP_COLUMNS, row);
export const toBuild = (row: Row) => toRecord<BuildRecord>(BUILD_COLUMNS, row);

/** Of thousands of images few are looked into: what one was built from is parsed only then. */
export function toImage(row: Row): ImageRecord {
  const { inputs: column, ...columns } = IMAGE_COLUMNS;
  const text = String(row[column]);
  let inputs: BuildInputs | undefined;
  return {
    ...toRecord<Omit<ImageRecord, 'inputs'>>(columns, row),
    get inputs() {
      inputs ??= JSON.parse(text) as BuildInputs;
      return inputs;
    },
  };
}

function toRecord<T>(columns: Columns, row: Row): T {
  const record: Record<string, unknown> = {};
  for (const [property, column] of Object.entries(columns)) {
    const value = row[column];
    if (JSON_PROPERTIES.includes(property)) {
      record[property] = JSON.parse(String(value));
    } else if (BOOLEANS.includes(property)) {
      record[property] = Boolean(value);
    } else if (NUMBERS.includes(property) && value !== null) {
      record[property] = Number(value);
    } else {
      record[property] = value;
    }
  }
  return record as T;
}
