import {
  chmodSync,
  existsSync,
  mkdirSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { RootFiles } from './fetchRootFiles';
import { Container, ImageBuilder } from './ImageBuilder';

/** Where the image has its Python, as the image of AWS. */
const PYTHON = '/var/lang/bin/python3';

const ENTRYPOINT = '/lambda-entrypoint.sh';

/** Stands for installers of system packages. */
const MARKING = `#!/bin/sh
case "$1" in
  install) shift; mkdir -p /opt/system; for name; do case "$name" in -*) ;; *) : >"/opt/system/$name" ;; esac; done ;;
  remove) shift; for name; do case "$name" in -*) ;; *) rm "/opt/system/$name" ;; esac; done ;;
esac
`;

/** To uv, a virtual environment is never the interpreter of the system. */
const UV = `#!/bin/sh
for word; do
  shift
  case "$word" in
    --system) set -- "$@" --python ${PYTHON} ;;
    *) set -- "$@" "$word" ;;
  esac
done
exec /var/lang/bin/uv.real "$@"
`;

/** What stands for the runtime: calls the handler once with the event on standard input, and prints what it gives. */
const RUNTIME = `import importlib, json, os, sys

sys.path.insert(0, os.environ["LAMBDA_TASK_ROOT"])
module, name = sys.argv[1].rsplit(".", 1)
handler = getattr(importlib.import_module(module.replace("/", ".")), name)
print(json.dumps(handler(json.loads(sys.stdin.read() or "{}"), None), sort_keys=True, default=str))
`;

/**
 * Builds a stand-in for the Lambda image of Python (`public.ecr.aws/lambda/python`): the same places, variables, entry point and
 * installer, on Debian's Python. Packages of the system that a build installs with `dnf` are marks in a folder.
 *
 * @param options - `preinstalled`: distributions that it has from the beginning, such as another pip. `wheels`: a folder with theirs.
 */
export async function buildLambdaImage(
  builder: ImageBuilder,
  { archive }: RootFiles,
  {
    tags,
    wheels,
    preinstalled,
  }: {
    tags: readonly string[];
    wheels: string;
    preinstalled: readonly string[];
  },
): Promise<void> {
  await builder.importFiles(
    archive,
    tags,
    [
      ...['--env', 'LANG=en_US.UTF-8', '--env', 'TZ=:/etc/localtime'],
      ...['--env', 'PATH=/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin'],
      ...['--env', 'LAMBDA_TASK_ROOT=/var/task'],
      ...['--env', 'LAMBDA_RUNTIME_DIR=/var/runtime'],
      ...['--workingdir', '/var/task', '--entrypoint', `["${ENTRYPOINT}"]`],
    ],
    async container => await prepare(builder, container, wheels, preinstalled),
  );
}

async function prepare(
  builder: ImageBuilder,
  container: Container,
  wheels: string,
  preinstalled: readonly string[],
) {
  const { root } = container;
  for (const folder of ['var/task', 'var/runtime', 'opt', 'usr/local/bin']) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  const write = (path: string, text: string, mode = 0o644) => {
    writeFileSync(join(root, path), text);
    chmodSync(join(root, path), mode);
  };
  // Where builds see settings of installers, which would leave empty files there.
  write('etc/pip.conf', '');
  mkdirSync(join(root, 'etc/uv'), { recursive: true });
  write('etc/uv/uv.toml', '');
  write('var/runtime/invoke.py', RUNTIME);
  write(
    ENTRYPOINT,
    `#!/bin/sh\nexec ${PYTHON} /var/runtime/invoke.py "$@"\n`,
    0o755,
  );
  write('usr/local/bin/dnf', MARKING, 0o755);
  // A virtual environment has its packages where the interpreter of AWS has them; a user's own packages are seen as well.
  await builder.run(container, [
    ...['/usr/bin/python3', '-m', 'venv', '--system-site-packages'],
    '/var/lang',
  ]);
  await builder.run(
    container,
    [
      ...[PYTHON, '-m', 'pip', 'install', '--no-index', '--no-cache-dir'],
      ...['--find-links', '/wheels', '--upgrade', ...preinstalled],
    ],
    { volumes: [`${wheels}:/wheels:ro`] },
  );
  const uv = join(root, 'var/lang/bin/uv');
  if (existsSync(uv)) {
    renameSync(uv, join(root, 'var/lang/bin/uv.real'));
    write('var/lang/bin/uv', UV, 0o755);
  }
}
