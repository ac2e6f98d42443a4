import { RawRequest, RawResponse } from '../http/RawMessage';
import { RequestRecord } from '../requests';
import { Controls } from './Controls';

/** Where the control endpoint begins. No service has such a path. */
export const CONTROL_PATH = '/_simulator/';

/**
 * The control endpoint: plain JSON for people and other processes.
 *
 * - `GET faults`, `POST faults` (a fault; gives its id), `DELETE faults` (all), `DELETE faults/ID`
 * - `GET requests?operation=codebuild:StartBuild`, `DELETE requests`
 * - `GET state`, `POST data` (resources to add), `POST images`, `POST lifecycle`
 */
export function control(request: RawRequest, controls: Controls): RawResponse {
  // Pages of a browser have no business here, also not through a name that points to loopback.
  if (
    request.headers.origin ||
    !/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? '')
  ) {
    return json(403, { error: 'Only for programs on this machine' });
  }
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  const [resource, id] = pathname.slice(CONTROL_PATH.length).split('/');
  try {
    switch (`${request.method} ${resource}`) {
      case 'GET faults':
        return json(200, controls.faults.list());
      case 'POST faults':
        return json(201, { id: controls.faults.add(parse(request)) });
      case 'DELETE faults':
        if (id) {
          controls.faults.remove(decodeURIComponent(id));
        } else {
          controls.faults.clear();
        }
        return json(200, {});
      case 'GET requests':
        return json(
          200,
          controls.requests
            .list(searchParams.get('operation') ?? undefined)
            .map(withoutWire),
        );
      case 'DELETE requests':
        controls.requests.clear();
        return json(200, {});
      case 'GET state':
        return json(200, controls.state());
      case 'POST data':
        controls.add(parse(request));
        return json(201, {});
      case 'POST images': {
        const { account, region, repository, image } = parse(request);
        return json(201, {
          digest: controls.pushImage(account, region, repository, image),
        });
      }
      case 'POST lifecycle': {
        const { account, region } = parse(request);
        return json(200, controls.runLifecyclePolicies(account, region));
      }
      default:
        return json(404, {
          error: `There is no ${request.method} ${pathname}`,
        });
    }
  } catch (error) {
    return json(400, { error: String(error) });
  }
}

function parse(request: RawRequest) {
  return JSON.parse(request.body.toString());
}

function withoutWire({ wire, ...record }: RequestRecord) {
  return { ...record, status: wire.response?.status ?? null };
}

function json(status: number, body: unknown): RawResponse {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: `${JSON.stringify(body, undefined, 2)}\n`,
  };
}
