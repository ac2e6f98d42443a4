import { Cloud } from '../Cloud';
import { control, CONTROL_PATH } from '../control/control';
import { Controls } from '../control/Controls';
import { Registry, REGISTRY_PATH } from '../registry/Registry';
import { answer } from './answer';
import { RawRequest, RawResponse } from './RawMessage';
import { serveLayer } from './serveLayer';

/** Sends a request to the part of the simulator that it is for. Undefined cuts the connection. */
export async function route(
  request: RawRequest,
  cloud: Cloud,
  controls: Controls,
  registry: Registry,
): Promise<RawResponse | undefined> {
  const { pathname } = new URL(request.url, 'http://localhost');
  if (pathname.startsWith(CONTROL_PATH)) {
    return control(request, controls);
  }
  if (pathname.startsWith(REGISTRY_PATH)) {
    return registry.answer(request);
  }
  const layer = /^\/layers\/(sha256:[0-9a-f]{64})$/.exec(pathname)?.[1];
  if (layer) {
    return serveLayer(layer, cloud);
  }
  return await answer(request, cloud, controls.requests);
}
