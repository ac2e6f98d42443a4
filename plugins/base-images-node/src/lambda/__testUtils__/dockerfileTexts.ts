import fc from 'fast-check';
import { damagedText } from '../../__testUtils__/damagedText';

const LINES = [
  'ARG BASE=public.ecr.aws/lambda/python:3.12',
  'FROM ${BASE} AS build',
  'FROM build',
  'COPY . .',
  'COPY receipt_dynamo/ /tmp/receipt_dynamo/',
  'COPY --from=build --exclude=*.md /tmp/* ["/a b", "c"]',
  'COPY --from=0 / /',
  'ENV A=$A$A B="${A:-${B}x}" C=\'d\'',
  'WORKDIR ../$A',
  'RUN --mount=type=bind,source=receipt_*,target=/m cd /m && pip install -r r.txt ./*',
  'RUN for p in a b $(c); do pip install "./$p[x]" || exit 1; done',
  'RUN <<EOF bash\nif [ -f x ]; then pip install .; fi\nEOF',
  'RUN f() { f; f; }; f',
  'RUN bash -c "bash -c \'pip install ./receipt_dynamo\'" | sh',
  'RUN cp -r / /x && cp -r /x / && uv sync --all-extras && uv export | pip install -r -',
  'RUN case $A in *) ;; esac; while true; do :; done; echo {1..9}{a,b}{c,d}',
  'CMD ["python", "-m", "awslambdaric"]',
];

/** Lines of a Dockerfile, put together and then damaged. */
export const dockerfileTexts: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...LINES), { maxLength: 12 })
  .chain(lines => damagedText([LINES[0], LINES[1], ...lines].join('\n')));
