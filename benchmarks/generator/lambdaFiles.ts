import { PlannedLambda } from './MonorepoPlan';

/** The files of a Lambda by their path from the root. Its build context is the root. */
export function lambdaFiles({
  path,
  name,
  packages,
}: PlannedLambda): Map<string, string> {
  const copies = packages
    .map(item => `COPY ${item.path} /tmp/${item.path}\n`)
    .join('');
  const installs = packages.map(item => `/tmp/${item.path}`).join(' \\\n    ');
  return new Map([
    [
      `${path}/Dockerfile`,
      `FROM public.ecr.aws/lambda/python:3.12
ENV PYTHONUNBUFFERED=1
${copies}RUN pip install --no-cache-dir \\
    ${installs} \\
  && rm -rf /tmp/domains
COPY ${path}/handler.py \${LAMBDA_TASK_ROOT}/
CMD ["handler.handler"]
`,
    ],
    [
      `${path}/handler.py`,
      `def handler(event, context):\n    return {"name": "${name}"}\n`,
    ],
  ]);
}
