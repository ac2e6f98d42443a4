export * from './WaveLists';
