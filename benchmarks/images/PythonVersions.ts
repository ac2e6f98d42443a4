/** What the Lambda image of the cases is called, before its tag. */
export const LAMBDA_IMAGE = 'public.ecr.aws/lambda/python';

/**
 * The Dockerfiles of the cases are for Python 3.12 and Arm, which the stand-in for the Lambda image need not be: versions are moved so
 * that 3.12 becomes the one that it has, and the platform becomes that of this machine.
 */
export class PythonVersions {
  constructor(private readonly standIn: string) {}

  /** `3.12` plus or minus some minor versions, as it is in the stand-in's count. */
  move(version: string): string {
    const [major, minor] = version.split('.').map(Number);
    return `${major}.${minor - 12 + Number(this.standIn.split('.')[1])}`;
  }

  /** Moves every version and platform in a text of a Dockerfile or of `base-images.yaml`. */
  moveAll(text: string): string {
    const machine = process.arch === 'arm64' ? 'arm64' : 'amd64';
    return text
      .replaceAll(/3\.1[0-3](?!\d)/g, version => this.move(version))
      .replaceAll('linux/arm64', `linux/${machine}`);
  }
}
