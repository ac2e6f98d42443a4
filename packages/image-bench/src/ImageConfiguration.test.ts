import { readImageConfiguration } from './ImageConfiguration';

describe('readImageConfiguration', () => {
  it('reads what buildah prints', () => {
    const config = {
      Env: ['PATH=/bin', 'A=b=c'],
      User: '1000',
      WorkingDir: '/var/task',
      Cmd: ['handler.main'],
      Entrypoint: null,
      Labels: { b: '2', a: '1' },
      Healthcheck: { Test: ['CMD-SHELL', 'true'] },
    };
    const inspected = {
      OCIv1: { architecture: 'arm64' },
      Docker: { config },
    };
    expect(readImageConfiguration(JSON.stringify(inspected))).toEqual({
      env: { A: 'b=c', PATH: '/bin' },
      user: '1000',
      workingDirectory: '/var/task',
      command: ['handler.main'],
      entrypoint: [],
      labels: { a: '1', b: '2' },
      exposedPorts: [],
      volumes: [],
      stopSignal: '',
      shell: [],
      healthcheck: ['CMD-SHELL', 'true'],
      onBuild: [],
      architecture: 'arm64',
    });
  });
});
