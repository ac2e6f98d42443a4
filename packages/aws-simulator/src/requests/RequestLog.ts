import { RequestRecord } from './RequestRecord';

/** What AWS saw: all requests in their order, or the newest of them. @public */
export class RequestLog {
  private records: RequestRecord[] = [];
  private count = 0;
  private readonly limit: number;

  constructor(limit: number = Infinity) {
    this.limit = limit;
  }

  /** Adds a request, which its handling completes. */
  add(record: Omit<RequestRecord, 'number'>): RequestRecord {
    this.count += 1;
    const added = { number: this.count, ...record };
    this.records.push(added);
    if (this.records.length > this.limit) {
      this.records.shift();
    }
    return added;
  }

  /** Requests of a service and operation, such as `codebuild:StartBuild`; all when left out. */
  list(name?: string): RequestRecord[] {
    return this.records.filter(
      ({ service, operation }) =>
        name === undefined || name === `${service}:${operation}`,
    );
  }

  /** How many requests of each `service:Operation` there were. */
  counts(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { service, operation } of this.records) {
      const name = `${service}:${operation}`;
      counts[name] = (counts[name] ?? 0) + 1;
    }
    return counts;
  }

  /** Forgets all. */
  clear(): void {
    this.records = [];
  }
}
