export * from './BusyButton';
