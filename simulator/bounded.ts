/** Adds to a set that forgets its oldest members beyond `max`. */
export function addBounded<T>(set: Set<T>, value: T, max: number): void {
  set.add(value);
  for (const oldest of set) {
    if (set.size <= max) return;
    set.delete(oldest);
  }
}

/** Puts into a map that forgets its oldest entries beyond `max`. */
export function putBounded<K, V>(map: Map<K, V>, key: K, value: V, max: number): void {
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= max) return;
    map.delete(oldest);
  }
}
