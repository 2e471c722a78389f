import * as migration_20261122_220823_initial from './20261122_220823_initial.ts';

export const migrations = [
  {
    up: migration_20261122_220823_initial.up,
    down: migration_20261122_220823_initial.down,
    name: '20261122_220823_initial'
  },
];
