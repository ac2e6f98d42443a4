/** A map that tells which of its values are looked at. Its keys are no secret. */
export class ObservedMap<K, V> implements ReadonlyMap<K, V> {
  constructor(
    private readonly map: ReadonlyMap<K, V>,
    private readonly onUse: (value: V) => void,
  ) {}

  get size(): number {
    return this.map.size;
  }

  has(key: K): boolean {
    return this.map.has(key);
  }

  get(key: K): V | undefined {
    const value = this.map.get(key);
    if (value !== undefined) {
      this.onUse(value);
    }
    return value;
  }

  keys(): MapIterator<K> {
    return this.map.keys();
  }

  forEach(callback: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    for (const [key, value] of this.entries()) {
      callback(value, key, this);
    }
  }

  *values(): MapIterator<V> {
    for (const value of this.map.values()) {
      this.onUse(value);
      yield value;
    }
  }

  *entries(): MapIterator<[K, V]> {
    for (const entry of this.map.entries()) {
      this.onUse(entry[1]);
      yield entry;
    }
  }

  [Symbol.iterator](): MapIterator<[K, V]> {
    return this.entries();
  }
}
